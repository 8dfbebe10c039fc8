"""Papers by name, an identifier or a title: each founds a record, which the services then complete. [I/O]

The record is written before anybody is asked, so that nothing typed is lost. Its id is issued once it is known what
the services say of it: until then nobody has seen its address.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.clean.text import clean_text, fold
from generator.ids import BEST_TO_READ, SCHEMES
from generator.intake.enrich import SERVICES, Enriched, Options, World, enrich
from generator.intake.enrich.services import Service
from generator.intake.merge.fold import fold_sources
from generator.intake.merge.naming import issue_id, issue_key
from generator.intake.merge.said import Said
from generator.intake.normalize import normalize
from generator.model import Facts, Paper, PaperDate, PaperId, RawRecord, Source
from generator.problems import Problem
from generator.records.acts import load_whole, move_records
from generator.records.find import index_names, names_in
from generator.records.proposed import accepted
from generator.records.rulings import Exclusions, excluded_papers, reserved
from generator.records.settings import Decisions, Ruling
from generator.records.store import Records, write_records

CAPTURE = "added by hand"
EXPECTED = (
    "an arXiv id, a DOI, an ACL id, `pmid:…`, the address of such a paper, or a title; "
    "a title of one word in quotes of its own"
)
WANTED = ("title", "authors", "date", "venue", "ids")
"""What a record should have at least."""
_QUOTED = re.compile(r"([\"'])((?:(?!\1).)+)\1|“([^“”]+)”")
_ADDRESS = re.compile(r"(https?://|www\.)?[\w-]+(\.[\w-]+)+/\S*", re.IGNORECASE)
_LIKE_ID = re.compile(rf"({'|'.join(SCHEMES)})(?:\s*:\s*|\s+)(?=\S*\d)(\S+)", re.IGNORECASE)
"""A scheme and one word with a digit in it: `pmid 12345678`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """A new record."""

    name: str
    """What it was founded from."""
    paper: PaperId
    missing: tuple[str, ...]
    """What it still lacks of `WANTED`."""
    why: str
    """Why it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of each name."""

    founded: tuple[Founded, ...]
    there: tuple[tuple[str, PaperId], ...]
    """(name, record) pairs of papers that are in the catalog already."""
    problems: tuple[Problem, ...]
    """Names that say no paper, or one that is left out."""
    enriched: Enriched | None
    """What the services were asked; None where they were not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How papers are added."""

    offline: bool = False
    abstracts: bool = True
    today: str = ""
    """The day that new records bear."""
    services: Sequence[Service] = SERVICES
    world: World = field(default_factory=World)


def add(folder: Path, wanted: Sequence[str], way: Way) -> Added:
    """Founds a record for each paper that is not there yet, and completes it unless `offline`."""
    decisions, records = load_whole(folder)
    adding = _Adding(records, decisions, way.today)
    for name in wanted:
        adding.take(name)
    wanted_again = accepted(adding.papers, {paper for _, paper in adding.there}, way.today)
    write_records(folder / "records", records, wanted_again)
    enriched = None
    if adding.founded and not way.offline:
        options = Options(abstracts=way.abstracts)
        enriched = enrich(folder, [*adding.founded], services=way.services, options=options, world=way.world)
    ids, papers = _issued(folder, adding.founded, enriched)
    if enriched:
        moved = {f"records/{old}.yml": f"records/{new}.yml" for old, new in zip(adding.founded, ids, strict=True)}
        told = tuple(replace(one, path=moved.get(one.path, one.path)) for one in enriched.problems)
        enriched = replace(enriched, problems=told)
    names = adding.founded.values()
    return Added(
        founded=tuple(_account(name, papers[id_], way, enriched) for name, id_ in zip(names, ids, strict=True)),
        there=tuple(adding.there),
        problems=tuple(adding.problems),
        enriched=enriched,
    )


# --- Names -----------------------------------------------------------------------------------------------------------


def facts_named(name: str) -> Facts | None:
    """What a name says of its paper: an identifier, or a title; None where it can be neither.

    `arXiv:2309.160399` is no id, and no title either; nor is `lantern`, unless it stands in quotes of its own.
    """
    text = clean_text(name)
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        return _normalized(title=quoted[2] or quoted[3])
    if found := _identifier(text):
        return _normalized(ids=(found,))
    if _LIKE_ID.fullmatch(text) or _ADDRESS.fullmatch(text) or (" " not in text and text.isascii()):
        return None
    return _normalized(title=text)


def _normalized(**said: Any) -> Facts | None:
    raw = RawRecord(reader="curator", capture=CAPTURE, line=1, lines=frozenset(), text="", **said)
    row, problems = normalize(raw)
    return row.facts if row and not problems else None


def _identifier(text: str) -> tuple[str, str] | None:
    """(scheme, value); `pmid 12345678` and `arxiv.org/abs/2309.16039` are meant well enough."""
    text = text.rstrip(" ,;.")  # as lists have them
    tries = [text, f"https://{text}"]
    if found := _LIKE_ID.fullmatch(text):
        tries.append(f"{found[1]}:{found[2]}")
    for one in tries:
        scheme, _, value = names_in(one)[0].partition(":")
        if scheme in SCHEMES:
            return scheme, value
    return None


