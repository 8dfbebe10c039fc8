"""`llms.txt`: the way into the catalog for a program that reads text, as https://llmstxt.org has it."""

from collections.abc import Iterator

from generator.knowledge.catalog import Catalog
from generator.model import PaperId
from generator.publish import shards, weight
from generator.publish.escaping import as_markdown
from generator.publish.exports.lists import WHOLE, downloads_of
from generator.publish.pages.words import amount

TWINS = "Every page `papers/ID.html` is also there as Markdown, `papers/ID.md`, and as JSON, `papers/ID.json`."
NO_TWINS = "Of every paper there is a page, `papers/ID.html`, and a line in the JSON Lines of the whole catalog."
LISTS = "The lists below name the papers of a topic or year, one a line."
DIVIDED = (
    "The catalog lies on several sites, {}. What is called `papers/ID`, with whatever ending, is on the site of the"
    " number 1 + FNV-1a(`papers/ID`) mod {}, by the hash of 32 bits; so are topics, authors, venues and years."
)
PAGES = "The pages below name the papers of a topic or year."


def llms_text(catalog: Catalog) -> str:
    """A heading, a quoted line on what this is, then sections of links, each with what stands behind it."""
    settings = catalog.settings
    counts = (amount(len(catalog.papers), "paper"), amount(len(catalog.topics), "topic"),
              amount(len(catalog.authors), "author"))
    twins = TWINS if weight.has_usual_file(catalog, "json") else NO_TWINS
    besides = f"{twins} {LISTS if weight.every_list(catalog) else PAGES}"
    if catalog.shard:
        besides += f" {DIVIDED.format(', '.join(settings.shards), len(settings.shards))}"
    lines = [
        f"# {as_markdown(settings.title)}",
        f"> {as_markdown(settings.description or 'A catalog of research papers.')}",
        f"{', '.join(counts)}. {besides}",
        "## Data\n\n" + "\n".join(_data(catalog)),
        "## Topics\n\n" + "\n".join(_topics(catalog)),
        "## Years\n\n" + "\n".join(_years(catalog)),
    ]
    return "\n\n".join(line for line in lines if not line.endswith("\n\n")) + "\n"


def _link(catalog: Catalog, text: str, path: str, note: str) -> str:
    site = shards.base(catalog, path) or catalog.site_url
    return f"- [{as_markdown(text)}]({site}{path}): {as_markdown(note)}"


def _data(catalog: Catalog) -> Iterator[str]:
    for download in downloads_of(catalog, WHOLE, catalog.papers, measured=True):
        size = f"{'packed, about ' if download.packed else ''}{amount(download.size, 'byte')}"
        yield _link(catalog, download.export.label, download.path, f"all papers, {size}")
    yield _link(catalog, "JSON Schema", "record.schema.json", "what a record may hold")
    yield _link(catalog, "Changes", "changes.jsonl", "what became of the papers, one change a line")
    yield _link(catalog, "Feed", "feed.xml", "what was added last")


def _topics(catalog: Catalog) -> Iterator[str]:
    for slug, entry in catalog.topics.items():
        path = _list(catalog, f"topics/{slug}", entry.papers)
        yield _link(catalog, entry.topic.title, path, f"{amount(len(entry.papers), 'paper')}; {entry.topic.definition}")


def _years(catalog: Catalog) -> Iterator[str]:
    for year, papers in catalog.years.items():
        yield _link(catalog, str(year), _list(catalog, f"years/{year}", papers), amount(len(papers), "paper"))


def _list(catalog: Catalog, stem: str, papers: tuple[PaperId, ...]) -> str:
    """The list as Markdown, else its page."""
    files = downloads_of(catalog, stem, papers)
    return next((file.path for file in files if file.export.name == "markdown"), f"{stem}.html")
