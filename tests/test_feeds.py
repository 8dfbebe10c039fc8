"""Feeds, checked against what RFC 4287 and JSON Feed 1.1 ask for."""

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.knowledge.catalog import Catalog
from generator.publish.feeds import NEWEST, feed_files, feed_links, moment
from tests.browser import hostile
from tests.exports.toy import catalog_of, papers
from tests.make import paper
from tests.pages.toy import toy_catalog

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
SITE = "https://papers.example/x/"


def _hostile() -> Catalog:
    record = paper(hostile.ID, title=f"{hostile.TITLE} \x00\x0b\ufffe ]]> &amp;", authors=(hostile.AUTHOR, "\u202e"),
                   date="2023-01", summary=hostile.SUMMARY, ids={"doi": "10.1000/<b>'\"&two"})
    catalog = catalog_of(record)
    return replace(catalog, settings=replace(catalog.settings, title=f"Feeds {hostile.SCRIPT}"))


CATALOGS = {"toy": toy_catalog(), "exports": catalog_of(*papers()), "empty": catalog_of(), "hostile": _hostile()}


@pytest.mark.parametrize("site", [SITE, ""], ids=["published", "local"])
@pytest.mark.parametrize("name", CATALOGS)
def test_feeds_are_valid(name: str, site: str) -> None:
    """Those of the catalog, of each topic and of each author."""
    catalog = replace(CATALOGS[name], site_url=site)
    files = dict(feed_files(catalog))
    assert len(files) == 2 * (1 + len(catalog.topics) + len(catalog.authors))
    for path, text in files.items():
        (_check_atom if path.endswith(".xml") else _check_json)(text, path, absolute=bool(site))


def _check_atom(text: str, path: str, *, absolute: bool) -> None:
    """Section 4.1.1 and 4.1.2 of the RFC."""
    root = ElementTree.fromstring(text)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, (path, name)
        assert RFC_3339.fullmatch(element.findtext(f"{ATOM}updated", ""))
        assert urlsplit(element.findtext(f"{ATOM}id", "")).scheme in ("https", "urn")
        assert len(element.findall(f"{ATOM}link[@rel='alternate']")) == 1
        assert all(name.text for name in element.findall(f"{ATOM}author/{ATOM}name"))
    assert root.find(f"{ATOM}author") is not None
    (own,) = root.findall(f"{ATOM}link[@rel='self']")
    assert own.get("type") == "application/atom+xml"
    assert own.get("href") == (SITE + path if absolute else "../" * path.count("/") + path)
    _check_unique([entry.findtext(f"{ATOM}id", "") for entry in entries])
    if absolute:
        assert all(link.get("href", "").startswith(SITE) for link in root.iter(f"{ATOM}link"))
    known = {ATOM + name for name in "feed id title published updated author name link entry category summary".split()}
    assert {element.tag for element in root.iter()} <= known


def _check_json(text: str, path: str, *, absolute: bool) -> None:
    """Version, title and items are asked for; of an item its id, and one content."""
    feed: dict[str, Any] = json.loads(text)
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"]
    assert feed.get("feed_url") == (SITE + path if absolute else None)
    _check_unique([item["id"] for item in feed["items"]])
    for item in feed["items"]:
        assert item["content_text"] and set(item) <= {
            "id", "url", "external_url", "title", "content_text", "date_published", "date_modified", "authors", "tags",
        }  # fmt: skip
        moments = [item[name] for name in ("date_published", "date_modified") if name in item]
        assert all(map(RFC_3339.fullmatch, moments)) and moments == sorted(moments)
        assert all(author["name"] for author in item.get("authors", []))
        for name in ("url", "external_url"):
            assert urlsplit(item.get(name, SITE)).scheme == "https"


def _check_unique(ids: list[str]) -> None:
    assert len(ids) == len(set(ids)) <= NEWEST


def test_markup_in_a_feed_is_text() -> None:
    """What a record holds comes out of the parser as it went in, without what no XML can hold."""
    root = ElementTree.fromstring(dict(feed_files(_hostile()))["feed.xml"])
    title = root.findtext(f"{ATOM}entry/{ATOM}title", "")
    assert hostile.SCRIPT in title and title.endswith("]]> &amp;")
    assert [name.text for name in root.findall(f"{ATOM}entry/{ATOM}author/{ATOM}name")] == [hostile.AUTHOR]


