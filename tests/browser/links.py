"""Every internal link and anchor of a built site, and the ones that lead nowhere."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit


class _Page(HTMLParser):
    """What a page offers to link to, and what it links to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = {""}
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("id", "name") and value:
                self.anchors.add(value)
            elif name in ("href", "src", "action") and value is not None and tag != "base":
                self.links.add(value)
            elif name == "content" and value and tag == "meta" and ";url=" in value.replace(" ", "").lower():
                self.links.add(value.split("=", 1)[1].strip("'\" "))


def broken_links(folder: Path, site_url: str) -> list[str]:
    """`page: link` for each link inside the site whose page or anchor does not exist."""
    pages = {path.relative_to(folder).as_posix(): _Page(path.read_text(encoding="utf-8"))
             for path in folder.rglob("*.html")}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return [
        f"{name}: {link}"
        for name, page in sorted(pages.items())
        for link in sorted(page.links)
        if not _leads_somewhere(link, f"{site_url}{name}", site_url, files, pages)
    ]


def _leads_somewhere(link: str, base: str, site_url: str, files: set[str], pages: dict[str, _Page]) -> bool:
    address = urljoin(base, link)
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or parts.netloc != urlsplit(site_url).netloc:
        return True
    if not parts.path.startswith(urlsplit(site_url).path):
        # On the host, but above the site's sub-path: another site's page.
        return False
    path = unquote(parts.path.removeprefix(urlsplit(site_url).path))
    path = path + "index.html" if path.endswith("/") or not path else path
    anchor = unquote(parts.fragment)
    return path in files and (path not in pages or anchor in pages[path].anchors or anchor == "__top")
