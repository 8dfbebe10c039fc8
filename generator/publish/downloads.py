"""What a site has besides pages: papers and lists of them in every format, feeds, the schema, `llms.txt`.

MkDocs would take the Markdown among them for pages, and copies tens of thousands of files slowly: they are written
while it builds, and moved into its site.
"""

from collections.abc import Iterator, Sequence

from generator.knowledge.catalog import Catalog
from generator.publish import shards, weight
from generator.publish.badges import badge_files
from generator.publish.changes import changes_files
from generator.publish.exports import EXPORTS, PAPER_FILES, Export
from generator.publish.exports.lists import Download, downloads_of, lists, packed, sized
from generator.publish.feeds import feed_files
from generator.publish.llms import llms_text
from generator.records.schema import record_schema


def downloads(catalog: Catalog) -> Iterator[tuple[str, str | bytes]]:
    """(path, content) of every file of this site."""
    catalog = sized(catalog)
    for file in PAPER_FILES:
        yield from _paper_files(catalog, file)
    listed = [file for stem, papers in lists(catalog) for file in downloads_of(catalog, stem, papers)]
    for export in EXPORTS:
        yield from _lists_in(catalog, export, [download for download in listed if download.export is export])
    yield from feed_files(catalog)
    yield from badge_files(catalog)
    yield from changes_files(catalog)
    yield "record.schema.json", record_schema()
    yield "llms.txt", llms_text(catalog)


def _paper_files(catalog: Catalog, file: Export) -> Iterator[tuple[str, str]]:
    for id_, paper in catalog.papers.items():
        if weight.has_file(catalog, id_, file.name) and shards.has(catalog, f"papers/{id_}"):
            yield f"papers/{id_}{file.suffix}", "".join(file.render(catalog, [paper]))


def _lists_in(catalog: Catalog, export: Export, listed: Sequence[Download]) -> Iterator[tuple[str, str | bytes]]:
    """One format at a time: a paper's entry stands in many lists, and is made once."""
    own = [(download, part) for download in listed for part in download.parts if shards.has(catalog, part.path)]
    wanted = {id_ for _, part in own for id_ in part.papers}
    entries = {id_: export.entry(catalog, catalog.papers[id_]) for id_ in wanted}
    for download in listed:
        if not download.whole and shards.has(catalog, download.path):
            yield download.path, "".join(f"{_found_at(catalog, part.path)}\n" for part in download.parts)
    for download, part in own:
        text = "".join(download.export.framed(entries[id_] for id_ in part.papers))
        yield part.path, packed(text) if download.packed else text


def _found_at(catalog: Catalog, path: str) -> str:
    """A part, as the list of the parts has it: its name, or where the parts lie on several sites its whole address."""
    if catalog.shard:
        return (shards.base(catalog, path) or catalog.site_url) + path
    return path.rpartition("/")[2]
