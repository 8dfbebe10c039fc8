"""What an import and an explanation say, as lines of text."""

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.intake.enrich import COUNTS, Enriched
from generator.intake.rows import CaptureAccount
from generator.knowledge.catalog import Catalog
from generator.model import Paper
from generator.pipeline import Import
from generator.problems import as_text

COLUMNS = ("rows", "new", "merged", "completed", "unchanged", "problems", "residue")


def import_lines(done: Import) -> Iterator[str]:
    """The account of an import: a line a capture, then each merge with its reason, then what needs a person."""
    width = max([len(account.capture.name) for account in done.captures] or [0])
    if done.captures:
        yield f"{'':{width}}  {'reader':<11}" + "".join(f"{name:>10}" for name in COLUMNS)
    totals: Counter[str] = Counter()
    for account in done.captures:
        counts = _counts(account, done)
        totals += counts
        yield f"{account.capture.name:{width}}  {account.reader or '?':<11}" + _cells(counts)
    if len(done.captures) > 1:
        yield f"{'all':{width}}  {'':<11}" + _cells(totals)
    yield f"{len(done.result.papers)} records, {len(done.changed)} files changed"
    yield from _merge_lines(done)
    yield from _residue_lines(done.captures)
    for problem in [*done.problems, *(p for account in done.captures for p in account.problems)]:
        yield as_text(problem)
    if not done.whole:
        yield "nothing was written: a row may belong to a record that cannot be read; mend those first"


def _cells(counts: Counter[str]) -> str:
    return "".join(f"{counts[name]:>10}" for name in COLUMNS)


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
    for paper, fields in done.result.kept:
        yield f"kept your edit of {', '.join(fields)} in records/{paper}.yml"
    for pair in done.result.unclear:
        yield f"unclear: {pair.papers[0]} and {pair.papers[1]}: {pair.reason} (settle it in rulings.yml)"


def _residue_lines(captures: Iterable[CaptureAccount]) -> Iterator[str]:
    for account in captures:
        for number, text in account.reading.residue if account.reading else ():
            yield f"{account.capture.name}:{number}: residue: {text.strip()[:160]}"


def enrich_lines(done: Enriched) -> Iterator[str]:
    """The account of an enrichment: a line a service, then what kept a record from changing."""
    width = max([len(service.title) for service in done.services] or [0])
    if any(service.counts for service in done.services):
        yield f"{'':{width}}" + "".join(f"{name:>11}" for name in COUNTS)
    for service in done.services:
        cells = "".join(f"{service.counts.get(name, 0):>11}" for name in COUNTS)
        yield f"{service.title:{width}}" + (f"  skipped: {service.skipped}" if service.skipped else cells)
    for paper, fields in done.kept:
        yield f"kept your edit of {', '.join(fields)} in records/{paper}.yml"
    yield f"{len(done.changed)} files changed"
    if not done.whole:
        yield "nothing was written: a record cannot be read; mend that first"
    for service in done.services:
        if service.stopped:
            yield f"{service.title}: {service.stopped}; run it again to go on from here"


def explain_lines(catalog: Catalog, paper: Paper) -> Iterator[str]:
    """Where everything on a paper's page comes from."""
    yield f"{catalog.heading(paper)}  [{paper.id}]"
    yield from _source_lines(paper)
    yield "topics"
    for match in catalog.paper_topics[paper.id]:
        shown = "; ".join(
            f"“{words}” in {field}" if words else "chosen by a curator" for field, words in match.evidence
        )
        yield f"  {match.topic} ({match.points} points): {shown}"
    yield "related papers"
    for other in catalog.related.get(paper.id, ()):
        shares = [*other.terms, *other.authors, *(f"topic {topic}" for topic in other.topics)]
        yield f"  {other.paper} ({other.score}): shares {', '.join(shares) or 'common words'}"
    yield "mentions"
    for mention in catalog.mentions.get(paper.id, ()):
        yield f"  names {mention.name} → {mention.target}: {mention.sentence}"
    for mention in catalog.mentioned_by.get(paper.id, ()):
        yield f"  named {mention.name} by {mention.source}: {mention.sentence}"


def _source_lines(paper: Paper) -> Iterator[str]:
    yield "sources"
    for source in paper.sources:
        where = f"{source.capture}:{source.line}" if source.line else source.capture
        row = f", row {source.row}" if source.row else ""
        yield f"  {where} ({source.reader}{row}) gave {', '.join(source.fields) or 'nothing'}"
        if source.merged:
            yield f"    the same paper as the other rows: {source.merged}"
        for field, value in source.differs.items():
            yield f"    its {field} differs: {value}"
    if paper.aliases:
        yield f"  formerly {', '.join(paper.aliases)}"
