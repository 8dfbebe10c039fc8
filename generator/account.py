"""What an import and an explanation say, as lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from generator.knowledge.classify import ENOUGH, found_of, points_of
from generator.model import Author, Related, TopicSlug
from generator.problems import as_text
from generator.records.compare import shown

if TYPE_CHECKING:
    from generator.intake.add import Added
    from generator.intake.enrich import Enriched
    from generator.intake.merge.fold import Kept
    from generator.intake.rows import CaptureAccount
    from generator.knowledge.catalog import Catalog
    from generator.model import Paper
    from generator.pipeline import Import

COLUMNS = ("rows", "new", "merged", "corrected", "completed", "unchanged", "excluded", "problems", "residue")
SELDOM = ("corrected", "excluded")
LONGEST = 80
"""Characters of a value that an account shows."""
FEW = 5
"""Records that it names before it counts the rest."""


def import_lines(done: Import) -> Iterator[str]:
    """The account of an import: a line a capture, then each merge with its reason, then what needs a person."""
    yield from _table(done)
    yield f"{len(done.result.papers)} records, {len(done.changed)} files changed"
    yield from _merge_lines(done)
    yield from _left_lines(done.captures)
    yield from _residue_lines(done.captures)
    for problem in [*done.problems, *(p for account in done.captures for p in account.problems)]:
        yield as_text(problem)
    if not done.whole:
        yield "nothing was written: a row may belong to a record that cannot be read; mend those first"


def _table(done: Import) -> Iterator[str]:
    """A line a capture; what is seldom counted has a column where there is something to count."""
    counted = [(account, _counts(account, done)) for account in done.captures]
    totals = sum((counts for _, counts in counted), Counter[str]())
    columns = [name for name in COLUMNS if name not in SELDOM or totals[name]]
    width = max([len(account.capture.name) for account in done.captures] or [0])

    def cells(counts: Counter[str]) -> str:
        return "".join(f"{counts[name]:>10}" for name in columns)

    if done.captures:
        yield f"{'':{width}}  {'reader':<11}" + "".join(f"{name:>10}" for name in columns)
    for account, counts in counted:
        yield f"{account.capture.name:{width}}  {account.reader or '?':<11}" + cells(counts)
    if len(done.captures) > 1:
        yield f"{'all':{width}}  {'':<11}" + cells(totals)


def _counts(account: CaptureAccount, done: Import) -> Counter[str]:
    own = set(map(id, account.rows))
    outcomes = Counter(end.outcome for end in done.result.rows if id(end.row) in own)
    reading = account.reading
    return Counter(
        {
            **outcomes,
            "rows": len(reading.records) if reading else 0,
            "problems": len(account.problems),
            "residue": len(reading.residue) if reading else 0,
        }
    )


def _merge_lines(done: Import) -> Iterator[str]:
    merges = [end for end in done.result.rows if end.outcome == "merged"]
    if merges:
        yield f"{len(merges)} rows joined a record:"
    for end in merges:
        yield f"  {end.row.capture}:{end.row.line} → {end.paper}: {end.reason}"
    for paper in done.accepted:
        yield f"{paper} was proposed, and is accepted by this import"
    yield from map(_kept, done.result.kept)
    for one in done.result.restored:
        lost = f"; what it had for {', '.join(one.missing)} is not known any more" if one.missing else ""
        yield f"{one.paper} was taken out of {one.out_of}, and is a record of its own again{lost}"
    for gone in done.result.gone:
        yield f"no longer in {gone.capture}: {len(gone.papers)} ({_some(gone.papers)}); nothing was deleted"
    for paper, key in done.result.keys:
        yield f"the citation key {key} of {paper} is another record's already; it is cited by its own"
    for pair in done.result.unclear:
        yield f"unclear: {pair.papers[0]} and {pair.papers[1]}: {pair.reason} (settle it in rulings.yml)"


def _kept(kept: Kept) -> str:
    """`kept your edit: date 2021, library.bib says 2020`, and where."""
    ours = _shown(kept.value) if kept.value else "left empty"
    return f"kept your edit: {kept.field} {ours}, {kept.capture} says {_shown(kept.says)} (records/{kept.paper}.yml)"


def _shown(value: Any) -> str:
    """A value on one line, cut where it is long."""
    items = value if isinstance(value, tuple) else (value,)
    text = ", ".join(item.name if isinstance(item, Author) else str(item) for item in items)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:FEW]) + (f" and {len(names) - FEW} more" if len(names) > FEW else "")


def _left_lines(captures: Iterable[CaptureAccount]) -> Iterator[str]:
    """What a capture holds and records have no field for, by name: `left in library.bib: file 60, note 12`."""
    for account in captures:
        counts = Counter(name for raw in account.reading.records for name, _ in raw.leftover) if account.reading else {}
        if counts:
            ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            yield f"left in {account.capture.name}: {', '.join(f'{name} {count}' for name, count in ranked)}"


def _residue_lines(captures: Iterable[CaptureAccount]) -> Iterator[str]:
    for account in captures:
        for number, text in account.reading.residue if account.reading else ():
            yield f"{account.capture.name}:{number}: residue: {text.strip()[:160]}"


def enrich_lines(done: Enriched) -> Iterator[str]:
    """The account of an enrichment: a line a service, then what kept a record from changing."""
    from generator.intake.enrich import COUNTS

    width = max([len(service.title) for service in done.services] or [0])
    if any(service.counts for service in done.services):
        yield f"{'':{width}}" + "".join(f"{name:>11}" for name in COUNTS)
    for service in done.services:
        cells = "".join(f"{service.counts.get(name, 0):>11}" for name in COUNTS)
        yield f"{service.title:{width}}" + (f"  skipped: {service.skipped}" if service.skipped else cells)
    yield from map(_kept, done.kept)
    yield f"{len(done.changed)} files changed"
    if not done.whole:
        yield "nothing was written: a record cannot be read; mend that first"
    for service in done.services:
        if service.stopped:
            yield f"{service.title}: {service.stopped}; run it again to go on from here"


def add_lines(done: Added) -> Iterator[str]:
    """What became of each name, and of each new record what it still lacks, and why."""
    for one in done.founded:
        lacks = f"; still missing: {', '.join(one.missing)} ({one.why})" if one.missing else ""
        yield f"{one.name} → {one.paper}: new{lacks}"
    for name, paper in done.there:
        yield f"{name} → {paper}: is there already"


def explain_lines(catalog: Catalog, paper: Paper) -> Iterator[str]:
    """Where everything on a paper's page comes from."""
    yield f"{catalog.heading(paper)}  [{paper.id}]"
    yield from _source_lines(paper)
    yield "topics"
    for match in catalog.paper_topics[paper.id]:
        shown = "; ".join(
            f"“{words}” in {field}" if words else "chosen by a curator" for field, words in match.evidence
        )
        yield f"  {match.topic} ({match.points} points, score {match.score}): {shown}"
    yield "related papers"
    for other in catalog.related.get(paper.id, ()):
        yield f"  {related_line(other)}"
    from generator.knowledge.relations import relation_in_words

    for relation in catalog.relations.get(paper.id, ()):
        yield f"{relation_in_words(relation).lower()} {relation.paper}: {relation.reason or 'a curator says so'}"
    yield "mentions"
    for mention in catalog.mentions.get(paper.id, ()):
        yield f"  names {mention.name} → {mention.target}: {mention.sentence}"
    for mention in catalog.mentioned_by.get(paper.id, ()):
        yield f"  named {mention.name} by {mention.source}: {mention.sentence}"


