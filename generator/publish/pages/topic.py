"""The page of each topic, and the tree of all."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction

from generator.knowledge.catalog import AuthorSlug, Catalog
from generator.model import PaperId, TopicSlug
from generator.publish.feeds import feed_links
from generator.publish.pages.chart import Chart, year_chart
from generator.publish.pages.listing import ListPage, by_year, list_pages, more_pages, path_of
from generator.publish.pages.page import Page, PageKind, render
from generator.records.settings import Topic

LEADING = 10
NEIGHBOURS = 8


def render_topics(catalog: Catalog, _: str) -> Iterator[Page]:
    meta = {"title": "Topics", "section": "topics", "search": {"exclude": True}}
    yield render("topics", "topics/index.md", catalog, meta, roots=roots(catalog))


def roots(catalog: Catalog) -> list[TopicSlug]:
    """The topics without parents, in the order of topics.yml."""
    return [slug for slug, entry in catalog.topics.items() if not entry.topic.parents]


def render_topic(catalog: Catalog, slug: str) -> Iterator[Page]:
    entry = catalog.topics[TopicSlug(slug)]
    path, topic = f"topics/{slug}.md", entry.topic
    pages = list_pages(path, by_year(catalog, entry.papers))
    meta = {"title": topic.title, "description": topic.definition, "section": "topics", "search": {"boost": 1.5},
            "alternates": feed_links(f"topics/{slug}.feed", topic.title)}
    counts = year_counts(catalog, entry.papers)
    yield render(
        "topic", path, catalog, meta, [("topics/index.md", "Topics"), *_above(catalog, topic)],
        entry=entry, first=catalog.first_reads.get(TopicSlug(slug), ()), list_page=pages[0], counts=counts,
        chart=list_chart(counts, pages),
        leading=leading_authors(catalog, entry.papers), neighbours=entry.neighbours[:NEIGHBOURS],
        dated=[paper for paper in entry.papers if catalog.papers[paper].date],
    )
    yield from more_pages(catalog, pages, topic.title, "topics")


def _above(catalog: Catalog, topic: Topic) -> list[tuple[str, str]]:
    """The way to the topic over the first of its parents."""
    return [(f"topics/{parent}.md", catalog.topics[TopicSlug(parent)].topic.title) for parent in topic.parents[:1]]


def year_counts(catalog: Catalog, papers: Iterable[PaperId]) -> dict[int, int]:
    """Year → papers, the latest first; papers without a date are in no year."""
    counts = Counter(year for paper in papers if (year := catalog.papers[paper].year))
    return dict(sorted(counts.items(), reverse=True))


def list_chart(counts: dict[int, int], pages: list[ListPage]) -> Chart | None:
    """Bars that lead to the years of a list."""
    return year_chart(counts, lambda year: path_of(pages, f"y{year}"))


def leading_authors(catalog: Catalog, papers: Iterable[PaperId]) -> list[tuple[AuthorSlug, int]]:
    """Who has the largest part in the papers, with how many they are, at least two; ties by address.

    A paper is divided among its authors: two of two people weigh more than three of forty each.
    """
    counts: Counter[AuthorSlug] = Counter()
    parts: dict[AuthorSlug, Fraction] = defaultdict(Fraction)
    for paper in papers:
        signed = set(catalog.paper_authors.get(paper, ()))
        for author in signed:
            counts[author] += 1
            parts[author] += Fraction(1, len(signed))
    several = [author for author, count in counts.items() if count > 1]
    return [(author, counts[author]) for author in sorted(several, key=lambda a: (-parts[a], a))[:LEADING]]


TOPICS = PageKind(name="topics", render=render_topics)
TOPIC = PageKind(name="topic", keys=lambda catalog: catalog.topics, render=render_topic)
