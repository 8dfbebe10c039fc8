"""The services: what each can be asked, which records it could complete, and how its answer divides among them."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from xml.parsers import expat

from generator.clean.identifiers import parse_arxiv
from generator.clean.text import fold
from generator.intake.readers.xml.xmlfile import XmlEntry, parse_element, read_entries, text_of
from generator.model import Capture, Facts, Paper, PaperId, Source
from generator.problems import CatalogError

TITLE = "title"
FOUND = 20
"""How many papers are looked through for one with exactly the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a service is asked for one record."""

    paper: PaperId
    by: str
    """`title`, or a field of `Ids`."""
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    name: str
    """On the command line, and at the head of a source's `capture`."""
    title: str
    url: str
    reader: str
    media: str
    pause: float
    """Seconds between two requests."""
    batch: int
    """How many identifiers one request may hold."""
    by: tuple[str, ...]
    """What a record can be asked by, the surest first."""
    own: str
    """The identifier that each answer has."""
    fills: tuple[str, ...]
    """The gaps that an answer may close: fields, and `ids` where a record has none at all."""
    ask: Callable[[Sequence[Query]], tuple[str, Mapping[str, str]]]
    """Some queries as (what follows the address, parameters)."""
    check: Callable[[str], str]
    """What is wrong with a body, or ""."""
    divide: Callable[[str, Sequence[Query]], list[list[str]] | None]
    """The entries for each query; None where the service did not understand the request."""
    key: str = ""
    """The variable of the environment that holds its key, without which it is not asked."""

    def query(self, paper: Paper) -> Query | None:
        """How to ask for a record: by its surest identifier, else by its title."""
        known = dict(paper.ids.items()) | {TITLE: paper.title}
        return next((Query(paper=paper.id, by=by, value=known[by]) for by in self.by if known.get(by)), None)

    def question(self, query: Query) -> str:
        """The query's name: `arxiv:2309.16039`, `arxiv:title:lantern routing`."""
        return f"{self.name}:{query.value if query.by == self.own else f'{query.by}:{query.value}'}"

    def gave(self, source: Source) -> bool:
        """Whether a record's source is an answer of this service."""
        return source.reader == self.reader and source.capture.startswith(f"{self.name}:")

    def batches(self, queries: Iterable[Query]) -> Iterator[list[Query]]:
        """Queries that go together: identifiers by the batch, titles one by one."""
        queries = list(queries)
        named = [query for query in queries if query.by != TITLE]
        yield from (named[at : at + self.batch] for at in range(0, len(named), self.batch))
        yield from ([query] for query in queries if query.by == TITLE)


SEARCHED = ("authors", "date", "ids")
"""The gaps that are worth a search by title, one request each."""


def gaps(paper: Paper, service: Service, *, abstracts: bool) -> tuple[str, ...]:
    """What the record lacks that the service may know, without what a person took out."""
    query = service.query(paper)
    if not query:
        return ()
    given = {name for source in paper.sources for name in source.fields}
    lacking = {
        "ids": not any(paper.ids.items()),
        "authors": paper.et_al or not paper.authors,
        "abstract": abstracts and not paper.abstract,
    }
    return tuple(
        name
        for name in service.fills
        if (query.by != TITLE or name in SEARCHED)
        and (lacking[name] if name in lacking else not _value(paper, name))
        and (name not in given or (name == "authors" and paper.et_al))
    )


def _value(facts: Facts, name: str) -> Any:
    return getattr(facts.ids, name.removeprefix("ids.")) if name.startswith("ids.") else getattr(facts, name)


def _words(title: str) -> str:
    """A title for a search by phrase: no query language knows its quotes, colons and commas as text."""
    return " ".join(re.findall(r"\w+", title))


# --- arXiv: https://info.arxiv.org/help/api/user-manual.html ----------------------------------------------------------


def _ask_arxiv(queries: Sequence[Query]) -> tuple[str, Mapping[str, str]]:
    if queries[0].by == TITLE:
        return "", {"search_query": f'ti:"{_words(queries[0].value)}"', "max_results": str(FOUND)}
    return "", {"id_list": ",".join(query.value for query in queries), "max_results": str(len(queries))}


