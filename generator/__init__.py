"""Captures of papers in, a catalog site out. The whole pipeline, on one screen:

    captures, .bib        records/*.yml           docs/*.md             site/
         │  readers            │  catalog            │  mkdocs
         │  normalize          │   classify          │
         │  merge              │   relate            │
         │  store              │   mentions          │
         │                     │  pages              │
         └────── import ──────▶└────── generate ────▶└────── build ────▶

    readers/      one file per source format: text exactly as found, every line accounted for
    clean/        text → value, one file per kind of value
    normalize     a reader's raw record → a row of facts
    merge/        rows → records: which are the same paper, and what the record keeps of each
    store         records ↔ files
    enrich/       what records lack, asked of arXiv, Crossref and OpenAlex; nothing else uses the network
    people/       who signed which paper, and who may be the same person
    venues        the venue that a text names
    relations     what papers are to one another: corrections, comments, parts, versions
    catalog       records → the frozen catalog: topics, authors, venues, related papers, gaps
    pages/        the catalog → Markdown, one file and one template per page kind
    exports/      the catalog → other formats, one file each
    search/       the catalog → the index that a reader's browser searches, and the scripts that do it
    downloads     the catalog → the site's files that are no pages: exports, feeds, schema, llms.txt; after MkDocs
    markdown      the only place that escapes

`model` holds what crosses the borders, `pipeline` the order of the stages, `cli` the commands. Imports point one way.
To add a source format, see `readers/`; a page kind, `pages/`; a topic, `site_src/topics.yml`.
"""

__version__ = "0.1.0"
