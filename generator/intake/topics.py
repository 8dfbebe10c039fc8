"""Topics out of the headings of a list: a proposal in the form of topics.yml, for a person to change."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.clean.text import slug
from generator.files import write_file
from generator.intake.readers.markdown import rst
from generator.intake.readers.markdown.entries import entries_of, subjects_in
from generator.model import Capture
from generator.problems import CatalogError
from generator.records.addresses import RESERVED
from generator.records.handwork import read_text
from generator.records.settings import Topic, load_decisions
from generator.records.store import as_scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A topic that a heading would make."""

    slug: str
    title: str
    """The heading."""
    parent: str
    """The slug of the heading above it, or ""."""
    papers: int
    """How many the list has directly below it."""
    because: str = ""
    """Its definition, where that is no heading's."""


def propose_topics(capture: Capture) -> tuple[Proposed, ...]:
    """A topic for each heading with papers below it, in two levels and in the order of the list.

    Years, venues and words such as `Papers` are no subjects; a heading that is above others has no parent itself.
    """
    text = rst.as_markdown(capture.text) if rst.identify(capture) else capture.text
    titles: dict[str, str] = {}
    parents: dict[str, str] = {}
    papers: Counter[str] = Counter()
    for entry in entries_of(text, capture.columns).entries:
        named = [(key, heading) for heading in subjects_in(entry.unit.path)[-2:] if (key := slug_of(heading))]
        if not entry.paper or not named:
            continue
        titles |= {key: heading for key, heading in named if key not in titles}
        papers[named[-1][0]] += 1
        parents.setdefault(named[-1][0], named[0][0] if len(named) > 1 and named[0][0] != named[-1][0] else "")
    above = set(parents.values())
    return tuple(_in_order([
        Proposed(slug=key, title=title, parent="" if key in above else parents.get(key, ""), papers=papers[key])
        for key, title in titles.items()
    ]))  # fmt: skip


def slug_of(heading: str) -> str:
    """The slug that a heading gives, of `Index` one that topics.yml may have."""
    key = slug(heading)
    return f"{key}-topic" if key in RESERVED["topics"] else key


def _in_order(topics: Sequence[Proposed]) -> Iterable[Proposed]:
    """Each parent, then its children."""
    for topic in topics:
        if not topic.parent:
            yield topic
            yield from (child for child in topics if child.parent == topic.slug)


def as_topics(topics: Iterable[Proposed]) -> str:
    """The entries as topics.yml has them."""
    return "\n".join(map(_entry, topics))


def _entry(topic: Proposed) -> str:
    parent = f"  parents: [{topic.parent}]\n" if topic.parent else ""
    count = f"  # {topic.papers} papers" if topic.papers else ""
    return (
        f"{topic.slug}:{count}\n"
        f"  title: {as_scalar(topic.title, False)}\n{parent}"
        f"  definition: {as_scalar(topic.because or f'Papers that lists have under “{topic.title}”.', False)}\n"
        f"  strong: [{as_scalar(topic.title.lower(), True)}]\n"
    )


def append_topics(catalog: Path, topics: Iterable[Proposed]) -> tuple[Proposed, ...]:
    """Adds those to topics.yml that it does not have, at its end; what it says stays as it is."""
    if not catalog.is_dir():
        raise CatalogError(f"{catalog} is no catalog: there is no such folder")
    path = catalog / "topics.yml"
    known: Mapping[str, Topic] = {str(key): topic for key, topic in load_decisions(catalog)[0].topics.items()}
    new = tuple(topic for topic in topics if topic.slug not in known)
    if new:
        text = read_text(path)
        kept = "" if text.strip() in ("", "{}") else text.rstrip("\n") + "\n\n"
        write_file(path, kept + as_topics(_under_known(new, known)))
    return new


def _under_known(topics: Iterable[Proposed], known: Mapping[str, Topic]) -> Iterable[Proposed]:
    """Topics have two levels: where a parent is there and has parents itself, a child stands beside it."""
    for topic in topics:
        has_parents = topic.parent in known and bool(known[topic.parent].parents)
        yield replace(topic, parent="") if has_parents else topic