def _check_feed(text: str) -> str:
    """A whole feed with as many entries as it promises: arXiv calls `Rate exceeded.` and empty pages a success, too."""
    if "<" not in text:
        return f"found “{text.strip()[:60]}”, expected an Atom feed"
    try:
        feed = parse_element(text.partition("?>")[2] if text.startswith("<?xml") else text)
    except expat.ExpatError:
        return "the answer was cut"
    counts = [text_of(feed, name) for name in ("totalResults", "itemsPerPage")]
    start = text_of(feed, "startIndex")
    left = int(counts[0]) - (int(start) if start.isdecimal() else 0) if counts[0].isdecimal() else 0
    promised = min(left, int(counts[1])) if counts[1].isdecimal() else 0
    found = len(feed.findall("entry"))
    return f"found {found} entries, expected {promised}" if found < promised else ""


def _divide_feed(text: str, queries: Sequence[Query]) -> list[list[str]] | None:
    entries = [item for item in read_entries(Capture(name="arxiv", text=text), "entry") if isinstance(item, XmlEntry)]
    if any("/api/errors" in text_of(entry.element, "id") for entry in entries):
        return None
    if queries[0].by == TITLE:
        title = fold(queries[0].value)
        return [[entry.text for entry in entries if fold(text_of(entry.element, "title")) == title]]
    known = {parse_arxiv(text_of(entry.element, "id")): entry.text for entry in entries}
    return [[known[query.value]] if query.value in known else [] for query in queries]


# --- Crossref and OpenAlex: one JSON object a paper -------------------------------------------------------------------


def _ask_crossref(queries: Sequence[Query]) -> tuple[str, Mapping[str, str]]:
    return f"/{quote(queries[0].value, safe='')}", {}


def _ask_openalex(queries: Sequence[Query]) -> tuple[str, Mapping[str, str]]:
    """A look-up by identifier costs nothing there; arXiv ids are asked for by the DOIs that arXiv gives them."""
    query = queries[0]
    match query.by:
        case "title":
            return "", {"filter": f"title.search:{_words(query.value)}", "per_page": str(FOUND)}
        case "openalex":
            return f"/{query.value}", {}
        case "pmid":
            return f"/pmid:{query.value}", {}
        case "arxiv":
            return f"/doi:{quote(f'10.48550/arxiv.{query.value}', safe='')}", {}
    return f"/doi:{quote(query.value, safe='')}", {}


def _check_json(text: str) -> str:
    try:
        value = json.loads(text)
    except ValueError:
        return "the answer was cut"
    return "" if isinstance(value, dict) else "found JSON that is no object"


def _divide_json(text: str, queries: Sequence[Query]) -> list[list[str]] | None:
    if queries[0].by != TITLE:
        return [[text]]
    title = fold(queries[0].value)
    found = json.loads(text).get("results")
    works = [work for work in (found if isinstance(found, list) else ()) if isinstance(work, dict)]
    return [[json.dumps(work, ensure_ascii=False) for work in works if fold(str(work.get("title"))) == title]]


SERVICES: tuple[Service, ...] = (
    Service(
        name="arxiv",
        title="arXiv",
        url="https://export.arxiv.org/api/query",
        reader="arxiv_atom",
        media="xml",
        pause=3.0,
        batch=100,
        by=("arxiv", TITLE),
        own="arxiv",
        fills=("title", "authors", "date", "venue", "ids", "abstract", "categories"),
        ask=_ask_arxiv,
        check=_check_feed,
        divide=_divide_feed,
    ),
    Service(
        name="crossref",
        title="Crossref",
        url="https://api.crossref.org/works",
        reader="crossref",
        media="json",
        pause=1.0,
        batch=1,
        by=("doi",),
        own="doi",
        fills=("title", "authors", "date", "venue", "type", "pages", "publisher"),
        ask=_ask_crossref,
        check=_check_json,
        divide=_divide_json,
    ),
    Service(
        name="openalex",
        title="OpenAlex",
        url="https://api.openalex.org/works",
        reader="openalex",
        media="json",
        pause=0.2,
        batch=1,
        by=("openalex", "doi", "arxiv", "pmid", TITLE),
        own="openalex",
        fills=("title", "authors", "date", "venue", "type", "ids", "ids.doi", "abstract"),
        ask=_ask_openalex,
        check=_check_json,
        divide=_divide_json,
        key="OPENALEX_API_KEY",
    ),
)


def services_named(names: str) -> tuple[Service, ...]:
    """`crossref,arxiv` → those services, in the order in which they are asked."""
    wanted = {name.strip() for name in names.split(",")}
    if unknown := sorted(wanted - {service.name for service in SERVICES}):
        known = ",".join(service.name for service in SERVICES)
        raise CatalogError(f"found the service `{unknown[0]}`, expected some of: {known}")
    return tuple(service for service in SERVICES if service.name in wanted)
