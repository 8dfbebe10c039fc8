"""Catalog → file → catalog: what comes back is what went out, but for what the format says that it loses."""

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator.clean.dates import is_far
from generator.clean.urls import kind_of
from generator.fields import PLAIN
from generator.ids import SCHEMES
from generator.intake.merge.naming import issue_id
from generator.intake.normalize import normalize
from generator.intake.readers import Reader, detect, read_capture
from generator.knowledge.catalog import Catalog, build_catalog
from generator.model import LINK_KINDS, OTHERS, Author, Capture, Facts, Link, Paper, PaperDate, PaperId, RawRecord
from generator.pipeline import import_captures, load_catalog
from generator.publish.exports import EXPORTS, Export, export_named
from generator.publish.exports.losses import LOSSES
from generator.records.packs import pack_folder
from generator.records.settings import Decisions, Rulings, Settings
from tests.exports.toy import ORCID, papers
from tests.shared import ROOT

READER_OF = {"bibtex": "bibtex", "ris": "ris", "csl-json": "csl_json", "jsonl": "json", "csv": "csv"}
"""Format → the reader of its files. Markdown lists are for people, and hold too little to come back whole."""


def _catalog(*records: Paper) -> Catalog:
    """Without venues of its own: a title in full is turned back into the record's text by `merge`, not by a reader."""
    decisions = Decisions(settings=Settings(), topics={}, venues={}, rulings=Rulings())
    return build_catalog({record.id: record for record in records}, decisions)


def _facts(paper: Paper) -> Facts:
    return Facts(**{field.name: getattr(paper, field.name) for field in fields(Facts)})


def _read_back(export: Export, catalog: Catalog) -> list[Facts]:
    """The facts of each row, in the order of the file, none of which may be a problem or left over."""
    text = "".join(export.render(catalog, catalog.papers.values())).replace("\r\n", "\n")
    capture = Capture(name=f"catalog{export.suffix}", text=text)
    reader = detect(capture)
    assert isinstance(reader, Reader), reader
    assert reader.name == READER_OF[export.name]
    reading = read_capture(capture, reader)
    assert (reading.residue, reading.problems) == ((), ())
    rows = [normalize(raw) for raw in reading.records]
    assert [problem for _, problems in rows for problem in problems] == []
    return [row.facts for row, _ in rows if row]


READ = [export_named(name) for name in READER_OF]


# --- What a format cannot hold ---------------------------------------------------------------------------------------

Lose = Callable[[Facts, Facts], Facts]


def _without(field: str) -> Lose:
    empty = getattr(Facts(), field)
    return lambda said, back: replace(said, **{field: empty})


def _as_it_came(field: str, case: Callable[[Facts], bool]) -> Lose:
    """In a case that the format cannot tell from another, whatever came back."""
    return lambda said, back: replace(said, **{field: getattr(back, field)}) if case(said) else said


def _first_links(said: Facts, back: Facts) -> Facts:
    """One of each kind, in any order; a link of no kind has no field."""
    first = {link.kind: link for link in reversed(said.links) if link.kind != "other"}
    return replace(said, links=back.links if {*back.links} == {*first.values()} else tuple(first.values()))


def _guessed_links(said: Facts, back: Facts) -> Facts:
    """Records list links by kind."""
    links = tuple(dict.fromkeys(Link(kind=kind_of(link.url), url=link.url) for link in said.links))
    return replace(said, links=back.links if {*back.links} == {*links} else links)


def _without_orcids(said: Facts, _back: Facts) -> Facts:
    return replace(said, authors=tuple(replace(author, orcid=None) for author in said.authors))


def _named(people: tuple[Author, ...]) -> tuple[Author, ...]:
    return tuple(person for person in people if person != OTHERS)


def _without_families(said: Facts, _back: Facts) -> Facts:
    return replace(
        said,
        authors=tuple(replace(author, family=None) for author in said.authors),
        editors=tuple(replace(editor, family=None) for editor in said.editors),
    )


