"""What an entry says around its title: authors, venue, date, links, and what is left over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.clean.urls import leads_to_paper, parse_url
from generator.intake.readers.cells import Cell, cell_of, list_cell
from generator.intake.readers.columns import LINK_FIELDS, Column, column_named
from generator.intake.readers.markdown.labels import UNTOLD, label_kind, link_kind
from generator.intake.readers.markdown.spans import Line, Span, plain
from generator.intake.readers.markdown.titles import Title
from generator.intake.readers.markdown.units import LABELLED
from generator.intake.readers.markdown.words import date_in, is_date, may_be_venue, names_in, venue_of
from generator.intake.readers.persons import divider_of
from generator.model import LINK_KINDS

TEXT = Column(name="text", field="")
_BREAK = "\v"
_STYLE = "\x1f"
_PARTS = re.compile(
    r"[\v|•·()\[\]【】（）*`\"“”{}]+|(?<=[^\W\d_]{2})[.。](?:\s|$)|(?<=[)\]\d])\.(?:\s|$)|\s[-–—/]+\s|^[-–—]\s|;\s|(?<=\w):\s"
)
_YEAR_BEHIND = re.compile(r"(.*\S)\s*[(\[【（]\s*([^()\[\]【】（）]{2,110})\s*[)\]】）]\s*$")
_VENUE_ALONE = re.compile(r"[A-Z][\w&/+.'’ :-]{1,60}")
_PREPRINT = re.compile(r"(arxiv|biorxiv|medrxiv|chemrxiv|preprint)(?:[ .:]*(\d{2})(\d{2})\.\d{4,5}.*)?", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Facts:
    """What was found of one entry."""

    title: str = ""
    cells: list[Cell] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    venue: str = ""
    date: str = ""
    of_paper: bool = False
    """Whether a link leads to a paper, by its address or by its label."""

    def add(self, other: "Facts") -> None:
        """What another place of the file says of the same paper."""
        self.title = self.title or other.title
        self.authors, self.venue = self.authors or other.authors, self.venue or other.venue
        self.date = self.date or other.date
        fields = {cell.column.field for cell in self.cells}
        self.cells += [
            cell for cell in other.cells if cell.column.field not in fields or cell.column.field == "keywords"
        ]
        self.links += [pair for pair in other.links if pair not in self.links]
        self.rest += [text for text in other.rest if text not in self.rest]

    def as_cells(self) -> list[Cell]:
        """All of it, as the cells of a row."""
        found = [
            Cell(column=column_named("title"), text=self.title, links=tuple(dict.fromkeys(self.links))),
            *self.cells,
        ]
        if self.authors:
            found.append(Cell(column=column_named("authors"), text=", ".join(self.authors), items=self.authors))
        found += [Cell(column=column_named(name), text=text) for name, text in
                  (("venue", self.venue), ("date", self.date)) if text]  # fmt: skip
        return [*found, *(Cell(column=TEXT, text=text) for text in self.rest)]


def facts_of(lines: Sequence[Line], title: Title) -> Facts:
    """The facts of an entry whose title has been found."""
    facts = Facts(title=title.text)
    split_title(facts)
    if title.url:
        add_link(facts, "", title.url, of_title=True)
    for place, line in enumerate(lines):
        if place != title.line:
            _take_line(facts, line.spans, alone=place == title.line + 1, cited=False)
            continue
        before, behind = list(line.spans[: title.first]), list(line.spans[title.last + 1 :])
        quoted = title.style == "quote" or before != []
        if title.before:
            before.append(Span(title.before))
        if title.behind:
            behind.insert(0, Span(title.behind))
        _take_line(facts, before, alone=quoted, cited=quoted)
        if title.url and not leads_to_paper(title.url):
            behind = [span for span in behind if not _is_another_paper(facts, span)]
        _take_line(facts, behind, alone=False, cited=False)
    return facts


def _is_another_paper(facts: Facts, span: Span) -> bool:
    """Whether behind a title that leads elsewhere a link names a paper by its own title: a tool and what it is of."""
    other = (
        leads_to_paper(span.url)
        and len(span.text.split()) > 2
        and not label_kind(span.text)
        and not venue_of(span.text)
    )
    if other:
        facts.rest.append(f"[{span.text}]({span.url})")
    return other


def split_title(facts: Facts) -> None:
    """Takes the venue and the year out of the end of a title: `Counting Owls (ICLR 2024)`, `Owls, 2022`."""
    while found := _YEAR_BEHIND.fullmatch(facts.title):
        if not _take_place(facts, found[2]) and not _take_bracketed(facts, found[2]):
            break
        facts.title = found[1].strip(" ,.:;")
    ahead = re.match(r"[\[【(]([^\[\]【】()]{2,40})[\]】)]\s*[:,-]?\s*(?=\S{2})", facts.title)
    if ahead and _take_place(facts, ahead[1]):
        facts.title = facts.title[ahead.end() :]
    behind = re.search(r"[,.]\s*([^,.]{2,40})$", facts.title)
    if behind and (is_date(behind[1]) or _has_year(behind[1])) and _take_place(facts, behind[1]):
        facts.title = facts.title[: behind.start()]


def _has_year(text: str) -> bool:
    """Whether a text ends in a year, whose venue is one word or an acronym: `ICLR 2024`, `VLDB'22`."""
    return bool(re.fullmatch(r"(?:in )?[A-Z]\S*(?: [A-Z]\S*){0,2} ?(?:(?:19|20)\d\d|['’]\d\d)", text.strip())) and bool(
        re.search(r"[A-Z]{2}", text)
    )


def _take_bracketed(facts: Facts, text: str) -> bool:
    """In brackets behind a title, whatever ends in a year is a venue: `(Letters on Owls and Mice 2003)`."""
    found = re.fullmatch(r"([A-Z][^\d]{2,90}?)[ ,]+((?:19|20)\d\d)\b[ ,:-]*(\w[\w ]{0,30})?", text)
    if not found:
        return False
    facts.venue, facts.date = facts.venue or found[1].strip(" ,"), facts.date or found[2]
    return True


def _take_place(facts: Facts, text: str) -> bool:
    """Takes a text as date or venue, where it certainly is one."""
    if is_date(text):
        facts.date = facts.date if len(facts.date) >= len(text) else text
        return True
    if found := venue_of(text):
        facts.venue, facts.date = facts.venue or found.venue, facts.date or found.year
        return True
    if found_preprint := _PREPRINT.fullmatch(text.strip()):
        facts.venue = facts.venue or found_preprint[1]
        return True
    return False


# --- Links -----------------------------------------------------------------------------------------------------------


def add_link(facts: Facts, label: str, url: str, *, of_title: bool = False) -> None:
    """Keeps a link with its kind; a relative address of a file shows a paper, but leads nowhere from here."""
    address = parse_url(url)
    named = label_kind(label)
    if not address:
        facts.of_paper = facts.of_paper or (named == "paper" and bool(url)) or bool(re.search(r"\.(?:pdf|ps)$", url))
        return
    kind = link_kind(label, address)
    if kind == "other" and of_title:
        kind = "paper"
    elif kind == "paper" or leads_to_paper(address):
        facts.of_paper = facts.of_paper or named != "other"
    if all(known != address for _, known in facts.links):
        facts.links.append((kind if kind in LINK_KINDS else "", address))


def _is_fact_link(span: Span, before: str) -> bool:
    """Whether a link is one of the paper's, rather than that of a person or of a word in a sentence."""
    if not span.text or label_kind(span.text) or leads_to_paper(span.url):
        return True
    return bool(re.search(r"[:：]\s*$", before)) and not names_in(span.text, alone=True)