class _Adding:
    """The records as they grow by one name after the other."""

    def __init__(self, records: Records, decisions: Decisions, today: str) -> None:
        self.papers: dict[PaperId, Paper] = dict(records.papers)
        self.founded: dict[PaperId, str] = {}
        self.there: list[tuple[str, PaperId]] = []
        self.problems: list[Problem] = []
        self._issued = {*records.taken, *reserved(decisions.rulings)}
        self._exclusions, self._today = Exclusions(decisions.rulings), today
        self._out = excluded_papers(records.papers, decisions.rulings)
        self._known = {known: found[0].paper for known, found in index_names(records.papers).items()}
        self._known |= {f"title:{fold(one.title)}": id_ for id_, one in records.papers.items() if one.title}

    def take(self, name: str) -> None:
        """Founds a record for the name, or notes why there is none to found."""
        facts = facts_named(name)
        known = list(_names_of(facts)) if facts else [f"id:{clean_text(name)}"]
        there = next((self._known[one] for one in known if one in self._known), None)
        ruling = self._out.get(there) if there else self._exclusions.find(known, facts.title if facts else "")
        if ruling:
            self.problems.append(_left_out(name, ruling))
        elif there:
            self.there.append((name, there))
        elif facts:
            self._found(name, facts, known)
        else:
            self.problems.append(
                Problem(path="add", code="bad-name", message=f"found `{clean_text(name)}`, expected {EXPECTED}")
            )

    def _found(self, name: str, facts: Facts, known: Sequence[str]) -> None:
        said = Said(source=Source(capture=CAPTURE, reader="curator"), facts=facts, anew=True)
        paper = fold_sources(Paper(id=_NEW, added=PaperDate(self._today)), [said]).paper
        paper = replace(paper, id=issue_id(paper, self._issued))
        self._issued.add(paper.id)
        self.papers[paper.id] = paper
        self.founded[paper.id] = clean_text(name)
        self._known |= dict.fromkeys(known, paper.id)


_NEW = PaperId("a-record-that-has-no-id-yet")


def _names_of(facts: Facts) -> Iterator[str]:
    yield from (f"{scheme}:{value}" for scheme, value in facts.ids.items())
    if facts.title:
        yield f"title:{fold(facts.title)}"


def _left_out(name: str, ruling: Ruling) -> Problem:
    because = f": {ruling.because}" if ruling.because else ""
    return Problem(
        path="rulings.yml",
        line=ruling.line or None,
        code="excluded",
        message=f"found `{clean_text(name)}`, which is left out of this catalog{because}",
        hint="take the entry out of `excluded` first, if it shall be in it",
    )


# --- Ids -------------------------------------------------------------------------------------------------------------


def _issued(
    folder: Path, founded: Mapping[PaperId, str], enriched: Enriched | None
) -> tuple[list[PaperId], Mapping[PaperId, Paper]]:
    """The ids of the new records, in their order, by the best names there are now, and all records. A record that a
    message names keeps the id it has there.
    """
    decisions, records = load_whole(folder)
    told = "".join(problem.message + problem.hint for problem in enriched.problems) if enriched else ""
    taken = {*records.taken, *reserved(decisions.rulings)}
    keys = {one.key for one in records.papers.values()}
    moved: dict[PaperId, Paper] = {}
    for old in founded:
        paper = records.papers[old]
        taken.discard(old)
        new = old if old in told else issue_id(replace(paper, id=_NEW), taken)
        if decisions.settings.citation_keys == "short" and paper.title and paper.people and not paper.key:
            paper = replace(paper, key=issue_key(paper, keys))
        moved[old] = replace(paper, id=new)
        taken.add(new)
        keys.add(paper.key)
    return [paper.id for paper in moved.values()], move_records(folder, records, moved)


# --- The account -----------------------------------------------------------------------------------------------------


def _account(name: str, paper: Paper, way: Way, enriched: Enriched | None) -> Founded:
    has = {
        "title": paper.title,
        "authors": paper.people and not paper.et_al,
        "date": paper.date or paper.ids.arxiv,  # whose month is computed
        "venue": paper.venue,
        "ids": any(paper.ids.items()),
    }
    missing = tuple(field_ for field_ in WANTED if not has[field_])
    return Founded(name=name, paper=paper.id, missing=missing, why=_why(paper, way, enriched) if missing else "")


def _why(paper: Paper, way: Way, enriched: Enriched | None) -> str:
    """Why a new record lacks something."""
    if enriched is None:
        return "no service was asked"
    stopped = [f"{account.title} {account.stopped}" for account in enriched.services if account.stopped]
    skipped = {account.title: account.skipped for account in enriched.services if account.skipped}
    asked = [service for service in way.services if service.title not in skipped]
    gave = [service.title for service in asked if any(map(service.gave, paper.sources))]
    able = [service.title for service in asked if service.query(paper)]
    if stopped and not gave:
        return f"no network: {'; '.join(stopped)}"
    if any(problem.path == f"records/{paper.id}.yml" for problem in enriched.problems):
        return "see the messages above"
    if gave:
        return f"{_listed(gave)} {'does' if len(gave) == 1 else 'do'} not say"
    if able:
        return f"not found at {_listed(able)}"
    known = dict(paper.ids.items())
    by = next((SCHEMES[scheme].name for scheme in BEST_TO_READ if scheme in known), "title")
    return f"no service can be asked by its {by}" + "".join(f"; {title}: {why}" for title, why in skipped.items())


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
