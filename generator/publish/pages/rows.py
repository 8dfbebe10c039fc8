"""A paper as one line of a list, made once a run: it stands in the lists of all its authors, topics and years."""

from functools import lru_cache

from markupsafe import Markup

from generator.knowledge.catalog import heading_of
from generator.model import Paper
from generator.publish.escaping import escape, math_text
from generator.publish.pages.words import names, short_date

_REMEMBERED = 1 << 16


class _Same:
    """A record by its identity: to compare all its fields would take longer than to make the line."""

    __slots__ = ("paper",)

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    def __hash__(self) -> int:
        return id(self.paper)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.paper is other.paper


def title_link(paper: Paper, target: str) -> Markup:
    """The paper's title, which leads to its page, wherever that is; a stand-in for one is slanted."""
    text = math_text(paper.title) if paper.title else Markup(f"*{escape(heading_of(paper))}*")
    return Markup(f"[{text}]({target})")


def row(paper: Paper, target: str, *, summary: bool) -> Markup:
    """Title, state, authors, venue and month, as far as they are known, and perhaps the summary."""
    return _row(_Same(paper), target, summary)


def named(paper: Paper, target: str) -> Markup:
    """Title, authors and month."""
    return _named(_Same(paper), target)


@lru_cache(maxsize=_REMEMBERED)
def _row(same: _Same, target: str, summary: bool) -> Markup:
    paper = same.paper
    state = f' <span class="state">{escape(paper.state)}</span>' if paper.state else ""
    gist = f' <span class="gist">{math_text(paper.summary)}</span>' if summary and paper.summary else ""
    return Markup(f"- {title_link(paper, target)}{state}{_meta(paper, paper.venue)}{gist}")


@lru_cache(maxsize=_REMEMBERED)
def _named(same: _Same, target: str) -> Markup:
    return Markup(f"{title_link(same.paper, target)}{_meta(same.paper)}")


def _meta(paper: Paper, venue: str = "") -> str:
    people = f' <span class="by">{escape(names(paper))}</span>' if paper.authors else ""
    parts = [escape(part) for part in (venue, short_date(paper.date) if paper.date else "") if part]
    return people + (f' <span class="at">{" · ".join(parts)}</span>' if parts else "")
