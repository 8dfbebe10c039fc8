"""Atom 1.0 (RFC 4287) and JSON Feed 1.1: what was added last to the catalog, to each topic and to each author.

All of it follows from the records and their history, and never from the clock. An entry was published when its paper
was added, and updated when its record was corrected last. Of a paper that was added on no known day both are those of
the paper: when it first appeared, and the date that is cited; where only the month or the year is known, its first day,
and without any date 1970.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from generator.knowledge.catalog import AuthorSlug, Catalog
from generator.model import Paper, PaperId
from generator.publish import shards, weight
from generator.publish.escaping import plain
from generator.publish.exports.cited import abstract_of, address_of
from generator.publish.mathtext import without_math

NEWEST = 50
AUTHORS = 20
"""So many of a paper are named at most."""
ATOM, JSON_FEED = ".xml", ".json"
MEDIA_TYPES = {ATOM: "application/atom+xml", JSON_FEED: "application/feed+json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What one feed is of."""

    stem: str
    """Its path without the ending: `feed`, `topics/long-context.feed`."""
    page: str
    """The page with the same papers."""
    title: str
    papers: tuple[PaperId, ...]
    """The last added first."""
    endings: tuple[str, ...] = (ATOM, JSON_FEED)


def feeds(catalog: Catalog) -> Iterator[Feed]:
    title, rank = catalog.settings.title, {id_: place for place, id_ in enumerate(catalog.arrived)}
    yield Feed(stem="feed", page="index.html", title=title, papers=tuple(islice(catalog.arrived, NEWEST)))
    every = (ATOM, JSON_FEED)
    named = (
        *((f"topics/{slug}", entry.topic.title, entry.papers, every) for slug, entry in catalog.topics.items()),
        *((f"authors/{slug}", entry.name, entry.papers, author_feeds(catalog, slug))
          for slug, entry in catalog.authors.items()),
    )
    for path, name, papers, endings in named:
        latest = tuple(sorted(papers, key=rank.__getitem__)[:NEWEST])
        yield Feed(stem=f"{path}.feed", page=f"{path}.html", title=f"{name} – {title}", papers=latest, endings=endings)


def author_feeds(catalog: Catalog, author: AuthorSlug) -> tuple[str, ...]:
    """The endings of an author's feeds: both, one, or none."""
    atom = (ATOM,) if weight.has_feed(catalog, author) else ()
    return (*atom, JSON_FEED) if weight.has_json_feed(catalog, author) else atom


def feed_links(stem: str, title: str, endings: Iterable[str] = MEDIA_TYPES) -> list[dict[str, str]]:
    """`{type, title, href}` of each `<link>` by which a page tells of its feeds, which lie beside it."""
    name = stem.rpartition("/")[2]
    return [{"type": MEDIA_TYPES[ending], "title": title, "href": name + ending} for ending in endings]