# --- Lines -----------------------------------------------------------------------------------------------------------


def _take_line(facts: Facts, spans: Sequence[Span], *, alone: bool, cited: bool) -> None:
    """`alone` says that a single name may stand there, `cited` that names may stand in the order of citations."""
    match = LABELLED.fullmatch("".join(span.text for span in spans).strip())
    column = column_named(match[1]) if match else TEXT
    if match and column.field and column.field not in ("title", *LINK_FIELDS) and not _is_ids(spans):
        _labelled(facts, column, plain(match[2]).strip(" *_;"))
        return
    text, last = "", ""
    for span in spans:
        if span.url and _is_fact_link(span, text):
            add_link(facts, _label_of(span, text, last), span.url)
            last = _label_of(span, text, last)
            if leads_to_paper(span.url) and _take_label(facts, span.text):
                text += _BREAK
                continue
            named = names_in(span.text) if len(span.text) > 40 else ()
            text += _BREAK + (span.text + _BREAK if named or not label_kind(span.text) else "")
            continue
        if span.url and not names_in(span.text, alone=True) and parse_url(span.url):
            facts.rest.append(f"[{span.text}]({span.url})")
        mark = _STYLE if span.italic else _BREAK if span.bold or span.code else ""
        text += f"{mark}{span.text}{mark}"
    text = text.replace(_STYLE * 2, "")
    _take_text(facts, text, alone=alone or _STYLE in text, cited=cited)


def _take_label(facts: Facts, label: str) -> bool:
    """Takes the label of a link to a paper that says where it appeared: `[Letters on Owls 12.3 (2020)](…)`."""
    if not re.search(r"\d", label):
        return False
    if _take_place(facts, label):
        return True
    found = re.fullmatch(r"([A-Z][^\d]{3,90}?)[\s\d.,:/–-]*\(?((?:19|20)\d\d)\)?\.?", label)
    return bool(found) and _take_bracketed(facts, f"{found[1]} {found[2]}" if found else "")


