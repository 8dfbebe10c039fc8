"""Links between pages, as Markdown, so that MkDocs finds the one that leads nowhere.

What another site of the catalog has is linked by its whole address.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.knowledge.catalog import AuthorSlug, Catalog, VenueSlug
from generator.model import Mention, PaperId, Related, TopicSlug
from generator.publish import shards, weight
from generator.publish.escaping import escape, math_text, safe_url
from generator.publish.exports.lists import downloads_of, paper_files
from generator.publish.pages.rows import named, row, title_link
from generator.publish.pages.words import amount

ROW_TOPICS = 2
"""Topics that a row of a list names: each paper stands in a dozen lists."""


def _built(path: str) -> str:
    """The file that MkDocs makes of a page: `years/2023.md#m01` → `years/2023.html#m01`."""
    return path.replace(".md", ".html")


def chip(made: Markup, count: int = 0) -> Markup:
    """A link as a chip, with a number in it where there is one: no line end parts the two."""
    text, bracket, address = made.partition("](")
    number = Markup(f'&#160;<span class="count">{count:,}</span>') if count else ""
    return Markup("").join([text, number, bracket, address, Markup("{ .chip } ")])


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The links of one page."""

    catalog: Catalog
    root: str
    """From the page's folder up to the docs folder: `../`."""
    here: str = ""
    """The page's own path."""

    def to(self, path: str, text: object) -> Markup:
        """A link to a page: `to("papers/index.md", "Papers")`. The path is ours and needs no escaping."""
        return Markup(f"[{escape(str(text))}]({self._target(path)})")

    def _target(self, path: str) -> str:
        """For the parentheses of a link: MkDocs looks after pages of this site, and no other has Markdown."""
        elsewhere = shards.base(self.catalog, path)
        return elsewhere + _built(path) if elsewhere else self.root + path

    def counted(self, path: str, number: int, thing: str, things: str = "") -> Markup:
        """A link of a number and what it counts: **1,972** authors."""
        count, _, name = amount(number, thing, things).partition(" ")
        return Markup(f"[<strong>{escape(count)}</strong> {escape(name)}]({self._target(path)})")

    def href(self, path: str) -> Markup:
        """The built page's address, for raw HTML: `years/2023.md` → `../years/2023.html`."""
        return self.file(_built(path))

    def file(self, path: str) -> Markup:
        """The address of a file beside the pages, for raw HTML: MkDocs knows nothing of those."""
        return Markup((shards.base(self.catalog, path) or self.root) + path)

    def files(self, stem: str, papers: Sequence[PaperId]) -> list[tuple[str, Markup]]:
        """(format, address) of what a list of papers can be downloaded as; a single paper has its own files.

        Nothing where the reader's browser makes the files.
        """
        if len(papers) == 1 and stem.startswith("authors/"):
            files = paper_files(self.catalog, papers[0])
            return [(file.label, self.file(f"papers/{papers[0]}{file.suffix}")) for file in files]
        return [(file.export.label, self.file(file.path)) for file in downloads_of(self.catalog, stem, papers)]

    def paper(self, paper: PaperId) -> Markup:
        """By its title; a stand-in for one is slanted."""
        return title_link(self.catalog.papers[paper], self._of(paper))

    def any_paper(self, id_: str) -> Markup:
        """A paper of the history: by its title, and where it is here no more by its id, as whoever wrote it has it."""
        paper = PaperId(id_)
        if paper in self.catalog.papers:
            return self.paper(paper)
        code = Markup("<code>{}</code>").format(escape(id_))
        if successor := self.catalog.redirects.get(paper):
            return Markup("{} as {}").format(self.paper(successor), code)
        return Markup(f"[{code}]({self._target(f'papers/{id_}.md')})") if paper in self.catalog.excluded else code

    def row(self, paper: PaperId) -> Markup:
        """One paper of a list, with its first topics but the one that the page is about."""
        slugs = [match.topic for match in self.catalog.paper_topics.get(paper, ())]
        others = [slug for slug in slugs if not re.fullmatch(rf"topics/{slug}(/\d+)?\.md", self.here)]
        chips = (chip(self.topic(slug)) for slug in others[:ROW_TOPICS])
        return row(self.catalog.papers[paper], self._of(paper), Markup("").join(chips).rstrip())

    def named(self, paper: PaperId) -> Markup:
        """By its title, with its authors, its venue and date."""
        return named(self.catalog.papers[paper], self._of(paper))

    def _of(self, paper: PaperId) -> str:
        return str(self._target(f"papers/{paper}.md"))

    def author(self, author: AuthorSlug, name: str = "") -> Markup:
        """By the name given, else by the one most used; to their one paper where they have no page."""
        entry = self.catalog.authors[author]
        has_page = weight.has_page(self.catalog, author)
        return self.to(f"authors/{author}.md" if has_page else f"papers/{entry.papers[0]}.md", name or entry.name)

    def signed(self, author: AuthorSlug, name: str) -> Markup:
        """The name on the page of a paper, which is where the name of an author without a page leads."""
        return self.author(author, name) if weight.has_page(self.catalog, author) else escape(name)

    def letter(self, letter: str) -> Markup:
        return self.to(f"authors/letters/{letter}.md", letter.upper())

    def topic(self, topic: TopicSlug) -> Markup:
        return self.to(f"topics/{topic}.md", self.catalog.topics[topic].topic.title)

    def venue(self, venue: VenueSlug, name: str = "") -> Markup:
        """By the name given, such as one with its year, else by the venue's own."""
        return self.to(f"venues/{venue}.md", name or self.catalog.venues[venue].venue.name)

    def year(self, year: int) -> Markup:
        return self.to(f"years/{year}.md", year)

    def outside(self, url: str) -> Markup:
        """The address of another site, for the parentheses of a link."""
        return safe_url(url)

    def reasons(self, related: Related) -> list[tuple[str, tuple[str, ...]]]:
        """Why a paper is related, as (kind, names): `("shares", ("attention sink", "KV cache"))`."""
        authors = related.authors[:3]
        if len(related.authors) > 3:
            authors += (f"{len(related.authors) - 3} more",)
        told = related.terms or related.systems or authors  # a topic of many says little beside these
        topics = tuple(self.catalog.topics[topic].topic.title for topic in (() if told else related.topics[:3]))
        kinds = (
            ("shares", related.terms),
            ("names", related.systems),
            ("authors" if len(authors) > 1 else "author", authors),
            ("topics" if len(topics) > 1 else "topic", topics),
        )
        return [(kind, values) for kind, values in kinds if values]

    def marked(self, mention: Mention) -> Markup:
        """The sentence with the name in it marked."""
        before, name, after = mention.sentence.partition(mention.name)
        return Markup("{}<mark>{}</mark>{}").format(math_text(before), escape(name), math_text(after))
