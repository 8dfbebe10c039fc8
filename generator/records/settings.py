"""What a curator decides, typed, and the line of each mistake: catalog.yml, topics.yml, venues.yml, rulings.yml,
queries.yml.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass as checked

from generator.model import SLUG, Paper, PaperId, TopicSlug
from generator.problems import Problem
from generator.records.addresses import RESERVED
from generator.records.packs import EVERY_FIELD, pack_folder, pack_names
from generator.records.readme_settings import ReadmeSettings
from generator.records.sitefile import said_of_catalog
from generator.records.yamlfile import Document, as_checked, is_nothing, parse_yaml

T = TypeVar("T")
_strict = ConfigDict(extra="forbid", str_strip_whitespace=True)
_Slug = Annotated[str, Field(pattern=SLUG)]

_Address = Annotated[str, Field(pattern=r"^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~-]+)*/?$")]


def _closed(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Each with a slash at its end."""
    closed = tuple(f"{address.rstrip('/')}/" for address in addresses)
    if len({*closed}) < len(closed):
        raise ValueError("expected each address once")
    return closed


def _known(packs: tuple[str, ...]) -> tuple[str, ...]:
    if unknown := [name for name in packs if name not in pack_names()]:
        raise ValueError(f"found `{unknown[0]}`, expected packs among: {', '.join(pack_names())}")
    return packs


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Settings:
    """catalog.yml."""

    title: str = "Paper Catalog"
    """As `site_name` in mkdocs.yml, where only that says it."""
    description: str = ""
    """One or two sentences for the home page; as `site_description` in mkdocs.yml, where only that says it."""
    packs: Annotated[tuple[str, ...], AfterValidator(_known)] = ()
    """Whose venues the catalog has besides its own: see `generator/records/packs`."""
    repository: Annotated[str, Field(pattern=r"^https://[^\s<>\"]+$|^$")] = ""
    """`https://github.com/OWNER/NAME`: where "correct this record" leads; `--repository` overrides it."""
    branch: str = "main"
    contact: Annotated[str, Field(pattern=r"^[^\s@<>]+@[^\s@<>]+$|^$")] = ""
    """An e-mail address that `enrich` gives the services it asks."""
    abstracts: Literal["publish", "omit"] = "publish"
    """Whether pages, exports and search show the abstracts that records hold."""
    downloads: Literal["auto", "all"] = "auto"
    """What the site has besides a page of each paper: `auto` goes by the number of papers (see `knowledge/limits`),
    `all` gives every list, paper and author all files, whatever they weigh."""
    largest_file: Annotated[int, Field(ge=1)] = 45_000_000
    """Bytes that a file to download has at most; larger ones are split by year. Overleaf refuses 50 MB. Packed files
    hold 10,000 papers each, which is 10 MB."""
    light_above: Annotated[int, Field(ge=0)] = 50_000
    """With more papers than this, the header and footer of papers' and authors' pages are made by a script, which
    saves 2 KB a page. Without scripts such a page has only the way home."""
    shards: Annotated[tuple[_Address, ...], AfterValidator(_closed)] = ()
    """The addresses of the sites that `build --shard 1/3`, `2/3` and `3/3` make, in this order; any other build makes
    one site of everything."""
    related: Annotated[int, Field(ge=0, le=50)] = 6
    """How many related papers a page lists at most."""
    mentions: Annotated[int, Field(ge=0, le=500)] = 12
    """How many mentioning papers a page lists before the rest is folded away: one hub must not swallow the page."""
    citation_keys: Literal["id", "short"] = "id"
    """What documents cite a paper by that brought no key: its id, or a short key that is issued and kept."""
    review_pages: bool = False
    """Whether the site has `review/`, with what waits for a person: for a preview, as readers have no use for it."""
    readme: ReadmeSettings = ReadmeSettings()
    ambiguous_names: tuple[str, ...] = ()
    """System names that are also ordinary words, and so are never linked: `Crystal`, `Puzzle`."""


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Topic:
    """One topic of topics.yml. What the rules mean is said in `classify`."""

    slug: TopicSlug
    title: Annotated[str, Field(min_length=1)]
    definition: Annotated[str, Field(min_length=1)]
    parents: tuple[_Slug, ...] = ()
    strong: tuple[str, ...] = ()
    """Phrases that decide wherever they stand."""
    weak: tuple[str, ...] = ()
    """Phrases that decide in a title, or two together."""
    both: tuple[Annotated[tuple[str, ...], Field(min_length=2, max_length=2)], ...] = ()
    """Pairs of phrases that decide where both stand in the paper, wherever that is."""
    against: tuple[str, ...] = ()
    """Phrases that speak against the topic: each takes away what a strong one gives."""
    ignore: tuple[str, ...] = ()
    """Longer phrases inside which the others do not count."""


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Venue:
    """One venue of venues.yml."""

    slug: str
    name: Annotated[str, Field(min_length=1)]
    """As a list shows it: `NeurIPS`."""
    title: str = ""
    """In full: `Conference on Neural Information Processing Systems`."""
    kind: Literal["conference", "workshop", "journal", "preprint", "book", "other"] = "other"
    aliases: tuple[str, ...] = ()
    """Other names, without year: `Advances in Neural Information Processing Systems`."""


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Ruling:
    """One entry of rulings.yml: names of papers, and what a person says of them.

    A name is a record's id, a former one, an identifier, a row's fingerprint, or a row by file and key:
    `lory-2024`, `10.1145/3611643`, `arxiv:2405.03133`, `100da2e1a014`, `library.bib:zhong2024lory`.
    """

    names: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
    because: str = ""
    """Why, for the page that stands at the address of a paper that was left out."""
    title: str = ""
    """What that paper is called, for the same page."""
    line: int = 0
    """Where it stands."""


