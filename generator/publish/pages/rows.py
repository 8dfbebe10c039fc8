"""A paper as one line of a list, made once a run: it stands in the lists of all its authors, topics and years."""

from functools import lru_cache

from markupsafe import Markup

from generator.knowledge.catalog import heading_of
from generator.model import Paper
from generator.publish.escaping import escape, math_text
from generator.publish.opening import opening
from generator.publish.pages.words import names, short_date

_REMEMBERED = 1 << 16
BADGES = ("code", "data", "model")
"""Kinds of links that a row tells of."""


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


def row(paper: Paper, target: str, topics: Markup) -> Markup:
    """As `browser/row.js` makes it, too: title, authors, venue and date, badges, a line of gist, topics."""
    return _row(_Same(paper), target, topics)


def named(paper: Paper, target: str) -> Markup:
    """The same without gist and topics, for what stands beside a reason."""
    return _named(_Same(paper), target)


@lru_cache(maxsize=_REMEMBERED)
def _row(same: _Same, target: str, topics: Markup) -> Markup:
    paper = same.paper
    gist = f' <span class="gist">{math_text(opening(paper.summary))}</span>' if paper.summary else ""
    chips = f' <span class="tags">{topics}</span>' if topics else ""
    return Markup(f"- {title_link(paper, target)}{_facts(paper)}{gist}{chips}")


@lru_cache(maxsize=_REMEMBERED)
def _named(same: _Same, target: str) -> Markup:
    return Markup(f"{title_link(same.paper, target)}{_facts(same.paper)}")


def _facts(paper: Paper) -> str:
    """Authors, venue and date, a venue's own year counting for one, and badges."""
    people = f' <span class="by">{escape(names(paper))}</span>' if paper.authors else ""
    date = short_date(paper.date) if paper.date and paper.date[:4] not in paper.venue else ""
    parts = [str(escape(part)) for part in (paper.venue, date) if part]
    at = f' <span class="at">{" · ".join(parts)}</span>' if parts else ""
    kinds = {link.kind for link in paper.links}
    badges = [("state", state) for state in [paper.state] if state] + [("award", award) for award in paper.awards]
    badges += [("has", kind) for kind in BADGES if kind in kinds]
    return people + at + "".join(f' <span class="{kind}">{escape(text)}</span>' for kind, text in badges)