def _without_homonyms(said: Facts, _back: Facts) -> Facts:
    return replace(
        said,
        authors=tuple(replace(author, homonym=None) for author in said.authors),
        editors=tuple(replace(editor, homonym=None) for editor in said.editors),
    )


def _journal_year(said: Facts, back: Facts) -> Facts:
    return replace(said, venue=back.venue) if said.venue == f"{back.venue} {said.year}" else said


def _is_only_on_arxiv(said: Facts) -> bool:
    return said.type == "article" and bool(said.ids.arxiv) and said.venue in ("", "arXiv")


def _has_dividers(said: Facts) -> bool:
    return ";" in "".join(said.keywords) or (len(said.keywords) == 1 and "," in said.keywords[0])


def _institution(said: Facts, _back: Facts) -> Facts:
    alone = said.type in ("thesis", "report") and not said.publisher and said.venue != "arXiv"
    return replace(said, venue="", publisher=said.venue) if alone else said


_MARKUP = re.compile(r"<\s*[/a-zA-Z]|&\S+;|\$")


def _marked_up(said: Facts, back: Facts) -> Facts:
    """Of a tag, an entity or a formula that plain text can say as well, what is left of it."""
    for name in ("title", "abstract", "venue"):
        if _MARKUP.search(getattr(said, name)):
            said = replace(said, **{name: getattr(back, name)})
    return said


LOSE: Mapping[str, Lose] = {
    "summary": _without("summary"),
    "awards": _without("awards"),
    "state": _without("state"),
    "categories": _without("categories"),
    "orcids": _without_orcids,
    "others": lambda said, back: replace(said, authors=said.people, editors=_named(said.editors)),
    "families": _without_families,
    "homonyms": _without_homonyms,
    "keys": _without("key"),
    "no key": _as_it_came("key", lambda said: not said.key),
    "further categories": lambda said, back: replace(said, categories=said.categories[:1]),
    "further links": _first_links,
    "journal years": _journal_year,
    "keywords": _as_it_came("keywords", _has_dividers),
    "kinds of links": _guessed_links,
    "arxiv articles": _as_it_came("type", _is_only_on_arxiv),
    "institutions": _institution,
    "markup": _marked_up,
    "no type": _as_it_came("type", lambda said: said.type in (None, "other")),
    "first dates": _without("first"),
    "far dates": lambda said, back: replace(said, first=PaperDate("")) if is_far(said.first, said.date) else said,
}


def test_every_loss_is_known_to_this_test_and_said_to_readers() -> None:
    """The table of formats, the Data page and this test name the same."""
    named = {loss for export in EXPORTS for loss in export.loses}
    assert named == set(LOSSES) == {*LOSE, "details"}


def test_every_format_that_holds_papers_is_read_again() -> None:
    """A new one needs its reader above, or says that it is a list to read and loses `details`."""
    assert {export.name for export in EXPORTS if "details" not in export.loses} == set(READER_OF)


def _held(export: Export, said: Facts, back: Facts) -> Facts:
    for loss in export.loses:
        said = LOSE[loss](said, back)
    return said


# --- Any records -----------------------------------------------------------------------------------------------------

