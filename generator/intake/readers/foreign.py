"""Formats that no reader reads, by their marks, each with the way there: `MARC: export it as MODS`."""

import re

_MANAGER = "export the library from the program that made it as RIS or BibTeX"
_PAPER = "import the DOI, or what a database or reference manager has of it"

_BINARY: tuple[tuple[bytes, bytes, str, str], ...] = (
    (b"%PDF-", b"", "a PDF", _PAPER),
    (b"SQLite format 3\0", b"", "an SQLite database, as Mendeley, Zotero and EndNote have for a library", _MANAGER),
    (b"PK\x03\x04", b"word/", "a Word document", "save it as plain text, or export its papers as RIS or BibTeX"),
    (b"PK\x03\x04", b"xl/", "an Excel workbook", "save the sheet as CSV"),
    (b"PK\x03\x04", b"application/vnd.oasis.opendocument.spreadsheet", "a spreadsheet", "save the sheet as CSV"),
    (b"PK\x03\x04", b"application/vnd.oasis.opendocument", "an OpenDocument text", "save it as plain text"),
    (b"PK\x03\x04", b".enl", "an EndNote library", _MANAGER),
    (b"PK\x03\x04", b"", "a ZIP archive", "unpack it and import the files in it"),
    (b"\xd0\xcf\x11\xe0", b"W\0o\0r\0k\0b\0o\0o\0k", "an Excel workbook", "save the sheet as CSV"),
    (b"\xd0\xcf\x11\xe0", b"", "a document of Microsoft Office", "save it as plain text, a sheet as CSV"),
    (b"\x1f\x8b", b"", "a file packed with gzip", "unpack it and import what is in it"),
    (b"\xff\xd8\xff", b"", "an image", _PAPER),
    (b"\x89PNG", b"", "an image", _PAPER),
)
"""(first bytes, bytes that stand anywhere, what it is, the way there), the more telling first."""

_TEXTS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"%PDF-"), "a PDF", _PAPER),
    (re.compile(r"\d{5}[acdnp][a-z].{13}4500"), "MARC", "export it as MODS"),
    (re.compile(r"=LDR  "), "MARC in mnemonic form", "export it as MODS"),
    (re.compile(r"\s*\{\\rtf"), "a document in RTF", "save it as plain text, or export its papers as RIS or BibTeX"),
    (re.compile(r"\s*Scopus\n+EXPORT DATE:"), "Scopus' plain text", "export as CSV, RIS or BibTeX"),
    (re.compile(r"(?:.*\n){0,9}_{20,}\s*\n+(?:Document|Dokument|Documento) \d+ "), "ProQuest's text", "export as RIS"),
    (re.compile(r"\s*1[.:] .*\. (?:19|20)\d\d\b.*\n(?:(?!2[.:] ).*\n){0,400}?PMID: ?\d+"), "PubMed's text",
     "save in the format PubMed"),
    (re.compile(r"\s*\{Reference Type\}: "), "NoteExpress", "export as RIS or BibTeX"),
    (re.compile(r"\s*SrcDatabase-"), "CNKI's own text", "export as RIS (EndNote) or Refworks"),
    (re.compile(r"\s*(?:%.*\n\s*)*\\documentclass"), "a LaTeX document", "import its .bib"),
)  # fmt: skip
_ELEMENTS: tuple[tuple[str, str, str, str], ...] = (
    ("collection|record", r"marc21|<(?:\w+:)?leader>", "MARC in XML", "export it as MODS"),
    ("TEI|teiCorpus|biblStruct|listBibl", "", "TEI", "export as BibTeX or RIS"),
    ("article|pmc-articleset", "<article-meta>|<front>", "an article in JATS XML", _PAPER),
    ("resource|resources", "datacite.org/schema", "DataCite's XML", "export as DataCite JSON or BibTeX"),
    ("doi_batch", "", "a deposit to Crossref", "import its DOIs, or Crossref's own answers"),
    ("dblp|dblpperson", "", "DBLP's XML", "export as BibTeX"),
    ("Sources", "officeDocument/2006/bibliography", "Word's list of sources", "export from the program that has them"),
    ("entries", "biblatexml|biblatex-biber", "BibLaTeXML", "export as BibLaTeX"),
    ("file", "bibtexml", "BibTeXML", "export as BibTeX"),
    ("CitaviExchangeData", "", "a Citavi project", "export as RIS or BibTeX"),
    ("search-results|abstracts-retrieval-response", "elsevier", "an answer of Scopus", "export as CSV, RIS or BibTeX"),
    ("records", "<rec[ >]|EBSCO", "EBSCO's XML", "export as RIS"),
    ("dc|srw|metadata", "purl.org/dc", "Dublin Core", "export as MODS or RIS"),
    ("rss|feed", "", "a feed of news", "import the DOIs of its papers"),
    ("opml", "", "an outline (OPML)", "export as Markdown"),
)
"""(names of the first element, a mark that stands anywhere, what it is, the way there)."""
_ELEMENT = re.compile(r"\s*(?:<\?[^>]*>\s*|<!--(?:(?!-->).)*-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:[\w.-]+:)?([\w.-]+)",
                      re.IGNORECASE | re.DOTALL)  # fmt: skip
_LOOKED_AT = 20_000


def foreign_text(text: str) -> str:
    """What a text is, if it is of a format that is known and not read, and the way there; else nothing."""
    start = text[:_LOOKED_AT]
    if found := next(((what, way) for shape, what, way in _TEXTS if shape.match(start)), None):
        return _said(*found)
    element = _ELEMENT.match(start)
    for names, mark, what, way in _ELEMENTS if element else ():
        if element and re.fullmatch(names, element[1], re.IGNORECASE) and re.search(mark, start, re.IGNORECASE):
            return _said(what, way)
    return ""


def foreign_bytes(data: bytes) -> tuple[str, str]:
    """What a file that is no text is, and the way there; two empty texts where nobody can tell."""
    for first, inside, what, way in _BINARY:
        if data.startswith(first) and inside in data:
            return what, way
    return "", ""


def _said(what: str, way: str) -> str:
    return f"{what} ({way})"
