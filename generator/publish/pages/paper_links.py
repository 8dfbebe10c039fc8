"""Where a paper's page leads to outside the site."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode, urlsplit

from generator.ids import SCHEMES, quoted
from generator.knowledge.catalog import Catalog
from generator.model import LinkKind, Paper, PaperId

ID_LINKS: dict[str, tuple[tuple[str, str], ...]] = {
    "arxiv": (("arXiv", SCHEMES["arxiv"].url), ("PDF", "https://arxiv.org/pdf/{}")),
    "acl": (("ACL Anthology", SCHEMES["acl"].url), ("PDF", "https://aclanthology.org/{}.pdf")),
    "doi": (("DOI", SCHEMES["doi"].url),),
    "openreview": (("OpenReview", SCHEMES["openreview"].url),),
    "pmid": (("PubMed", SCHEMES["pmid"].url),),
}
"""Scheme of an identifier → (label, address) of what it leads to, in the order of the page."""

LINK_LABELS: dict[LinkKind, str] = {
    "paper": "Paper",
    "code": "Code",
    "data": "Data",
    "model": "Model",
    "demo": "Demo",
    "project": "Project",
    "video": "Video",
    "other": "Link",
}

SUGGEST, CORRECT = "suggest-paper.yml", "correct-record.yml"
"""Forms of the folder `.github/ISSUE_TEMPLATE`; the fields of the second are called `record` and `changes`."""
_CODE_HOSTS = ("github.com", "gitlab.com", "huggingface.co", "bitbucket.org", "codeberg.org")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """One button."""

    label: str
    url: str
    detail: str = ""
    """What tells two of one kind apart: the identifier, the repository, the host."""


def outside_links(paper: Paper) -> tuple[Outside, ...]:
    """Identifiers first, then the paper's own links, then the others; each address once."""
    unique: dict[str, Outside] = {}
    for button in (*_from_ids(paper), *_from_links(paper)):
        unique.setdefault(button.url.rstrip("/"), button)
    return tuple(unique.values())


def _from_ids(paper: Paper) -> Iterator[Outside]:
    ids = dict(paper.ids.items())
    for scheme, targets in ID_LINKS.items():
        for label, url in targets if scheme in ids else ():
            detail = "" if label == "PDF" else ids[scheme]
            yield Outside(label=label, url=url.format(quoted(ids[scheme])), detail=detail)


def _from_links(paper: Paper) -> Iterator[Outside]:
    for link in sorted(paper.links, key=lambda link: link.kind != "paper"):
        label = "PDF" if link.kind == "paper" and is_pdf(link.url) else LINK_LABELS[link.kind]
        yield Outside(label=label, url=link.url, detail=place(link.url))


def is_pdf(url: str) -> bool:
    """Whether an address says that a PDF is there: `…/owls.PDF?download=1`, OpenReview's `…/pdf?id=…`."""
    parts = urlsplit(url)
    return parts.path.lower().endswith(".pdf") or (parts.netloc.endswith("openreview.net") and parts.path == "/pdf")


def place(url: str) -> str:
    """The repository for a host of code, else the host: `meta-llama/llama`, `ai.meta.com`."""
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.")
    names = [name for name in parts.path.split("/") if name]
    return "/".join(names[:3] if names[:1] == ["datasets"] else names[:2]) if host in _CODE_HOSTS and names else host


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEdit:
    """Where a record, or another file that people write, is corrected."""

    path: str
    url: str
    """The repository's editor; empty where the catalog has no repository."""
    form: str = ""
    """The form for corrections, where the repository is on GitHub: it needs no knowledge of records."""


def record_edit(catalog: Catalog, paper: PaperId) -> RecordEdit:
    record = catalog.record_ids.get(paper, paper)
    changes = json.dumps({"title": catalog.papers[paper].title}, ensure_ascii=False, indent=1)
    form = issue_form(catalog.settings.repository, CORRECT, record=record, changes=changes)
    return replace(file_edit(catalog, f"site_src/records/{record}.yml"), form=form)


def file_edit(catalog: Catalog, path: str) -> RecordEdit:
    """The same for any file of the catalog, without a form."""
    repository = catalog.settings.repository.rstrip("/")
    edit = f"{repository}/edit/{catalog.settings.branch}/{path}" if repository else ""
    return RecordEdit(path=path, url=edit)


def issue_form(repository: str, form: str, **fields: str) -> str:
    """`…/issues/new?template=correct-record.yml&record=ID`, with fields filled in; "" elsewhere than on GitHub."""
    if not repository.startswith("https://github.com/"):
        return ""
    filled = urlencode({"template": form, **fields}, quote_via=quote, errors="replace")
    return f"{repository.rstrip('/')}/issues/new?{filled}"