_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn"))
_LATEX = st.text(alphabet="\\{}$&%#_~^-`'\"?!<>|@,;:. aé1")
_TEXT = st.text(_CHARACTERS, max_size=30) | _LATEX | st.sampled_from(["$n^2$ bound", "C# & R&D: 100%", "a -- b --- c"])
_NAME = st.sampled_from([
    "Ada Møller", "Jan van der Berg", "Max Roe Jr.", "The Lamp Collaboration", "李明", "Gemini Team, Google",
    "D'Arcy Q. Li", "Owls and Larks", "Ramón de la Cruz III", "Smith & Sons", "A. B.-C. Dee", "others of Lamps",
    "Pardo Vega, Luz", "Eckart de Castilho, Jr., Ann", "{Lamps of Paris}", "陈, 海明", "山本, 花子", "박, 서준",
    "Rocha, Ivo da Silva", "de la Cruz Vega, Ana", "García López J.", "Falk 0002, Ina", "Lei Falk 0001",
]) | st.text(st.characters(categories=["L"], include_characters=" .-'’"), min_size=1, max_size=20)  # fmt: skip
_DATES = st.sampled_from(["", "2023", "2023-09", "2023-09-27", "1999-01"])
_NO_ADDRESS = _TEXT.filter(lambda text: "://" not in text)
"""BibTeX has a venue where addresses stand, too."""
_VENUES = st.sampled_from(["", "OWLS", "OWLS 2024", "arXiv", "Journal of Lamps, Part B", "NeurIPS 2023 (Oral)"])
_TYPES = ("article", "conference", "chapter", "book", "thesis", "report", "preprint", "dataset", "software", "other",
          "")
_IDS: Mapping[str, tuple[str, ...]] = {
    **{scheme: (known.example,) for scheme, known in SCHEMES.items()},
    "arxiv": ("2309.16039", "hep-th/9901001"),
    "doi": ("10.1000/owl_(1)", "10.1002/(sici)1097-4571(1998)49:8<693::aid-asi4>3.0.co;2-o", "10.1000/a%20b#c"),
    "acl": ("2024.toy-long.1", "P18-1031"),
    "dblp": ("conf/icml/RoeP24", "journals/corr/abs-2309-16039"),
}
_PLAIN = {
    "series": "Owl & Lamp Notes", "edition": "2nd, revised", "place": "Ely, North", "isbn": "9780306406157",
    "language": "Old Owlish",
}
_URLS = ("https://github.com/a/b", "https://example.org/a_(b)?c=1&d=2#e", "https://huggingface.co/datasets/a/b",
         "https://example.org/%7Eowl", "https://example.org/a,b;c")


@st.composite
def _papers(draw: st.DrawFn) -> Facts:
    """Facts as an import leaves them: such that reading them again changes nothing."""
    names = draw(st.lists(_NAME, max_size=3))
    schemes = draw(st.lists(st.sampled_from(list(SCHEMES)), unique=True, max_size=4))
    raw = _raw(
        title=draw(_TEXT.filter(str.strip)),
        authors=tuple(names),
        orcids=tuple(draw(st.sampled_from(["", ORCID])) for _ in names),
        authors_complete=draw(st.booleans()),
        editors=(*draw(st.lists(_NAME, max_size=2)), *draw(st.sampled_from([(), ("others",)]))),
        date=draw(_DATES),
        first=draw(_DATES),
        venue=draw(_VENUES | _NO_ADDRESS),
        type=draw(st.sampled_from(_TYPES)),
        volume=draw(st.sampled_from(["", "12", "3–4"])),
        number=draw(st.sampled_from(["", "7", "Suppl. 1"])),
        pages=draw(st.sampled_from(["", "271-278", "e1009", "S1-S9"])),
        **{field.name: draw(st.sampled_from(["", _PLAIN[field.name]])) for field in PLAIN},
        citation_key=draw(st.sampled_from(["", "roe2024", "Roe:2024a", "icml/RoeP24-b"])),
        publisher=draw(st.sampled_from(["", "Owl & Sons", "MIT"])),
        summary=draw(st.sampled_from(["", "It glows."])),
        abstract=draw(_TEXT),
        keywords=tuple(draw(st.lists(_TEXT, max_size=3))),
        categories=tuple(draw(st.lists(st.sampled_from(["cs.CL", "hep-th", "math.CO"]), max_size=2))),
        state=draw(st.sampled_from(["", "retracted"])),
        awards=tuple(draw(st.lists(st.sampled_from(["Best Lamp", "Best Wire"]), max_size=2))),
        ids=tuple((scheme, draw(st.sampled_from(_IDS[scheme]))) for scheme in schemes),
        links=tuple(draw(st.lists(st.tuples(st.sampled_from(LINK_KINDS), st.sampled_from(_URLS)), max_size=2))),
    )
    first = _normal(raw)
    assume(first.title and first == _normal(_as_raw(first)))
    return first


