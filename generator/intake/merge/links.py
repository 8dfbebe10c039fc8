"""The links of a record: all that its sources give, less what a person took out, as a person put them in order."""

from collections.abc import Sequence

from generator.intake.merge.said import Said
from generator.model import LINK_KINDS, Link, Paper
from generator.records.provenance import digest, is_marked, link_marks, mark_of


def fold_links(base: Paper, said: Sequence[Said]) -> tuple[Link, ...]:
    """Those present, less what no source gives any more; those new, less what a person had taken out."""
    if "links" in base.kept:
        return base.links
    before = link_marks(base.sources)
    kept = {link.url: link for link in base.links if not is_marked(link, before) or _still_given(link, before, said)}
    there = {link.url for link in base.links}
    new: dict[str, Link] = {}
    for link in sorted((link for one in said if one.anew for link in one.facts.links), key=_order):
        taken_out = is_marked(link, before) and link.url not in there
        if link.url not in kept and not taken_out:
            new.setdefault(link.url, link)
    ours = tuple(kept.values())
    if ours == tuple(sorted(ours, key=_order)):
        return tuple(sorted((*ours, *new.values()), key=_order))
    return (*ours, *new.values())  # somebody put them in an order


def _still_given(link: Link, before: set[str], said: Sequence[Said]) -> bool:
    """Whether a source gives it; where only its address was noted, in whatever kind: a person may have changed that."""
    only_address = digest(link.url) in before
    for one in said:
        given = one.facts.links if one.anew else ()
        if link in given or (only_address and any(other.url == link.url for other in given)):
            return True
        if not one.anew and is_marked(link, link_marks([one.source])):
            return True
    return False


def marks_of(base: Paper, said: Said) -> str:
    """The digests that a source keeps of its links: of those it gives, and of those that a person took out."""
    if not said.anew:
        return said.source.fields.get("links", "")
    old = link_marks([said.before] if said.before else ())
    present = {mark for link in base.links for mark in (mark_of(link), digest(link.url))}
    return " ".join(sorted({*map(mark_of, said.facts.links), *(old - present)}))


def _order(link: Link) -> tuple[int, str]:
    return (LINK_KINDS.index(link.kind), link.url)
