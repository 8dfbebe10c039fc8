"""A new record's id: its file's name and its page's address, issued once and for good."""

from collections.abc import Container

from generator.clean.dates import cited_dates
from generator.clean.names import name_parts
from generator.clean.notices import is_notice
from generator.clean.text import fold, slug
from generator.ids import BEST_TO_READ
from generator.model import Paper, PaperId

_SMALL_WORDS = frozenset("a an and as at by for from in into is of on or the to towards via with".split())


def issue_id(paper: Paper, issued: Container[str]) -> PaperId:
    """An id by the best name known today: title words and year, else arXiv id, else first words, else another id.

    `Lory: Fully Differentiable Mixture-of-Experts …` of 2024 becomes `lory-2024`: what stands before the colon is
    what people call it.
    """
    date, _ = cited_dates(paper)
    year = f"-{date[:4]}" if date and paper.title else ""
    head, colon, _ = paper.title.partition(": ")
    title = head if colon and len(fold(head)) >= 4 and not is_notice(paper.title) else paper.title
    arxiv = slug(f"arxiv {paper.ids.arxiv}") if paper.ids.arxiv else ""
    words = _few_words(title) or arxiv or _few_words(paper.abstract) or _by_id(paper)
    stem = (words or "paper") + year
    number, id_ = 1, stem
    while id_ in issued:
        number += 1
        id_ = f"{stem}-{number}"
    return PaperId(id_)


def _by_id(paper: Paper) -> str:
    """The identifier by which one finds the paper best: `doi-10-1145-3611643-3616302`, `pmid-12345678`."""
    known = dict(paper.ids.items())
    return next((slug(f"{scheme} {known[scheme]}")[:60].strip("-") for scheme in BEST_TO_READ if scheme in known), "")


def issue_key(paper: Paper, issued: Container[str]) -> str:
    """A short citation key, `xiao2024efficient`: family name, year and the first word of the title that says something.

    Of two papers that would have the same one, the second gets a letter: `xiao2024efficientb`.
    """
    first = paper.people[0] if paper.people else None
    family = fold(first.family or name_parts(first.name).family).replace(" ", "") if first else ""
    words = [word for word in fold(paper.title).split() if word not in _SMALL_WORDS]
    stem = f"{family or 'anon'}{paper.year or ''}{words[0] if words else ''}"
    letters = ["", *"bcdefghijklmnopqrstuvwxyz"]
    return next((key for letter in letters if (key := stem + letter) not in issued), f"{stem}-{paper.id}")


def _few_words(text: str) -> str:
    """The first words of a text as a slug, up to nine of them and 60 characters, not ending in `of` or `the`."""
    words = fold(text).split()[:9]
    while words and (words[-1] in _SMALL_WORDS or (len("-".join(words)) > 60 and len(words) > 1)):
        words.pop()
    return "-".join(words)[:60]