def _raw(**values: Any) -> RawRecord:
    return RawRecord(reader="x", capture="x", line=1, lines=frozenset({1}), text="x", **values)


def _normal(raw: RawRecord) -> Facts:
    row, _ = normalize(raw)
    return row.facts if row else Facts()


def _marked(author: Author) -> str:
    """The name with the family name in braces where it is known, and with DBLP's number."""
    name = author.name.replace(author.family, f"{{{author.family}}}", 1) if author.family else author.name
    return f"{name} {author.homonym}" if author.homonym else name


def _as_raw(facts: Facts) -> RawRecord:
    plain = {field.name: getattr(facts, field.name) for field in fields(Facts) if field.name != "key"}
    plain |= {
        "authors": tuple(map(_marked, facts.people)),
        "editors": tuple(map(_marked, facts.editors)),
        "orcids": tuple(author.orcid or "" for author in facts.people),
        "authors_complete": not facts.et_al,
        "citation_key": facts.key,
        "type": facts.type or "",
        "state": facts.state or "",
        "ids": tuple(facts.ids.items()),
        "links": tuple((link.kind, link.url) for link in facts.links),
        "keywords": (*facts.keywords, "") if len(facts.keywords) == 1 else facts.keywords,
    }
    return _raw(**plain)


@pytest.mark.parametrize("export", READ, ids=lambda export: export.name)
@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], max_examples=150)
@given(found=st.lists(_papers(), min_size=1, max_size=3, unique_by=lambda facts: facts.key or repr(facts)))
def test_any_records_survive_the_round_trip(export: Export, found: list[Facts]) -> None:
    """Whatever they hold, as far as the format can hold it."""
    records = [Paper(id=PaperId(f"p{n}"), **_values(facts)) for n, facts in enumerate(found)]
    catalog = _catalog(*records)
    back = _read_back(export, catalog)
    assert len(back) == len(records)
    for paper, again in zip(catalog.papers.values(), back, strict=True):
        assert again == _held(export, _facts(paper), again)


def _values(facts: Facts) -> dict[str, Any]:
    return {field.name: getattr(facts, field.name) for field in fields(Facts)}


@pytest.mark.parametrize("export", READ, ids=lambda export: export.name)
def test_the_invented_records_survive_the_round_trip(export: Export) -> None:
    """Those of the golden files, which have everything."""
    catalog = _catalog(*papers()[:-1])
    for paper, again in zip(catalog.papers.values(), _read_back(export, catalog), strict=True):
        assert again == _held(export, _facts(paper), again)


@pytest.mark.parametrize("export", READ, ids=lambda export: export.name)
def test_the_bundled_records_survive_an_export_and_an_import(export: Export, tmp_path: Path) -> None:
    """Into an empty catalog that knows the same venues: the records are the same, under the ids issued today."""
    catalog, _ = load_catalog(ROOT / "site_src")
    (tmp_path / "records").mkdir()
    shutil.copy(pack_folder("nlp") / "venues.yml", tmp_path)
    text = "".join(export.render(catalog, catalog.papers.values())).replace("\r\n", "\n")
    back = import_captures(tmp_path, [Capture(name=f"catalog{export.suffix}", text=text)]).result.papers
    expected = {issue_id(paper, ()): paper for paper in catalog.papers.values()}
    assert len(expected) == len(catalog.papers) and back.keys() == expected.keys()
    for id_, paper in expected.items():
        assert _facts(back[id_]) == _held(export, _facts(paper), _facts(back[id_])), id_
