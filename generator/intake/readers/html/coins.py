"""COinS, an OpenURL in the title of a span, as Zotero, OJS and Wikipedia have it: `rft.atitle=Owls&rft.au=Jane+Roe`."""

import html
import re
from urllib.parse import parse_qsl

from generator.clean.identifiers import doi_of_page, id_in_url
from generator.intake.readers.html.page import Tag
from generator.intake.readers.html.said import Said
from generator.intake.readers.managers import paged
from generator.intake.readers.people import as_name

_ID = re.compile(r"info:(?P<scheme>doi|pmid|pmc|arxiv|hdl)/(?P<id>.+)", re.IGNORECASE)
_SCHEMES = {"doi": "doi", "pmid": "pmid", "pmc": "pmcid", "arxiv": "arxiv"}
_NO_PAPERS = re.compile(
    r"webpage|blogPost|forumPost|podcast|film|videoRecording|audioRecording|tvBroadcast|radioBroadcast|artwork|map|"
    r"email|"
    r"letter|patent|newspaperArticle|magazineArticle|unknown",
    re.IGNORECASE,
)
_KINDS = {
    "proceeding": "inproceedings",
    "conference": "inproceedings",
    "bookitem": "incollection",
    "dissertation": "phdthesis",
}


def paper_of_coins(tag: Tag) -> Said | None:
    """The paper of a span; none where it is a web page, a film, or of no kind and without an identifier."""
    pairs = [(key, value.strip()) for key, value in parse_qsl(html.unescape(tag.text)) if value.strip()]
    first = dict(reversed(pairs))
    ids, links = _ids([value for key, value in pairs if key in ("rft_id", "rft.identifier")])
    title = first.get("rft.atitle") or first.get("rft.title") or first.get("rft.btitle", "")
    kind = first.get("rft.genre", "") or first.get("rft.type", "")
    states_id = ids or any(id_in_url(link) or doi_of_page(link) for _, link in links)
    if not title or (not states_id and (_NO_PAPERS.fullmatch(kind) or _NO_PAPERS.fullmatch(first.get("rft.type", "")))):
        return None
    is_part = bool(first.get("rft.atitle"))
    fields = {
        "title": title,
        "authors": _authors(pairs, first),
        "date": first.get("rft.date", ""),
        "venue": (first.get("rft.jtitle") or first.get("rft.btitle") or first.get("rft.title", "")) if is_part else "",
        "type": _KINDS.get(kind, kind if kind != "unknown" else ""),
        "series": first.get("rft.series", ""),
        "volume": first.get("rft.volume", ""),
        "number": first.get("rft.issue", ""),
        "pages": first.get("rft.pages") or paged(first.get("rft.spage", ""), first.get("rft.epage", "")),
        "publisher": first.get("rft.pub") or first.get("rft.publisher", ""),
        "place": first.get("rft.place", ""),
        "isbn": first.get("rft.isbn", ""),
        "edition": first.get("rft.edition", ""),
        "abstract": first.get("rft.description", ""),
        "ids": tuple(ids),
        "links": tuple(links),
    }
    return Said(text=tag.text, lines=tag.lines, fields=fields)


def _authors(pairs: list[tuple[str, str]], first: dict[str, str]) -> tuple[str, ...]:
    """All that `rft.au` names; its parts say only the first author again."""
    names = [value for key, value in pairs if key in ("rft.au", "rft.creator")]
    family, given = first.get("rft.aulast", ""), first.get("rft.aufirst") or first.get("rft.auinit", "")
    lead = as_name(family, given) if family else ""
    body = [as_name(value) for key, value in pairs if key == "rft.aucorp"]
    if not names:
        return (*([lead] if lead else []), *body)
    # Some list only those behind the first.
    is_named = not family or any(family.lower() in name.lower() for name in names)
    return tuple(names if is_named else [lead, *names])


def _ids(texts: list[str]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    ids, links = [], []
    for text in texts:
        if match := _ID.match(text):
            scheme = _SCHEMES.get(match["scheme"].lower())
            ids += [(scheme, match["id"])] if scheme else []
        elif text.startswith("http"):
            links.append(("", text))
        elif text.lower().startswith("arxiv:"):
            ids.append(("arxiv", text))
    return ids, links
