"""Every internal link and anchor of a built site, and the ones that lead nowhere."""

from collections.abc import Mapping
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


class _Site:
    def __init__(self, folder: Path, url: str) -> None:
        self.url = url
        self.pages = {path.relative_to(folder).as_posix(): _Page(path.read_text(encoding="utf-8"))
                      for path in folder.rglob("*.html")}
        self.files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    def has(self, address: str) -> bool:
        """Whether there is such a page, and such an anchor on it; what is on another host is not looked for."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or parts.netloc != urlsplit(self.url).netloc:
            return True
        if not parts.path.startswith(urlsplit(self.url).path):
            # On the host, but above the site's sub-path: another site's page.
            return False
        path = unquote(parts.path.removeprefix(urlsplit(self.url).path))
        path = path + "index.html" if path.endswith("/") or not path else path
        anchor = unquote(parts.fragment)
        return path in self.files and (
            path not in self.pages or anchor in self.pages[path].anchors or anchor == "__top"
        )


def broken_links(folder: Path, site_url: str) -> list[str]:
    """`page: link` for each link inside the site whose page or anchor does not exist."""
    return broken_links_between({site_url: folder})


def broken_links_between(folders: Mapping[str, Path]) -> list[str]:
    """The same of several sites by their addresses, each on a host of its own, and of the links between them."""
    sites = [_Site(folder, url) for url, folder in folders.items()]
    return [
        f"{site.url if sites[1:] else ''}{name}: {link}"
        for site in sites
        for name, page in sorted(site.pages.items())
        for link in sorted(page.links)
        if not all(other.has(urljoin(f"{site.url}{name}", link)) for other in sites)
    ]