def _as_ruling(entry: Any) -> Any:
    """In the file a list of names is short for `{names: […]}`, and one name for a list of it."""
    names = [entry] if isinstance(entry, str) else entry
    return {"names": names} if isinstance(names, list | tuple) else entry


_Ruling = Annotated[Ruling, BeforeValidator(_as_ruling)]
RULINGS = ("same", "different", "excluded")
"""The kinds of rulings on papers."""
AUTHOR_RULINGS = RULINGS[:2]


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class AuthorRulings:
    """Which names are one person's and which are not.

    Each entry lists two or more names, ORCIDs or addresses of author pages: `[Mike Lewis, M. Lewis]`.
    """

    same: tuple[_Ruling, ...] = ()
    different: tuple[_Ruling, ...] = ()


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Rulings:
    """rulings.yml: which records are one paper, which are not, which stay out; and which authors are one person."""

    same: tuple[_Ruling, ...] = ()
    different: tuple[_Ruling, ...] = ()
    excluded: tuple[_Ruling, ...] = ()
    """Papers that are not in this catalog, whatever a capture says."""
    authors: AuthorRulings = AuthorRulings()


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class GoldenQuery:
    """One entry of queries.yml: what a reader may type, and the papers they must find at once."""

    line: int
    """Where it stands."""
    query: Annotated[str, Field(min_length=1)]
    papers: Annotated[tuple[Annotated[PaperId, Field(pattern=SLUG)], ...], Field(min_length=1)]
    first: Annotated[int, Field(ge=1, le=100)] = 1
    """Among how many results all of them must be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """All five files."""

    settings: Settings
    topics: Mapping[TopicSlug, Topic]
    venues: Mapping[str, Venue]
    rulings: Rulings
    queries: tuple[GoldenQuery, ...] = ()


def load_decisions(folder: Path) -> tuple[Decisions, list[Problem]]:
    """The settings of a catalog folder; a missing file means its defaults, a bad entry is left out and reported."""
    problems: list[Problem] = []
    settings = _load_settings(folder, problems)
    rulings = _load_rulings(folder / "rulings.yml", problems)
    topics = load_keyed(folder / "topics.yml", Topic, problems)
    venues = load_keyed(folder / "venues.yml", Venue, problems)
    for folder_ in (*map(pack_folder, settings.packs), EVERY_FIELD):
        for slug, venue in load_keyed(folder_ / "venues.yml", Venue, problems).items():
            venues.setdefault(slug, venue)  # what a catalog says itself goes before what a pack says
    return Decisions(
        settings=settings,
        rulings=rulings,
        topics=_two_levels(topics, problems),
        venues=dict(sorted(venues.items())),
        queries=_load_queries(folder / "queries.yml", problems),
    ), problems


def load_document(path: Path, problems: list[Problem]) -> Document | None:
    if not path.exists():
        return None
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(path=path.name, code="unreadable", message=str(error), hint="save it as UTF-8 text"))
        return None
    document, found = parse_yaml(path.name, text)
    problems += found
    return document


def _load_settings(folder: Path, problems: list[Problem]) -> Settings:
    """catalog.yml; what that does not say, mkdocs.yml may."""
    document = load_document(folder / "catalog.yml", problems) or Document(path="catalog.yml", value={}, lines={})
    try:
        said = said_of_catalog(folder)
    except ValueError as error:
        problems.append(Problem(path="mkdocs.yml", code="unreadable", message=str(error)))
        said = {}
    if document.value is None or isinstance(document.value, dict):
        document = replace(document, value={**said, **(document.value or {})})
    return _as_found(document, Settings, problems) or Settings()


def _as_found(document: Document, type_: type[T], problems: list[Problem]) -> T | None:
    """The document's value as `type_`; what keeps it from being one goes to the problems."""
    value, found = as_checked(document, type_)
    problems += found
    return value


def _load_rulings(path: Path, problems: list[Problem]) -> Rulings:
    """Each entry checked by itself, so that a bad one costs only itself, and with its line."""
    document = load_document(path, problems)
    if document is None or not isinstance(document.value, dict):
        return Rulings() if document is None else _as_found(document, Rulings, problems) or Rulings()
    ruled, rest = _taken_out(document, RULINGS, problems)
    authors = rest.get("authors")
    if isinstance(authors, dict):
        below = replace(document, value=authors, lines=_below(document.lines, "authors"))
        of_authors, rest["authors"] = _taken_out(below, AUTHOR_RULINGS, problems)
    else:
        of_authors = {}
    found = _as_found(replace(document, value=rest), Rulings, problems) or Rulings()
    return replace(found, **ruled, authors=replace(found.authors, **of_authors))


