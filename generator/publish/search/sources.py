"""Where papers were found, in a reader's words: `Hugging Face papers, March 2025`, never the name of a file."""

from collections import defaultdict
from collections.abc import Mapping

from generator.knowledge.catalog import Catalog
from generator.model import PaperId

LABELS: Mapping[str, str] = {
    "curator": "Looked up by the curator", "hf_dataset": "Hugging Face papers", "hf_papers": "Hugging Face papers",
    "catalyzex": "CatalyzeX", "aitopics": "AITopics", "arxiv_atom": "arXiv", "arxiv_rss": "arXiv", "arxiv_oai": "arXiv",
    "arxiv_listing": "arXiv", "openalex": "OpenAlex", "semantic_scholar": "Semantic Scholar", "datacite": "DataCite",
    "crossref": "Crossref", "crossref_xml": "Crossref", "zotero": "Zotero", "zotero_rdf": "Zotero",
    "acl_xml": "ACL Anthology", "pubmed_xml": "PubMed", "medline": "PubMed", "wos": "Web of Science", "ovid": "Ovid",
    "endnote_xml": "EndNote", "refworks": "RefWorks", "bibtex": "BibTeX file", "ris": "RIS file",
    "csl_json": "CSL-JSON file", "csv": "Table", "parquet": "Table", "json": "JSON file", "markdown": "List of papers",
    "rst": "List of papers", "yaml": "List of papers", "references": "References", "bbl": "References",
    "html": "Saved web page",
}  # fmt: skip
"""Reader → what it reads, as those call it who know the service."""


MONTHS = "January February March April May June July August September October November December".split()


def source_labels(catalog: Catalog) -> dict[PaperId, list[str]]:
    """Paper → where it was found, and in which month: that in which the capture first brought a paper, or else the
    latest in which one of its papers appeared."""
    added: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    appeared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for paper in catalog.papers.values():
        for source in paper.sources:
            key = source.reader, source.capture
            added[key] += [str(paper.added)] if paper.added else []
            appeared[key] += [paper.appeared[:7]] if paper.appeared else []
    months = {key: min(added[key], default="")[:7] or max(appeared[key], default="") for key in appeared}
    return {
        id_: sorted({_label(source.reader, months[source.reader, source.capture]) for source in paper.sources})
        for id_, paper in catalog.papers.items()
    }


def _label(reader: str, month: str) -> str:
    name = LABELS.get(reader) or reader.replace("_", " ").replace("-", " ").capitalize()
    if not month or reader == "curator":
        return name
    year, *rest = month.split("-")
    return f"{name}, {' '.join([*(MONTHS[int(number) - 1] for number in rest), year])}"


