"""From a row as it was found to a row of facts: dates, names, identifiers and links out of text."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from generator.clean.author_lists import is_glued, split_contacts
from generator.clean.dates import is_earlier, parse_date
from generator.clean.identifiers import PARSERS, as_id, doi_of_page, id_in_url, parse_doi, parse_orcid, split_stamp
from generator.clean.keys import is_citation_key
from generator.clean.latex import parse_latex, repair_latex
from generator.clean.links import find_links
from generator.clean.markup import plain_text
from generator.clean.names import is_others, parse_person, split_homonym
from generator.clean.notices import is_notice_type, split_state
from generator.clean.publication import parse_categories, parse_keywords
from generator.clean.text import clean_text
from generator.clean.urls import kind_of, parse_url, split_urls
from generator.fields import FIELDS
from generator.ids import SCHEMES, Ids
from generator.model import LINK_KINDS, OTHERS, Author, Facts, Fingerprint, Link, PaperDate, RawRecord, Row
from generator.problems import Problem

_ID_OF_PERSON = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){1,12}")
_ABSTRACT_LABEL = re.compile(r"(?i:abstract)\s*[:.—–-]+\s+(?=[A-Z])|Abstract (?=[A-Z])")


def normalize(raw: RawRecord) -> tuple[Row | None, tuple[Problem, ...]]:
    """The facts of a row, and what in it could not be read; a row without anything to know a paper by is no row.

    An unreadable date, id or address costs only itself: `year = {to appear}` gives a row without a date.
    """
    problems: list[Problem] = []
    abstract, stamp_ids, stamp_date = _abstract(raw)
    abstract, found = find_links(abstract)
    ids = stamp_ids | _ids(raw, problems)
    date, first = _dates(raw, stamp_date, problems)
    plain = dict(_UNSAID)
    for name, parse in _PARSED:
        if text := getattr(raw, name):
            plain[name] = parse(_text(text, raw))
    plain["title"], state = (plain["title"], None) if is_notice_type(raw.type) else split_state(plain["title"])
    facts = Facts(
        **plain | {"state": plain["state"] or state},
        authors=tuple(_people(raw.authors, raw, problems, raw.orcids, raw.homonyms, complete=raw.authors_complete)),
        editors=tuple(_people(raw.editors, raw, problems)),
        date=date,
        first=first,
        ids=Ids(**ids),
        key=_citation_key(raw),
        abstract=abstract,
        keywords=parse_keywords(_text(word, raw) for word in raw.keywords),
        categories=parse_categories(raw.categories),
        links=tuple(dict.fromkeys([*_links(raw, problems), *found])),
        awards=tuple(dict.fromkeys(filter(None, (_text(award, raw) for award in raw.awards)))),
    )
    if not (facts.title or facts.abstract or facts.summary or ids):
        return None, (*problems, _empty(raw))
    row = Row(
        facts=facts,
        capture=raw.capture,
        reader=raw.reader,
        line=raw.line,
        fingerprint=fingerprint(raw.text),
        key=clean_text(raw.key),
    )
    return row, tuple(problems)


_PARSED = tuple((field.name, field.parse) for field in FIELDS.values() if field.parse)
_UNSAID: Mapping[str, Any] = {name: parse("") for name, parse in _PARSED}


def fingerprint(text: str) -> Fingerprint:
    """Twelve hexadecimal digits that stay the same however the page breaks its lines."""
    folded = " ".join(text.split())
    return Fingerprint(hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:12])


def _text(text: str, raw: RawRecord) -> str:
    """Markup within LaTeX is read with it: `{\\"O}zg{\\"u}r <i>Strix</i>`."""
    return clean_text(parse_latex(text) if raw.latex else repair_latex(plain_text(text))) if text else ""


def _citation_key(raw: RawRecord) -> str:
    """What nobody can cite by is only the row's name: `@article{my boat, 2020, …}`."""
    key = clean_text(raw.citation_key)
    return key if is_citation_key(key) else ""


def _abstract(raw: RawRecord) -> tuple[str, dict[str, str], PaperDate | None]:
    """The abstract without its label and without arXiv's stamp, whose id and date are the paper's."""
    text, arxiv, date = split_stamp(_text(raw.abstract, raw))
    if label := _ABSTRACT_LABEL.match(text):
        text = text[label.end() :]
    return text, {"arxiv": arxiv} if arxiv else {}, date


def _dates(raw: RawRecord, stamp: PaperDate | None, problems: list[Problem]) -> tuple[PaperDate, PaperDate]:
    """(`date`, `first`): the first appearance is the date where no other is known, and else must really be earlier."""
    date = _date(raw.date, raw, problems) or stamp
    first = _date(raw.first, raw, problems)
    if not (date and first):
        return date or first or PaperDate(""), PaperDate("")
    return date, first if is_earlier(first, date) else PaperDate("")


