"""A saved web page of any site, by its own metadata: `citation_*` tags, COinS, JSON-LD, Dublin Core; bookmarks.

    <meta name="citation_title" content="Counting Owls at Night">
    <meta name="citation_author" content="Roe, Jane">
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.html.bookmarks import BOOKMARKS, papers_of_bookmarks
from generator.intake.readers.html.coins import paper_of_coins
from generator.intake.readers.html.json_ld import papers_of_json_ld
from generator.intake.readers.html.metatags import STRONG, papers_of_tags
from generator.intake.readers.html.page import Page
from generator.intake.readers.html.said import Said
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "html"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "a saved web page, by its `citation_*` tags, COinS or JSON-LD"

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*(?:<!doctype\s+(?:html|NETSCAPE-Bookmark)|<html\b|<head\b|"
    r"<(?:span|div)\b[^>]*\b(?:Z3988|csl-bib-body))",
    re.IGNORECASE | re.DOTALL,
)
_ROBOT_CHECK = re.compile(
    r"just a moment|checking your browser|are you (?:a )?(?:human|robot)|attention required|access denied|captcha|"
    r"verify(?:ing)? (?:that )?you are (?:a )?human|security check|ddos-guard|one more step|pardon our interruption|"
    r"bot verification|request blocked|client challenge",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(r"cf-challenge|challenge-platform|g-recaptcha|hcaptcha|_Incapsula_|px-captcha", re.IGNORECASE)


def identify(capture: Capture) -> int:
    """How many papers a page states; a page without any is one, too, of which `read` says so."""
    return max(1, len(_papers(capture.text))) if _PAGE.match(capture.text) else 0


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each paper that the page states; all else is text for its readers."""
    papers = _papers(capture.text) if "<" in capture.text else ()
    for said in papers:
        yield RawRecord(
            reader=NAME,
            capture=capture.name,
            line=min(said.lines),
            lines=said.lines,
            text=said.text,
            **{name: value for name, value in said.fields.items() if value},
        )
    used = frozenset().union(*(said.lines for said in papers))
    filled = frozenset(number for number, line in enumerate(capture.lines, 1) if line.strip())
    if not papers and filled:
        yield _without_papers(capture)
    if filled - used:
        yield Ignored(lines=filled - used, reason="text of the page")


@lru_cache(maxsize=2)
def _papers(text: str) -> tuple[Said, ...]:
    """The papers that a page states, in one of its ways: a page of one paper says it in up to four."""
    page = Page(text)
    if BOOKMARKS.match(text):
        return tuple(papers_of_bookmarks(page))
    tagged = [*papers_of_tags(page.meta)]
    linked = [said for tag in page.json_ld for said in papers_of_json_ld(tag)]
    spans = [said for said in map(paper_of_coins, page.coins) if said]
    if any(tag.name in STRONG for tag in page.meta) and tagged:
        return tuple(_filled(said, [*linked, *spans]) for said in tagged)
    if spans and len(spans) >= len(linked):
        return tuple(_filled(said, [*linked, *tagged]) for said in spans)
    return tuple(_once(linked)) or tuple(tagged)


def _filled(said: Said, others: list[Said]) -> Said:
    for other in others:
        said = said.filled(other)
    return said


def _once(papers: list[Said]) -> list[Said]:
    """Papers without those that another block of the page states again."""
    known: dict[str, Said] = {}
    for said in papers:
        known[said.title] = known[said.title].filled(said) if said.title in known else said
    return list(known.values())


def _without_papers(capture: Capture) -> Problem:
    title = Page(capture.text).title
    named = f"the page “{title[:100]}”" if title else "a page without a title"
    if _ROBOT_CHECK.search(title) or _CHALLENGE.search(capture.text):
        return Problem(
            path=capture.name,
            line=1,
            code="robot-check",
            message=f"found {named}, which asks whether a human is there, expected the page of a paper",
            hint="open the page in a browser and save it when the paper is there, or import the DOI",
        )
    return Problem(
        path=capture.name,
        line=1,
        code="page-without-papers",
        message=f"found {named}, which states no paper for machines, expected `citation_*` tags, COinS or JSON-LD",
        hint="copy the list from the page as text, or save or copy its text instead",
    )
