"""The page of one paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.knowledge.catalog import GAPS, Catalog, gaps_of
from generator.knowledge.relations import relation_in_words
from generator.model import Mention, Paper, PaperId, TopicMatch
from generator.publish.exports.bibtex import as_bibtex
from generator.publish.exports.cited import citation_key, imprint, venue_of
from generator.publish.exports.lists import paper_files
from generator.publish.mathtext import without_math
from generator.publish.pages.changes import ON_A_PAPER, shown, told_on_page
from generator.publish.pages.links import Links
from generator.publish.pages.marking import marked_text
from generator.publish.pages.page import Page, PageKind, render
from generator.publish.pages.paper_head import alternates, citation_tags, structured_data
from generator.publish.pages.paper_links import outside_links, record_edit
from generator.publish.pages.words import locator, long_date, shortened

MANY_AUTHORS = 12
"""From one more than this on the others are folded away: Llama 3 has 531."""

STATES: Mapping[str, str] = {
    "retracted": "This paper has been retracted.",
    "withdrawn": "Its authors have withdrawn this paper.",
    "superseded": "A later version or another paper replaces this one.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A value that a source gave and the record did not keep."""

    field: str
    capture: str
    value: str


def render_paper(catalog: Catalog, id_: str) -> Iterator[Page]:
    paper = catalog.papers[PaperId(id_)]
    abstract = paper.abstract if catalog.settings.abstracts == "publish" else ""
    venue = venue_of(catalog, paper)
    topics, named = catalog.paper_topics.get(paper.id, ()), catalog.mentions.get(paper.id, ())
    authors = list(zip(paper.people, catalog.paper_authors[paper.id], strict=True))
    meta = {
        "title": without_math(catalog.heading(paper)),
        "description": shortened(without_math(paper.summary or abstract), 200),
        "section": "papers",
        "search": {"boost": 2},
        "citation": citation_tags(paper, venue),
        "alternates": alternates(paper, paper_files(catalog, paper.id)),
    }
    trail = [("papers/index.md", "Papers")] + [(f"years/{year}.md", str(year)) for year in [paper.year] if year]
    yield render(
        "paper", f"papers/{paper.id}.md", catalog, meta, trail,
        paper=paper, heading=catalog.heading(paper), abstract=_marked(catalog, "abstract", abstract, topics, named),
        summary=_marked(catalog, "summary", paper.summary, topics, named), date=long_date(paper.date),
        first=long_date(paper.first), locator=locator(paper), imprint=imprint(paper),
        authors=authors[:MANY_AUTHORS], more_authors=authors[MANY_AUTHORS:], state=STATES.get(paper.state or "", ""),
        venue_slug=catalog.paper_venue.get(paper.id, ""), outside=outside_links(paper),
        topics=topics, related=catalog.related.get(paper.id, ()),
        relations=[(relation_in_words(one), one.paper) for one in catalog.relations.get(paper.id, ())],
        named=_folded(catalog, named),
        named_by=_folded(catalog, catalog.mentioned_by.get(paper.id, ())),
        bibtex=fenced(as_bibtex(paper, venue, citation_key(catalog, paper))),
        edit=record_edit(catalog, paper.id), history=told_on_page(catalog, paper.id), told=ON_A_PAPER, shown=shown,
        long_date=long_date,
        differences=_differences(paper, abstracts=bool(abstract)), gaps=_gaps(catalog, paper),
        structured_data=structured_data(without_math(catalog.heading(paper)), paper, venue),
        files=[(file.label, Markup(f"{paper.id}{file.suffix}")) for file in paper_files(catalog, paper.id)],
    )


def fenced(code: str) -> Markup:
    """Text for a fenced block, where nothing is markup; only a line that is a fence could end it."""
    return Markup("\n".join(line for line in code.rstrip("\n").split("\n") if not line.startswith(("```", "~~~"))))


def _marked(
    catalog: Catalog, field: str, text: str, topics: Sequence[TopicMatch], named: Sequence[Mention]
) -> Markup:
    """A text of the record with the systems that it names, and the phrases for which it has its topics."""
    links = Links(catalog=catalog, root="../")
    names = {m.name: links.to(f"papers/{m.target}.md", m.name) for m in named if m.name in text}
    phrases = [said for match in topics for where, said in match.evidence if where == field]
    return marked_text(text, names, phrases)


def _folded(catalog: Catalog, mentions: tuple[Mention, ...]) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Those that show, and those folded away."""
    return mentions[: catalog.settings.mentions], mentions[catalog.settings.mentions :]


def _gaps(catalog: Catalog, paper: Paper) -> list[tuple[str, str]]:
    """(field, `no date`) of what the record lacks."""
    return [(field, GAPS[field]) for field in gaps_of(paper, catalog.paper_topics.get(paper.id, ()))]


def _differences(paper: Paper, *, abstracts: bool) -> list[Difference]:
    return [
        Difference(field=field, capture=source.capture, value=shortened(_as_text(value), 300))
        for source in paper.sources
        for field, value in source.differs.items()
        if field != "abstract" or abstracts
    ]


def _as_text(value: Any) -> str:
    """A value of any field in words: `[{name: Mike Lewis}]` → `Mike Lewis`."""
    match value:
        case dict():
            return ", ".join(_as_text(item) for item in value.values())
        case list() | tuple():
            return "; ".join(_as_text(item) for item in value)
    return str(value)


PAPER = PageKind(
    name="paper", keys=lambda catalog: catalog.papers, render=render_paper, only=lambda _, id_: f"papers/{id_}.md"
)
