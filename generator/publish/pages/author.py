"""The page of each author, and the lists of all, one for each letter."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.clean.names import name_parts
from generator.clean.text import fold
from generator.knowledge.catalog import AuthorEntry, AuthorSlug, Catalog, topics_of
from generator.knowledge.people import Alike
from generator.model import TopicSlug
from generator.publish import weight
from generator.publish.feeds import author_feeds, feed_links
from generator.publish.pages.listing import PAPERS_PER_PAGE, by_year, list_pages, more_pages
from generator.publish.pages.page import Page, PageKind, render

LEADING = 60
COAUTHORS = 24
TOPICS = 8
OTHER = "other"


def render_authors(catalog: Catalog, _: str) -> Iterator[Page]:
    letters = _by_letter(catalog)
    meta = {"title": "Authors", "section": "authors", "search": {"exclude": True}}
    yield render("authors", "authors/index.md", catalog, meta, leading=_leading(catalog), letters=letters)
    for letter, entries in letters.items():
        yield from _letter_pages(catalog, letter, list(letters), entries)


def _letter_pages(
    catalog: Catalog, letter: str, letters: Sequence[str], entries: Sequence[AuthorEntry]
) -> Iterator[Page]:
    """`authors/letters/m.md`, `authors/letters/m/2.md`, …: every author, with a page or not."""
    size, stem = catalog.limits.names, f"authors/letters/{letter}"
    runs = [entries[start : start + size] for start in range(0, len(entries), size)]
    paths = [f"{stem}.md", *(f"{stem}/{number}.md" for number in range(2, len(runs) + 1))]
    for number, (path, run) in enumerate(zip(paths, runs, strict=True), 1):
        title = f"Authors: {letter.upper()}" + (f", page {number}" if number > 1 else "")
        meta = {"title": title, "section": "authors", "search": {"exclude": True}}
        yield render("authors_letter", path, catalog, meta, [("authors/index.md", "Authors")],
                     letter=letter, letters=letters, entries=run, paths=paths, number=number)


def _leading(catalog: Catalog) -> list[AuthorEntry]:
    """Who has the most papers here, at least two; a name that several sign, or that is abbreviated, is nobody."""
    people = (entry for entry in catalog.authors.values() if entry.doubt in (None, "groups"))
    several = (entry for entry in people if len(entry.papers) > 1)
    return sorted(several, key=lambda entry: (-len(entry.papers), sort_key(entry)))[:LEADING]


def _by_letter(catalog: Catalog) -> Mapping[str, list[AuthorEntry]]:
    """Letter of the family name → authors; `other` comes last."""
    letters: defaultdict[str, list[AuthorEntry]] = defaultdict(list)
    for entry in sorted(catalog.authors.values(), key=sort_key):
        first = sort_key(entry)[0][:1]
        letters[first if first.isalpha() else OTHER].append(entry)
    return dict(sorted(letters.items(), key=lambda item: (item[0] == OTHER, item[0])))


def sort_key(entry: AuthorEntry) -> tuple[str, str, AuthorSlug]:
    """Family name without its particle, whole name, address: `Ramón de la Muñoz Jr.` → `munoz`."""
    return fold(name_parts(entry.name, entry.family).family).replace(" ", ""), entry.name, entry.slug


def _with_page(catalog: Catalog) -> Iterator[str]:
    return (slug for slug in catalog.authors if weight.has_page(catalog, slug))


def render_author(catalog: Catalog, slug: str) -> Iterator[Page]:
    entry = catalog.authors[AuthorSlug(slug)]
    path = f"authors/{entry.slug}.md"
    pages = list_pages(path, by_year(catalog, entry.papers))
    feeds = author_feeds(catalog, entry.slug)
    meta = {"title": entry.name, "section": "authors", "search": {"boost": 1.5},
            "alternates": feed_links(f"authors/{entry.slug}.feed", entry.name, feeds)}
    yield render(
        "author", path, catalog, meta, [("authors/index.md", "Authors")],
        entry=entry, feed=bool(feeds), list_page=pages[0], topics=_topics(catalog, entry),
        coauthors=entry.coauthors[:COAUTHORS],
        spellings=[name for name in entry.spellings if name != entry.name],
        people=[catalog.authors[slug] for slug in entry.people],
        alike=[(alike.slug, alike.reason, _evidence(catalog, alike)) for alike in entry.alike],
    )
    yield from more_pages(catalog, pages, entry.name, "authors")


def _topics(catalog: Catalog, entry: AuthorEntry) -> list[tuple[TopicSlug, int]]:
    counts = Counter(topic for paper in entry.papers for topic in topics_of(catalog, paper))
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:TOPICS]


def _evidence(catalog: Catalog, alike: Alike) -> list[tuple[str, list[str]]]:
    """What else speaks for two being one, as (kind, words), a few of each."""
    years = [str(year) for year in (*alike.years[:1], *alike.years[1:][-1:])]
    kinds = (
        ("with", [catalog.authors[slug].name for slug in alike.coauthors[:3]], len(alike.coauthors) - 3),
        ("on", [catalog.topics[slug].topic.title for slug in alike.topics[:3]], len(alike.topics) - 3),
        ("in", ["–".join(years)] if years else [], 0),
    )
    return [(kind, [*words, f"{more} more"] if more > 0 else words) for kind, words, more in kinds if words]


def _only_page(catalog: Catalog, slug: str) -> str:
    return f"authors/{slug}.md" if len(catalog.authors[AuthorSlug(slug)].papers) <= PAPERS_PER_PAGE else ""


AUTHORS = PageKind(name="authors", render=render_authors)
AUTHOR = PageKind(name="author", keys=_with_page, render=render_author, only=_only_page)
