"""Bookmarks as browsers export them: of all links those that lead to papers, `<DT><A HREF="https://arxiv.org/abs/…">`."""

import re
from collections.abc import Iterator

from generator.clean.identifiers import doi_of_page, id_in_url
from generator.intake.readers.html.page import Page, Tag
from generator.intake.readers.html.said import Said

BOOKMARKS = re.compile(r"\s*<!DOCTYPE\s+NETSCAPE-Bookmark-file", re.IGNORECASE)
_BEFORE = re.compile(r"\s*(?:\[[\w./-]+\]|arXiv:\S+|\(PDF\)|\[PDF\]|\[PDF\] from \S+)\s*[|:–-]?\s*")
_BEHIND = re.compile(
    r"\s+[|–—-]\s+(?:OpenReview|ACL Anthology|arXiv(?:\.org)?|Semantic Scholar|PubMed|PMC|"
    r"IEEE (?:Conference Publication|Journals & Magazine|Xplore)|"
    r"Proceedings of [^|]+|ScienceDirect|SpringerLink|Nature(?: [^|]+)?|Science|bioRxiv|"
    r"[^|]* \| IEEE Xplore)(?:\s+\|.*)?$"
)


def papers_of_bookmarks(page: Page) -> Iterator[Said]:
    """The links that state a paper's id, each with its title, where it is more than a file's name."""
    for link in page.links:
        if id_in_url(link.text) or doi_of_page(link.text):
            yield Said(
                text=f"{link.more} {link.text}".strip(),
                lines=link.lines,
                fields={"title": _title(link), "links": (("", link.text),)},
            )


def _title(link: Tag) -> str:
    plain = _BEHIND.sub("", _BEFORE.sub("", link.more))
    return plain if " " in plain and not plain.startswith("http") else ""
