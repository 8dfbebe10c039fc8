"""How frequent words, family names and whole titles are among the rows and records that an import weighs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Protocol

from generator.clean.signed import families
from generator.clean.text import fold
from generator.clean.titles import title_words
from generator.intake.merge.said import Said
from generator.intake.merge.weights import Corpus
from generator.model import Facts, Paper

SHORT = (4, 30)
"""Words and letters below which a title may well be two papers'."""
RECURS = 3


class _Node(Protocol):
    """A node, as `clusters` has them."""

    paper: Paper | None

    @property
    def said(self) -> Sequence[Said]: ...


def corpus_of(nodes: Mapping[str, _Node]) -> Corpus:
    facts = [(one.paper or one.said[0].facts) for one in nodes.values()]
    return Corpus(
        size=len(facts),
        words=Counter(chain.from_iterable({*title_words(one.title)} for one in facts)),
        names=Counter(chain.from_iterable(families(one.people) for one in facts)),
        columns=frozenset(_columns(nodes.values())),
    )


def _columns(nodes: Iterable[_Node]) -> Iterator[str]:
    """Titles that three rows of one capture have, or three records, and that come again in other years or are signed
    by people who differ: `Editorial`, `Book Review Column`. Copies of one paper are none, however many.
    """
    found: defaultdict[tuple[str, str], list[Facts]] = defaultdict(list)
    for node in nodes:
        for place, facts in [("", node.paper)] if node.paper else [(s.source.capture, s.facts) for s in node.said]:
            found[place, fold(facts.title)].append(facts)
    for (_, title), all_ in found.items():
        if title and len(all_) >= RECURS and _recurs(title, all_):
            yield title


def _recurs(title: str, facts: Sequence[Facts]) -> bool:
    """Of a long title it takes more years than copies of one paper have by slips, or as a preprint and in print."""
    short = len(title.split()) < SHORT[0] and len(title) < SHORT[1]
    years = {one.year for one in facts if one.year}
    if len(years) >= (RECURS if short else RECURS + 1) and max(years) - min(years) >= (2 if short else RECURS):
        return True
    return _strangers({name[:3] for name in families(one.people)} for one in facts) >= RECURS  # slips are mostly later


def _strangers(signed: Iterable[set[str]]) -> int:
    """How many author lists there are of which no two have half of the shorter one in common."""
    apart: list[set[str]] = []
    for people in sorted(filter(None, signed), key=len, reverse=True):
        if all(2 * len(people & other) < min(len(people), len(other)) for other in apart):
            apart.append(people)
    return len(apart)
