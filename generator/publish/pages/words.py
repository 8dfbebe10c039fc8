"""Values as a reader wants to see them: dates, numbers of things, lists of names."""

from generator.model import Paper, PaperDate

MONTHS = (
    "January February March April May June July August September October November December".split()
)


def long_date(date: PaperDate) -> str:
    """As precise as it is known: `27 September 2023`, `September 2023`, `2023`, nothing."""
    parts = [int(part) for part in date.split("-")] if date else []
    named = [*map(str, parts[:1]), *(MONTHS[month - 1] for month in parts[1:2]), *map(str, parts[2:])]
    return " ".join(reversed(named))


def short_date(date: PaperDate) -> str:
    """To the month, for lists: `Sep 2023`."""
    year, *rest = date.split("-")
    return f"{MONTHS[int(rest[0]) - 1][:3]} {year}" if rest else year


def amount(number: int, thing: str, things: str = "") -> str:
    """`1 paper`, `1,972 papers`, `2 entries`."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def names(paper: Paper, most: int = 4) -> str:
    """`A, B, C and D`; from one more than `most` on, `A, B, C and 528 others`: `1 other` would save no room."""
    shown = [author.name for author in paper.people]
    if len(shown) > most:
        shown[most - 1 :] = [f"{len(shown) - most + 1} others"]
    elif paper.et_al:
        shown.append("others")
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def locator(paper: Paper) -> str:
    """Where in its journal or volume a paper stands: `12(3): 271–278`, `pp. 5–9`, `e1009`; nothing where unknown."""
    issue = f"{paper.volume}({paper.number})" if paper.volume and paper.number else paper.volume
    pages = paper.pages.replace("-", "–")
    if issue:
        return ": ".join(filter(None, (issue, pages)))
    return f"pp. {pages}" if "–" in pages else pages


def shortened(text: str, length: int) -> str:
    """The text up to a word's end, with `…` where that is not all of it."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
