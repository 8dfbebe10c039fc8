"""What the services would say of papers that do not exist."""

from typing import Any
from xml.sax.saxutils import escape

from tests.enrich.server import Played, as_json
from tests.make import ABSTRACT

LANTERN = "Lantern Routing Ends on Every Grid"


def entry(arxiv: str, title: str = LANTERN, authors: tuple[str, ...] = ("Ada Quill", "Bo Reed"), **more: str) -> str:
    """An entry of arXiv's feed; `more` are elements after those that all have."""
    people = "".join(f"<author><name>{escape(name)}</name></author>" for name in authors)
    extra = "".join(f"<arxiv:{name}>{escape(text)}</arxiv:{name}>" for name, text in more.items())
    return f"""
  <entry>
    <id>http://arxiv.org/abs/{arxiv}v1</id>
    <title>{escape(title)}</title>
    <updated>2023-02-03T04:05:06Z</updated>
    <summary>{ABSTRACT}</summary>
    <category term="cs.NI"/>
    <published>2023-01-02T03:04:05Z</published>
    <arxiv:primary_category term="cs.NI"/>
    {people}{extra}
  </entry>"""


def feed(*entries: str, total: int | None = None, updated: str = "2026-11-01T00:00:00Z") -> Played:
    count = len(entries) if total is None else total
    return Played(
        body=f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"
      xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/owls</id>
  <updated>{updated}</updated>
  <opensearch:itemsPerPage>100</opensearch:itemsPerPage>
  <opensearch:totalResults>{count}</opensearch:totalResults>{"".join(entries)}
</feed>
"""
    )


REFUSED = feed(
    "<entry><id>https://arxiv.org/api/errors#owl</id><title>Error</title><summary>not an id: owl</summary></entry>"
)


def crossref(doi: str, title: str = LANTERN, **more: Any) -> Played:
    work = {
        "DOI": doi,
        "type": "proceedings-article",
        "title": [title],
        "author": [{"given": "Ada", "family": "Quill"}, {"given": "Bo", "family": "Reed"}],
        "container-title": ["Proceedings of the Third Harbour Conference"],
        "publisher": "Owl Press",
        "page": "11-20",
        "issued": {"date-parts": [[2023, 6, 7]]},
        **more,
    }
    return as_json({"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": work})


def openalex(number: int, title: str = LANTERN, **more: Any) -> dict[str, Any]:
    return {
        "id": f"https://openalex.org/W{number}",
        "doi": "https://doi.org/10.1234/lantern",
        "title": title,
        "publication_year": 2023,
        "publication_date": "2023-06-07",
        "type": "article",
        "authorships": [{"author": {"display_name": name}} for name in ("Ada Quill", "Bo Reed")],
        "primary_location": {"source": {"display_name": "Harbour Letters", "type": "journal"}},
        **more,
    }
