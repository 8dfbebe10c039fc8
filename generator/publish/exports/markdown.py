"""Markdown: a list of papers, one a line, and the page of one paper."""

from collections.abc import Iterator

from generator.ids import SCHEMES
from generator.knowledge.catalog import Catalog
from generator.model import OTHERS, Paper
from generator.publish import weight
from generator.publish.escaping import as_markdown, markdown_url
from generator.publish.exports.cited import abstract_of, address_of, imprint


def entry(catalog: Catalog, paper: Paper) -> str:
    """`- [Title](url) Ann Roe, Bo Poe. *NeurIPS 2024*, 2024. [[code](url)]`, without what is not known."""
    place = [f"*{as_markdown(paper.venue)}*"] if paper.venue else []
    when = ", ".join([*place, *([paper.date[:4]] if paper.date else [])])
    address = markdown_url(address_of(paper)) if address_of(paper) else ""
    heading = as_markdown(catalog.heading(paper))
    parts = [f"[{heading}]({address})" if address else f"**{heading}**", _authors(paper), _ended(when)]
    parts += [f"[[{label}]({url})]" for label, url in _links(paper) if url != address]
    return f"- {' '.join(filter(None, parts))}\n"


def as_page(catalog: Catalog, paper: Paper) -> str:
    """The paper's page as Markdown that needs no site around it."""
    parts = [
        f"# {as_markdown(catalog.heading(paper))}",
        _authors(paper),
        ", ".join(filter(None, (as_markdown(paper.venue), paper.date, paper.first and f"first seen {paper.first}"))),
        _ended("; ".join(map(as_markdown, imprint(paper)))),
        "\n".join(f"- [{label}]({url})" for label, url in _links(paper)),
        as_markdown(paper.summary),
        *_section("Abstract", as_markdown(abstract_of(catalog, paper))),
        *_section("Topics", "\n".join(_topics(catalog, paper))),
        *_section("Related papers", "\n".join(_related(catalog, paper))),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _section(title: str, text: str) -> tuple[str, ...]:
    return (f"## {title}", text) if text else ()


def _topics(catalog: Catalog, paper: Paper) -> Iterator[str]:
    ending = "md" if weight.every_list(catalog) else "html"
    for match in catalog.paper_topics.get(paper.id, ()):
        yield f"- [{as_markdown(catalog.topics[match.topic].topic.title)}](../topics/{match.topic}.{ending})"


def _related(catalog: Catalog, paper: Paper) -> Iterator[str]:
    for related in catalog.related.get(paper.id, ()):
        heading = as_markdown(catalog.heading(catalog.papers[related.paper]))
        ending = "md" if weight.has_file(catalog, related.paper, "markdown") else "html"
        yield f"- [{heading}]({related.paper}.{ending})"


def _authors(paper: Paper) -> str:
    names = ["et al." if author == OTHERS else as_markdown(author.name) for author in paper.authors]
    return _ended(", ".join(names))


def _ended(text: str) -> str:
    return text if not text or text.endswith(".") else f"{text}."


def _links(paper: Paper) -> Iterator[tuple[str, str]]:
    """(label, address) pairs: the paper itself first."""
    yield from ((SCHEMES[scheme].label, markdown_url(url)) for scheme, url in paper.ids.urls().items())
    links = sorted(paper.links, key=lambda link: link.kind != "paper")
    yield from ((link.kind, markdown_url(link.url)) for link in links)
