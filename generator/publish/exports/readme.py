"""The list that stands in a README on GitHub: a table for each topic, as a file that lists papers mostly has them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.ids import SCHEMES
from generator.knowledge.catalog import Catalog
from generator.model import LINK_KINDS, OTHERS, Paper, PaperId, TopicSlug
from generator.publish.escaping import as_github, as_markdown, github_url
from generator.publish.exports.cited import address_of
from generator.records.readme_settings import ReadmeColumn

_OTHERS = "other-papers"
"""The anchor of papers without a topic; those of topics all begin with `papers-`."""
_LABELS: Mapping[str, str] = {"pmcid": "PMC", "paper": "Paper link"}
"""Column → its name, where that is neither the scheme's nor its own; our reader of tables knows them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of the list."""

    name: str
    """The section's heading; empty for what stands before the first."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    name: str
    anchor: str
    depth: int
    """0 for a topic, 1 for a sub-topic."""
    rows: Sequence[Paper]
    """Newest first."""
    count: int
    """Papers, with those of its sub-topics."""


def render_readme(catalog: Catalog, papers: Iterable[Paper]) -> list[Piece]:
    """The count and the contents, then each section; a paper of several topics stands under each."""
    wanted = {paper.id: paper for paper in papers}
    newest = [wanted[id_] for id_ in catalog.newest if id_ in wanted]
    columns = [name for name in catalog.settings.readme.columns if any(_cell(catalog, p, name) for p in newest)]
    columns = columns or ["title"]
    if not catalog.topics:
        return [Piece(name="", text=f"{_amount(len(newest))}\n\n{_table(catalog, columns, newest)}")]
    sections = list(_sections(catalog, wanted, newest))
    head = Piece(name="", text="\n\n".join(filter(None, (_amount(len(newest)), _contents(sections)))) + "\n")
    return [head, *(Piece(name=one.name, text=_section(catalog, columns, one)) for one in sections)]


def _sections(catalog: Catalog, wanted: Mapping[PaperId, Paper], newest: Sequence[Paper]) -> Iterator[_Section]:
    """Topics in the order of topics.yml, each with its sub-topics behind it, under the first of their parents."""
    for slug, entry in catalog.topics.items():
        if not entry.topic.parents:
            yield from _topic(catalog, slug, wanted, 0)
            for child in entry.children:
                if catalog.topics[child].topic.parents[0] == slug:
                    yield from _topic(catalog, child, wanted, 1)
    rest = [paper for paper in newest if not catalog.paper_topics.get(paper.id)]
    if rest:
        yield _Section(name="Other papers", anchor=_OTHERS, depth=0, rows=rest, count=len(rest))


def _topic(catalog: Catalog, slug: TopicSlug, wanted: Mapping[PaperId, Paper], depth: int) -> Iterator[_Section]:
    """The topic, unless none of the papers has it or one of its sub-topics."""
    entry = catalog.topics[slug]
    if count := sum(id_ in wanted for id_ in entry.papers):
        rows = [wanted[id_] for id_ in entry.direct if id_ in wanted]
        yield _Section(name=entry.topic.title, anchor=f"papers-{slug}", depth=depth, rows=rows, count=count)


def _contents(sections: Iterable[_Section]) -> str:
    return "\n".join(
        f"{'  ' * one.depth}- [{as_github(one.name)}](#{one.anchor}) ({one.count:,})" for one in sections
    )


def _section(catalog: Catalog, columns: Sequence[ReadmeColumn], section: _Section) -> str:
    """The anchor is ours: those that GitHub makes of headings change with the other headings of the file."""
    heading = as_markdown(section.name)
    if heading.endswith("#"):
        heading = f"{heading[:-1]}\\#"
    marks = "#" * (catalog.settings.readme.level + section.depth)
    below = section.count - len(section.rows)
    count = f"{_amount(len(section.rows))}{f', {section.count:,} with those of its sub-topics' if below else ''}"
    parts = [f'<a id="{section.anchor}"></a>', f"{marks} {heading}", count]
    parts += [_table(catalog, columns, section.rows)] if section.rows else []
    return "\n" + "\n\n".join(parts).rstrip("\n") + "\n"


def _amount(number: int) -> str:
    return f"{number:,} paper{'' if number == 1 else 's'}"


def _table(catalog: Catalog, columns: Sequence[ReadmeColumn], papers: Iterable[Paper]) -> str:
    rows = [[_label(name) for name in columns], ["---"] * len(columns)]
    rows += [[_cell(catalog, paper, name) for name in columns] for paper in papers]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _label(column: ReadmeColumn) -> str:
    return _LABELS.get(column) or (SCHEMES[column].label if column in SCHEMES else column.capitalize())


# --- Cells -----------------------------------------------------------------------------------------------------------


def _cell(catalog: Catalog, paper: Paper, column: ReadmeColumn) -> str:
    if column in LINK_KINDS:
        own = address_of(paper)
        urls = [link.url for link in paper.links if link.kind == column and link.url != own]
        return " ".join(f"[{column}]({github_url(url)})" for url in urls)
    if column in SCHEMES:
        value = dict(paper.ids.items()).get(column, "")
        return f"[{as_github(value)}]({github_url(paper.ids.urls()[column])})" if value else ""
    return _CELLS[column](catalog, paper)


def _title(catalog: Catalog, paper: Paper) -> str:
    """It leads to the paper; what became of one is said as publishers do, and read again so."""
    state = f"{paper.state.upper()}: " if paper.state in ("retracted", "withdrawn") else ""
    heading = state + as_github(catalog.heading(paper))
    address = address_of(paper)
    return f"[{heading}]({github_url(address)})" if address else f"**{heading}**"


def _authors(catalog: Catalog, paper: Paper) -> str:
    names = [as_github(author.name) for author in paper.authors if author != OTHERS]
    shown = names[: catalog.settings.readme.authors]
    return ", ".join([*shown, *(["et al."] if paper.et_al or len(shown) < len(names) else [])])


_CELLS: Mapping[str, Callable[[Catalog, Paper], str]] = {
    "title": _title,
    "authors": _authors,
    "venue": lambda catalog, paper: as_github(paper.venue),
    "year": lambda catalog, paper: paper.date[:4],
    "date": lambda catalog, paper: paper.date,
    "summary": lambda catalog, paper: as_github(paper.summary),
    "keywords": lambda catalog, paper: as_github("; ".join(paper.keywords)),
}