@given(st.text(max_size=30), st.text(min_size=1, max_size=20))
def test_any_text_makes_valid_feeds(title: str, name: str) -> None:
    """Whatever is in titles and names."""
    authors = (name,) if name.strip() else ()
    for path, text in feed_files(catalog_of(paper("x", title=title, authors=authors))):
        (_check_atom if path.endswith(".xml") else _check_json)(text, path, absolute=False)


def test_the_same_paper_is_the_same_entry_everywhere() -> None:
    """In each feed, in both formats, in every build, and with or without an address."""
    for site in (SITE, ""):
        catalog = replace(toy_catalog(), site_url=site)
        again = replace(toy_catalog(), site_url=site)
        assert dict(feed_files(catalog)) == dict(feed_files(again))
        files = dict(feed_files(catalog))
        ids = [item["id"] for item in json.loads(files["topics/paper-craft.feed.json"])["items"]]
        assert len(ids) == 2 and all(id_ in files["feed.xml"] for id_ in ids)


@pytest.mark.parametrize(("date", "expected"), [
    ("2023-09-27", "2023-09-27T00:00:00Z"), ("2023-09", "2023-09-01T00:00:00Z"), ("2023", "2023-01-01T00:00:00Z"),
    ("", "1970-01-01T00:00:00Z"),
])  # fmt: skip
def test_a_date_is_a_moment(date: str, expected: str) -> None:
    """Its first; no clock is asked."""
    assert moment(date) == expected


def test_a_feed_is_as_new_as_what_changed_last() -> None:
    """Entries are published when their papers were added, and updated when their records were corrected."""
    root = ElementTree.fromstring(dict(feed_files(toy_catalog()))["feed.xml"])
    entries = root.findall(f"{ATOM}entry")
    assert [(entry.findtext(f"{ATOM}published"), entry.findtext(f"{ATOM}updated")) for entry in entries[:2]] == [
        ("2024-03-06T00:00:00Z", "2024-04-02T00:00:00Z"), ("2024-03-06T00:00:00Z", "2024-05-01T00:00:00Z"),
    ]  # fmt: skip
    assert root.findtext(f"{ATOM}updated") == "2024-05-01T00:00:00Z"


def test_a_feed_lists_what_was_added_last_first() -> None:
    """However old the paper is, in the catalog's feed and in that of an author; before what came on no known day."""
    records = (
        paper("new", title="New", date="2024-06", authors=("Ada Roe",), added="2024-07-01"),
        paper("old", title="Old", date="1990", authors=("Ada Roe",), added="2024-08-02"),
        paper("undated", title="Undated", date="2025", authors=("Ada Roe",)),
    )
    files = dict(feed_files(catalog_of(*records)))
    for path in ("feed.json", "authors/ada-roe.feed.json"):
        items = json.loads(files[path])["items"]
        assert [(item["title"], item["date_published"][:10]) for item in items] == [
            ("Old", "2024-08-02"), ("New", "2024-07-01"), ("Undated", "2025-01-01"),
        ]  # fmt: skip


def test_a_paper_that_came_on_no_known_day_is_published_when_it_first_appeared() -> None:
    """Its place in the feed is that; the date that is cited counts as an update."""
    printed = paper("printed", title="Printed", date="2024-06", first="2023-01-09")
    files = dict(feed_files(catalog_of(printed, paper("posted", title="Posted", date="2023-02"))))
    entries = ElementTree.fromstring(files["feed.xml"]).findall(f"{ATOM}entry")
    assert [(entry.findtext(f"{ATOM}published"), entry.findtext(f"{ATOM}updated")) for entry in entries] == [
        ("2023-02-01T00:00:00Z", "2023-02-01T00:00:00Z"), ("2023-01-09T00:00:00Z", "2024-06-01T00:00:00Z"),
    ]  # fmt: skip
    items = json.loads(files["feed.json"])["items"]
    assert [(item["date_published"][:10], item.get("date_modified", "")[:10]) for item in items] == [
        ("2023-02-01", ""), ("2023-01-09", "2024-06-01"),
    ]  # fmt: skip


def test_pages_tell_of_their_feeds() -> None:
    """By the media types that readers look for."""
    assert feed_links("topics/lamps.feed", "Lamps") == [
        {"type": "application/atom+xml", "title": "Lamps", "href": "lamps.feed.xml"},
        {"type": "application/feed+json", "title": "Lamps", "href": "lamps.feed.json"},
    ]
