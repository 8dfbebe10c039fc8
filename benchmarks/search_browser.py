"""Asks a search index from headless Chromium, as a reader's cold browser would, and counts what that costs."""

import gzip
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
COMPRESSED = {".js", ".html", ".json", ".css"}
"""What hosts compress; the index is so already."""
PAGE = """<!doctype html><meta charset="utf-8"><title>Search</title><p>Nothing is loaded yet.</p><script type="module">
window.longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
}).observe({ entryTypes: ["longtask"] });
window.timed = async (job) => { const start = performance.now(); await job(); return performance.now() - start; };
let client;
window.prepare = async () => {
  if (location.hash === "#page") window.Worker = undefined;
  ({ client } = await import("./search-scripts/client.js"));
};
window.search = (query) => window.timed(() => client.search({ query }));
window.facets = (query, names) => window.timed(() => client.facets({ query, names }));
window.quality = async (items) => {
  const ranks = [];
  for (const { query, papers } of items) {
    const { hits } = await client.search({ query });
    ranks.push(hits.findIndex(({ id }) => papers.includes(id)) + 1);
  }
  return ranks;
};
</script>"""
HEADERS = 160
"""Bytes of an answer's headers, near enough."""
SETTLED = 500
"""Milliseconds after which a new browser has done with starting, as it has before a reader types."""
FIRST_FACETS = ["topic", "year", "has"]
"""What the search page shows at once; the others wait until a reader opens them."""


class Server(ThreadingHTTPServer):
    """Counts what it sends, also to workers, whose traffic a page's tools do not see."""

    sent = 0
    requests = 0

    def take(self) -> tuple[int, int]:
        """(bytes, requests) since the last time."""
        taken = (self.sent, self.requests)
        self.sent = self.requests = 0
        return taken

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each body waits 40 ms until the browser has acknowledged the headers

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        packed = path.suffix in COMPRESSED
        data = gzip.compress(data, 6, mtime=0) if packed else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        assert isinstance(self.server, Server)
        self.server.sent += len(data) + HEADERS
        self.server.requests += 1
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Nothing: a line a request would drown the table."""


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A static server of the folder."""
    server = Server(("127.0.0.1", 0), lambda *rest: _Handler(*rest, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@dataclass(slots=True)
class Costs:
    """Per query, in milliseconds and bytes."""

    first: list[float] = field(default_factory=list)
    """Until the first results, the engine's own code included."""
    sent: list[float] = field(default_factory=list)
    requests: list[float] = field(default_factory=list)
    facets_sent: list[float] = field(default_factory=list)
    all_facets_sent: list[float] = field(default_factory=list)
    later: list[float] = field(default_factory=list)
    longest: list[float] = field(default_factory=list)
    """The longest task of the page, where it was 50 ms or more; else 0."""


def measure(server: Server, queries: Sequence[str], *, slowed: int = 1, in_page: bool = False) -> Costs:
    """Each query in a browser that knows nothing yet, and then the next one in the same page.

    The engine is in a worker, as on the site; slowing down does not reach workers, but `in_page` it is reached.
    """
    costs = Costs()
    address = f"{server.url}bench.html{'#page' if in_page else ''}"
    with chromium() as browser:
        for n, query in enumerate(queries):
            context = browser.new_context()
            page = context.new_page()
            page.goto(address)
            session = context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
            page.wait_for_timeout(SETTLED)
            page.evaluate("window.longest = 0")
            _ask(server, page, query, queries[(n + 1) % len(queries)], costs)
            context.close()
    return costs


def _ask(server: Server, page: Page, query: str, later: str, costs: Costs) -> None:
    server.take()
    page.evaluate("prepare()")
    costs.first.append(page.evaluate("(query) => search(query)", query))
    page.wait_for_timeout(50)
    sent, requests = server.take()
    costs.sent.append(sent)
    costs.requests.append(requests)
    page.evaluate("([query, names]) => facets(query, names)", [query, FIRST_FACETS])
    first_facets, _ = server.take()
    page.evaluate("(query) => facets(query)", query)
    costs.facets_sent.append(first_facets)
    costs.all_facets_sent.append(first_facets + server.take()[0])
    costs.later.append(page.evaluate("(query) => search(query)", later))
    page.wait_for_timeout(50)
    costs.longest.append(page.evaluate("window.longest"))


def ranks(url: str, items: Sequence[tuple[str, Sequence[str]]]) -> list[int]:
    """For each (query, answers): which result the first answer is, 0 if none of ten."""
    with chromium() as browser:
        page = _opened(browser, url)
        asked = [{"query": query, "papers": list(papers)} for query, papers in items]
        return [int(rank) for rank in page.evaluate("(items) => quality(items)", asked)]


def _opened(browser: Browser, url: str) -> Page:
    page = browser.new_page()
    page.set_default_timeout(0)
    page.goto(url + "bench.html")
    page.evaluate("prepare()")
    return page


@contextmanager
def chromium() -> Iterator[Browser]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


def middle(values: Sequence[float]) -> float:
    return median(values) if values else 0.0
