"""Catalog → other formats, one file each.

To add a format: a file here with its `entry`, a line in `EXPORTS`, and what it cannot hold. The command `export`, the
files of the site and the round-trip tests go by that table.
"""

from dataclasses import replace

from generator.publish.exports import bibtex, csl_json, csv, jsonl, markdown, ris
from generator.publish.exports.export import Export

__all__ = ["EXPORTS", "PAPER_FILES", "UTF8_BIBTEX", "Export", "export_named"]

EXPORTS: tuple[Export, ...] = (
    Export(
        name="bibtex",
        label="BibTeX",
        suffix=".bib",
        media_type="application/x-bibtex",
        entry=bibtex.entry,
        between="\n",
        loses=("summary", "awards", "further links", "further categories", "no key", "no type", "arxiv articles",
               "far dates", "homonyms", "institutions", "journal years", "keywords", "markup"),
    ),
    Export(
        name="ris",
        label="RIS",
        suffix=".ris",
        media_type="application/x-research-info-systems",
        entry=ris.entry,
        loses=("orcids", "others", "keys", "summary", "kinds of links", "categories", "state", "awards", "no type",
               "first dates", "homonyms", "journal years", "keywords", "markup"),
    ),
    Export(
        name="csl-json",
        label="CSL-JSON",
        suffix=".csl.json",
        media_type="application/vnd.citationstyles.csl+json",
        entry=csl_json.entry,
        loses=("no key", "no type", "others", "homonyms", "keywords", "markup"),
        head="[\n",
        between=",\n",
        foot="\n]\n",
    ),
    Export(
        name="csv",
        label="CSV",
        suffix=".csv",
        media_type="text/csv",
        entry=csv.entry,
        head=csv.as_row(csv.COLUMNS),
        loses=("families", "homonyms", "keywords", "markup"),
    ),
    Export(
        name="markdown",
        label="Markdown",
        suffix=".md",
        media_type="text/markdown",
        entry=markdown.entry,
        loses=("details",),
    ),
    Export(
        name="jsonl",
        label="JSON Lines",
        suffix=".jsonl",
        media_type="application/jsonl",
        entry=jsonl.entry,
        loses=("markup",),
    ),
)
"""All formats, in the order in which pages offer them."""


UTF8_BIBTEX = replace(EXPORTS[0], entry=bibtex.utf8_entry)
"""The first of them with every character as it is."""

PAPER_FILES: tuple[Export, ...] = (
    *(export for export in EXPORTS if export.name in ("bibtex", "ris", "csl-json")),
    Export(name="json", label="JSON", suffix=".json", media_type="application/json", entry=jsonl.entry),
    Export(
        name="markdown", label="Markdown", suffix=".md", media_type="text/markdown", entry=markdown.as_page
    ),
)
"""The files beside each paper's page: `papers/ID.bib`, …; JSON is one line of JSON Lines, Markdown a page."""


def export_named(name: str) -> Export:
    return next(export for export in EXPORTS if export.name == name)