def feed_files(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """(path, text) of every feed of this site in both formats."""
    writers = {root: _Writer(catalog=catalog, root=root) for root in ("", "../")}
    for feed in feeds(catalog):
        writer = writers["../" * feed.stem.count("/")]
        for ending in feed.endings if shards.has(catalog, feed.stem) else ():
            yield feed.stem + ending, writer.atom(feed) if ending == ATOM else writer.json_feed(feed)


def _moments(catalog: Catalog, paper: Paper) -> tuple[str, str]:
    """(when its entry was published, or nothing, when it was updated); the second is never before the first."""
    added = catalog.arrived[paper.id]
    if not added:
        return (moment(paper.appeared) if paper.appeared else "", moment(paper.date))
    changed = next((change.day for change in catalog.history.get(paper.id, ())), added)
    return moment(added), max(moment(added), moment(changed))


def moment(date: str) -> str:
    """A date as feeds write it: `2023-09` → `2023-09-01T00:00:00Z`."""
    return f"{f'{date or 1970}-01-01'[:10]}T00:00:00Z"


class _Writer:
    """Writes feeds that lie equally deep; a paper's entry stands in those of its topics and authors, and is made once.

    `root` leads from the feed up to the site, for links where the site's address is not known.
    """

    def __init__(self, *, catalog: Catalog, root: str) -> None:
        self.catalog, self.root = catalog, root
        self.entries: dict[PaperId, str] = {}
        self.items: dict[PaperId, str] = {}

    def url(self, path: str) -> str:
        if not self.catalog.site_url:
            return self.root + path
        site = shards.base(self.catalog, path) or self.catalog.site_url
        return site + ("" if path == "index.html" else path)

    def id(self, path: str) -> str:
        """The address; where that is not known, a number made of the path, which stays the same in every build."""
        if self.catalog.site_url:
            return self.url(path)
        return uuid5(NAMESPACE_URL, f"paper-catalog:{self.catalog.settings.title}/{path}").urn

    def atom(self, feed: Feed) -> str:
        papers = [self.catalog.papers[id_] for id_ in feed.papers]
        lines = (
            '<?xml version="1.0" encoding="utf-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom">',
            _element("title", feed.title),
            _element("id", self.id(feed.page)),
            _element("updated", max((_moments(self.catalog, paper)[1] for paper in papers), default=moment(""))),
            f"<author>{_element('name', self.catalog.settings.title)}</author>",
            _link("self", MEDIA_TYPES[ATOM], self.url(feed.stem + ATOM)),
            _link("alternate", "text/html", self.url(feed.page)),
            *(self.entries.get(id_) or self.entries.setdefault(id_, self._entry(id_)) for id_ in feed.papers),
            "</feed>",
        )
        return "\n".join(lines) + "\n"

    def _entry(self, id_: PaperId) -> str:
        paper = self.catalog.papers[id_]
        page = f"papers/{paper.id}.html"
        published, updated = _moments(self.catalog, paper)
        parts = (
            _element("title", self._heading(paper)),
            _element("id", self.id(page)),
            _link("alternate", "text/html", self.url(page)),
            *([_element("published", published)] if published else []),
            _element("updated", updated),
            *(f"<author>{_element('name', name)}</author>" for name in _people(paper)),
            *(f"<category term={quoteattr(topic)}/>" for topic in self._topics(paper)),
            _element("summary", self._gist(paper)),
        )
        return f"<entry>{''.join(parts)}</entry>"

    def json_feed(self, feed: Feed) -> str:
        known = bool(self.catalog.site_url)
        data = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": plain(feed.title),
            "home_page_url": self.url(feed.page) if known else "",
            "feed_url": self.url(feed.stem + JSON_FEED) if known else "",
            "description": plain(self.catalog.settings.description) if feed.stem == "feed" else "",
        }
        items = (self.items.get(id_) or self.items.setdefault(id_, self._item(id_)) for id_ in feed.papers)
        head = _as_json(data).removesuffix("}")
        listed = ",\n".join(items)
        return f'{head}, "items": [\n{listed}\n]}}\n'

    def _item(self, id_: PaperId) -> str:
        paper = self.catalog.papers[id_]
        page = f"papers/{id_}.html"
        published, updated = _moments(self.catalog, paper)
        return _as_json({
            "id": self.id(page),
            "url": self.url(page) if self.catalog.site_url else "",
            "external_url": address_of(paper),
            "title": self._heading(paper),
            "content_text": self._gist(paper),
            "date_published": published,
            "date_modified": updated if published < updated and published else "",
            "authors": [{"name": name} for name in _people(paper)],
            "tags": self._topics(paper),
        })

    def _topics(self, paper: Paper) -> list[str]:
        matches = self.catalog.paper_topics.get(paper.id, ())
        return [plain(self.catalog.topics[match.topic].topic.title) for match in matches]

    def _heading(self, paper: Paper) -> str:
        return plain(without_math(self.catalog.heading(paper))) or paper.id

    def _gist(self, paper: Paper) -> str:
        return plain(without_math(paper.summary or abstract_of(self.catalog, paper))) or self._heading(paper)


def _people(paper: Paper) -> list[str]:
    """The first of the authors: each of the 531 of Llama 3 has a feed."""
    return [name for author in paper.people[:AUTHORS] if (name := plain(author.name))]


def _as_json(values: Mapping[str, Any]) -> str:
    return json.dumps({name: value for name, value in values.items() if value}, ensure_ascii=False)


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(plain(text))}</{name}>"


def _link(relation: str, media_type: str, url: str) -> str:
    return f'<link rel="{relation}" type="{media_type}" href={quoteattr(url)}/>'