def _taken_out(
    document: Document, kinds: Sequence[str], problems: list[Problem]
) -> tuple[dict[str, tuple[Ruling, ...]], dict[str, Any]]:
    """(the entries of each list of rulings, all that is no such list)."""
    lists = {kind: document.value[kind] for kind in kinds if isinstance(document.value.get(kind), list)}
    ruled = {kind: _rulings(document, kind, entries, problems) for kind, entries in lists.items()}
    empty = {kind for kind in kinds if is_nothing(document.value.get(kind))}
    return ruled, {key: value for key, value in document.value.items() if key not in {*lists, *empty}}


def _rulings(document: Document, kind: str, entries: list[Any], problems: list[Problem]) -> tuple[Ruling, ...]:
    found: list[Ruling] = []
    for n, entry in enumerate(entries):
        below = _below(_below(document.lines, kind), n)
        value = _as_ruling(entry)
        one = _as_found(Document(path=document.path, value=value, lines=below), Ruling, problems)
        if one and kind != "excluded" and len(one.names) < 2:
            message = f"found one name under `{kind}`, expected two or more"
            problems.append(Problem(path=document.path, line=below.get((), 1), code="bad-ruling", message=message))
        elif one:
            found.append(replace(one, line=below.get((), 0)))
    return tuple(found)


def load_keyed(path: Path, type_: type[T], problems: list[Problem]) -> dict[str, T]:
    """A file of `slug: {…}` entries, each checked by itself."""
    document = load_document(path, problems)
    if document is None or document.value is None:
        return {}
    if not isinstance(document.value, dict):
        problems.append(
            Problem(
                path=path.name,
                line=1,
                code="not-a-mapping",
                message="found something else than `slug: …` entries",
                hint="see the bundled " + path.name,
            )
        )
        return {}
    loaded: dict[str, T] = {}
    for slug, value in document.value.items():
        entry = Document(path=document.path, value=value, lines=_below(document.lines, slug))
        if re.match(SLUG, slug) and slug not in RESERVED.get(path.stem, ()):
            item, found = as_checked(entry, type_, slug=slug)
        else:
            item, found = None, [_bad_slug(entry, slug)]
        problems += found
        if item is not None:
            loaded[slug] = item
    return loaded


def _load_queries(path: Path, problems: list[Problem]) -> tuple[GoldenQuery, ...]:
    """A list of entries, each checked by itself."""
    document = load_document(path, problems)
    if document is None or document.value is None:
        return ()
    if not isinstance(document.value, list):
        found = "found something else than a list of `- {query: …, papers: […]}`"
        problems.append(Problem(path=path.name, line=1, code="not-a-list", message=found))
        return ()
    queries: list[GoldenQuery] = []
    for n, value in enumerate(document.value):
        entry = Document(path=document.path, value=value, lines=_below(document.lines, n))
        query, mistakes = as_checked(entry, GoldenQuery, line=entry.line(()))
        problems += mistakes
        queries += [query] if query else []
    return tuple(queries)


def _bad_slug(entry: Document, slug: str) -> Problem:
    expected = "lower-case letters, digits and single hyphens"
    if re.match(SLUG, slug):
        expected = "another name: the site needs that address itself"
    return Problem(
        path=entry.path,
        line=entry.line(()),
        code="bad-slug",
        message=f"found “{slug}”, expected {expected}",
    )


def _below(lines: Mapping[tuple[str | int, ...], int], key: str | int) -> dict[tuple[str | int, ...], int]:
    return {path[1:]: line for path, line in lines.items() if path and path[0] == key}


def _two_levels(topics: Mapping[str, Topic], problems: list[Problem]) -> dict[TopicSlug, Topic]:
    """The topics without parents that are missing or have parents themselves; each of those is reported."""
    kept: dict[TopicSlug, Topic] = {}
    for slug, topic in topics.items():
        good = tuple(p for p in topic.parents if p in topics and not topics[p].parents)
        for parent in [p for p in topic.parents if p not in good]:
            expected = "a topic that has no parents itself" if parent in topics else "a topic of this file"
            problems.append(
                Problem(
                    path="topics.yml",
                    code="bad-parent",
                    message=f"`{slug}`: found the parent `{parent}`, expected {expected}",
                    hint="topics have two levels",
                )
            )
        kept[TopicSlug(slug)] = replace(topic, parents=good)
    return kept


def check_topics(papers: Mapping[PaperId, Paper], topics: Mapping[TopicSlug, Topic]) -> list[Problem]:
    """Topics that curators chose in records but topics.yml does not have."""
    return [
        Problem(
            path=f"records/{paper.id}.yml",
            code="unknown-topic",
            message=f"found the topic `{slug}`, expected one of topics.yml",
            hint="add it to topics.yml, or see `topics` there",
        )
        for paper in papers.values()
        for slug in paper.topics
        if slug.removeprefix("-") not in topics
    ]