def _date(found: str, raw: RawRecord, problems: list[Problem]) -> PaperDate | None:
    text = _text(found, raw)
    date = parse_date(text) if text else None
    if text and not date:
        expected = "one such as 2023, 2023-09 or 2023-09-27"
        problems.append(_problem(raw, "bad-date", f"found the date `{text}`, expected {expected}"))
    return date


def _people(
    names: Sequence[str],
    raw: RawRecord,
    problems: list[Problem],
    orcids: Sequence[str] = (),
    homonyms: Sequence[str] = (),
    *,
    complete: bool = True,
) -> Iterator[Author]:
    """Each person in order, `others` last; a name that is longer than names are is a sentence.

    A name that stands twice is two people: there are papers by Wei Wang and Wei Wang.
    """
    found = [one for one in zip_longest(names, orcids, homonyms, fillvalue="") if not is_others(one[0])]
    for stated, orcid, homonym in found:
        text, glued = split_contacts(stated)
        name, family = parse_person(text if raw.latex else plain_text(text), raw.latex)
        if len(name) > 300:
            problems.append(_problem(raw, "bad-author", f"found {len(name)} characters in one author's name"))
        elif name:
            if is_glued(name) and not text.lstrip().startswith("{"):
                found_several = f"found authors that commas may divide or not, took them for one: `{name[:80]}`"
                problems.append(_problem(raw, "author-list", found_several))
            yield _author(name, family, _orcid(orcid or glued, raw, problems), _homonym(homonym, text))
    if found and (len(found) < len(names) or not complete):
        yield OTHERS


@lru_cache(maxsize=1 << 15)  # of many papers one object: a large import holds them all
def _author(name: str, family: str, orcid: str | None, homonym: str) -> Author:
    return Author(name=name, family=family or None, orcid=orcid, homonym=homonym or None)


def _homonym(stated: str, name: str) -> str:
    """What the source states, else DBLP's number behind the name."""
    return stated if _ID_OF_PERSON.fullmatch(stated) else split_homonym(name)[1]


def _orcid(text: str, raw: RawRecord, problems: list[Problem]) -> str | None:
    orcid = parse_orcid(text) if text else None
    if text and not orcid:
        found = f"found `{clean_text(text)}`, expected sixteen digits, of which the last checks the others"
        problems.append(_problem(raw, "bad-orcid", found))
    return orcid


def _ids(raw: RawRecord, problems: list[Problem]) -> dict[str, str]:
    """The first readable id of each scheme; addresses of a paper's page, as `https://doi.org/…`, state one too."""
    ids: dict[str, str] = {}
    for scheme, text in raw.ids:
        plain = parse_url(text) or _text(text, raw)
        if value := PARSERS[scheme](plain):
            ids.setdefault(*as_id(scheme, value))
        elif plain:
            known = SCHEMES[scheme]
            message = f"found `{plain}`, expected a valid {known.name} such as {known.example}"
            problems.append(_problem(raw, "bad-id", message))
    addresses = [(kind, parse_url(text) or text) for kind, text in _addresses(raw.links)]
    for found in filter(None, (_id_of(text) for _, text in addresses)):
        ids.setdefault(*found)
    for doi in (doi_of_page(text) for kind, text in addresses if kind in ("", "paper")):
        ids |= {"doi": doi} if doi and "doi" not in ids else {}
    return ids


def _addresses(links: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """(kind, address) pairs, of which one field may list several."""
    return ((kind, address) for kind, text in links for address in split_urls(text))


def _id_of(address: str) -> tuple[str, str] | None:
    """What an address states instead of a link; some write the DOI alone there: `url = {10.1000/x}`."""
    doi = None if parse_url(address) else parse_doi(address)
    return as_id("doi", doi) if doi else id_in_url(address)


def _links(raw: RawRecord, problems: list[Problem]) -> Iterator[Link]:
    """The row's own links, without those that are ids; what a kind is stated of once is guessed at nowhere else."""
    addresses = [(kind, parse_url(text), text) for kind, text in _addresses(raw.links)]
    stated = {url for kind, url, _ in addresses if kind in LINK_KINDS}
    for kind, url, text in addresses:
        if _id_of(url or text) or (kind not in LINK_KINDS and url and url in stated):
            continue
        if url:
            yield Link(kind=next((known for known in LINK_KINDS if known == kind), kind_of(url)), url=url)
        else:
            problems.append(_problem(raw, "bad-link", f"found `{clean_text(text)}`, expected an http or https address"))


def _problem(raw: RawRecord, code: str, message: str) -> Problem:
    return Problem(
        path=raw.capture,
        line=raw.line,
        code=code,
        message=message,
        hint="mend it in the capture, or in the record after the import",
        level="warning",
    )


def _empty(raw: RawRecord) -> Problem:
    return Problem(
        path=raw.capture,
        line=raw.line,
        code="empty-row",
        message="found neither title, abstract nor identifier, expected at least one",
        hint="add one of them in the capture, or delete the row there",
        excerpt=raw.text,
    )