def _is_ids(spans: Sequence[Span]) -> bool:
    return any(span.url for span in spans) and all(not span.text or label_kind(span.text) for span in spans if span.url)


def _label_of(span: Span, text: str, last: str) -> str:
    """A link's own label, else the word before a colon, which holds for the links that follow it in one breath."""
    kind = label_kind(span.text) if span.text else UNTOLD
    said = re.search(r"(\w[\w ./&-]{0,28}?)\s*(?:\([^()]{0,20}\))?\W{0,3}[:：]\W*$", text.replace(_STYLE, ""))
    if said and (kind in (UNTOLD, "", "paper")) and label_kind(said[1]) not in ("", UNTOLD):
        return said[1]
    if kind == UNTOLD and last and re.fullmatch(r"[\s,;|/\v]*", text.rpartition(_BREAK)[2]) and not span.text:
        return last
    return span.text


def _labelled(facts: Facts, column: Column, text: str) -> None:
    if column.field == "authors":
        facts.authors = facts.authors or names_in(text, alone=True) or cell_of(column, text, divider_of([text])).items
    elif column.field in ("venue", "date", "year"):
        if not _take_place(facts, text):
            facts.cells.append(Cell(column=column, text=text))
    elif column.field == "keywords":
        facts.cells.append(
            list_cell(column, tuple(part.strip(" `#") for part in re.split(r"[,;|]", text) if part.strip(" `#")))
        )
    elif text:
        facts.cells.append(cell_of(column, text))


def _take_text(facts: Facts, text: str, *, alone: bool, cited: bool) -> None:
    first = True
    if cited and (found := names_in(plain(text.replace(_BREAK, " ").replace(_STYLE, "")), alone=alone, cited=True)):
        facts.authors = facts.authors or found
        return
    for chunk in text.split(_BREAK):
        for part in _segments(chunk):
            slanted = f"{_STYLE}{part}" in chunk
            told = _take_part(facts, part, alone=alone and first, cited=cited, slanted=slanted)
            first = first and told == "place"


def _segments(chunk: str) -> Iterator[str]:
    """The parts of a chunk between brackets, sentences, dashes; a venue in italics and the year behind it are one."""
    whole = chunk.replace(_STYLE, "")
    for part in _PARTS.split(whole if _STYLE not in chunk or _joins(chunk) else chunk.replace(_STYLE, _BREAK)):
        bare = plain(part or "").strip(" ,.;:-–—_*")
        if re.search(r"\w", bare):
            yield f"{bare}." if re.search(r"\b[A-Z]\.[\s,;:_*–-]*$", part or "") else bare


def _joins(chunk: str) -> bool:
    """Whether a chunk in which something is in italics is one: `in *TIDE* 2023`."""
    return venue_of(plain(chunk.replace(_STYLE, "")).strip(" ,.")) is not None


def _take_part(facts: Facts, part: str, *, alone: bool, cited: bool, slanted: bool) -> str:
    """Takes one part; says `place`, `authors` or `rest`."""
    if _take_place(facts, part) or part.isdigit() or label_kind(part) not in ("", UNTOLD):
        return "place"
    if not facts.authors and (found := _authors_and_place(facts, part, alone=alone, cited=cited)):
        facts.authors = found
        return "authors"
    if not facts.venue and facts.authors and _VENUE_ALONE.fullmatch(part) and (slanted or may_be_venue(part)):
        facts.venue = part
        return "place"
    if not facts.date and len(part) < 40 and (date := date_in(part)):
        facts.date = date
    facts.rest.append(part)
    return "rest"


def _authors_and_place(facts: Facts, part: str, *, alone: bool, cited: bool) -> tuple[str, ...]:
    """Names, behind which a venue or a date may stand: `Ann Roe, Max Poe, ICLR 2024`, `Roe et al. TIDE`."""
    bare = part.strip(" ,.")
    if found := names_in(bare, alone=alone, cited=cited):
        return found
    if at := re.search(r"\bet\.? ?al\b\.?,?\s*", bare):
        found = names_in(bare[: at.end()])
        tail = bare[at.end() :].strip(" ,.") if found else ""
        if tail:
            is_venue = not _take_place(facts, tail) and _VENUE_ALONE.fullmatch(tail)
            facts.venue = facts.venue or (tail if is_venue else "")
        return found
    head, _, tail = bare.rpartition(",")
    while head:
        if (venue_of(tail) or is_date(tail)) and (found := names_in(head, alone=True, cited=cited, short=True)):
            _take_place(facts, tail.strip())
            return found
        shorter, _, more = head.rpartition(",")
        tail, head = f"{more},{tail}", shorter
        if tail.count(",") > 2:
            break
    return ()
