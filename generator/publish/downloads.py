"""What a site has besides pages: papers and lists of them in every format, feeds, the schema, `llms.txt`.

MkDocs would take the Markdown among them for pages, and copies tens of thousands of files slowly: they are written
while it builds, and moved into its site.
"""

from collections.abc import Iterator
from dataclasses import replace

from generator.knowledge.catalog import Catalog
from generator.model import PaperId
from generator.publish.exports import EXPORTS, PAPER_FILES, Export
from generator.publish.exports.lists import Download, EntrySizes, downloads_of, lists
from generator.publish.feeds import feed_files
from generator.publish.llms import llms_text
from generator.records.schema import record_schema


def downloads(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """(path, text) of every file."""
    for export in PAPER_FILES:
        yield from _paper_files(catalog, export)
    sized = replace(catalog, entry_sizes=EntrySizes(catalog))
    listed = [file for stem, papers in lists(catalog) for file in downloads_of(sized, stem, papers)]
    for export in EXPORTS:
        # One format at a time: a paper's entry stands in many lists, and is made once.
        entries = {id_: export.entry(catalog, paper) for id_, paper in catalog.papers.items()}
        for download in listed:
            if download.export is export:
                yield from _list_files(download, entries)
    yield from feed_files(catalog)
    yield "record.schema.json", record_schema()
    yield "llms.txt", llms_text(catalog)


def _paper_files(catalog: Catalog, export: Export) -> Iterator[tuple[str, str]]:
    for id_, paper in catalog.papers.items():
        yield f"papers/{id_}{export.suffix}", "".join(export.render(catalog, [paper]))


def _list_files(download: Download, entries: dict[PaperId, str]) -> Iterator[tuple[str, str]]:
    if not download.whole:
        yield download.path, "".join(f"{part.path.rpartition('/')[2]}\n" for part in download.parts)
    for part in download.parts:
        yield part.path, "".join(download.export.framed(entries[id_] for id_ in part.papers))