def why_topic_lines(catalog: Catalog, paper: Paper, slug: str) -> Iterator[str]:
    """Why a paper has a topic, or why not."""
    topic = catalog.topics[TopicSlug(slug)].topic
    match = next((match for match in catalog.paper_topics[paper.id] if match.topic == slug), None)
    found = found_of(paper, topic)
    points = points_of(found)
    if match and not match.points:
        yield f"{paper.id} has {slug}, as a curator chose"
    elif match:
        yield f"{paper.id} has {slug}: {points} points, score {match.score}"
    elif f"-{slug}" in paper.topics:
        yield f"{paper.id} has not {slug}: its record says `-{slug}`, whatever the rules find"
    else:
        yield f"{paper.id} has not {slug}: {points} points, and {ENOUGH} are needed"
    for one in found:
        for field, words in one.said:
            yield f"  “{words}” in {field}: {one.points} points"
    if not found:
        yield "  none of its phrases stands in the title, the summary, the abstract or the keywords"


def related_line(other: Related) -> str:
    """A paper that is near, how near, and why."""
    shares = [*other.terms, *other.systems, *other.authors, *(f"topic {topic}" for topic in other.topics)]
    return f"{other.paper} ({other.score}): shares {', '.join(shares) or 'common words'}"


def _source_lines(paper: Paper) -> Iterator[str]:
    yield "sources"
    for source in paper.sources:
        where = f"{source.capture}:{source.line}" if source.line else source.capture
        key = f", key {source.key}" if source.key else ""
        row = f", row {source.row}" if source.row else ""
        given = dict.fromkeys((*source.fields, *source.less, *source.differs))
        yield f"  {where} ({source.reader}{key}{row}) gave {', '.join(given) or 'nothing'}"
        if source.merged:
            yield f"    the same paper as the other rows: {source.merged}"
        for field, value in source.differs.items():
            yield f"    its {field} differs: {shown(value)}"
    if paper.kept:
        yield f"  decided by a person: {', '.join(paper.kept)}"
    if paper.aliases:
        yield f"  formerly {', '.join(paper.aliases)}"
