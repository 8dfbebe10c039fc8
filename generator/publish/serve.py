"""A preview that builds again, and reloads the browser, when a record, a topic, a setting or a template changes.

MkDocs' own server does the serving and the watching; what is built is the whole catalog, not only its Markdown, and in
this one process, so that nothing is read or made twice. Only the pages reload that are not what they were.
"""

import re
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from mkdocs.livereload import LiveReloadServer

from generator.files import left_as, read_manifest
from generator.problems import CatalogError
from generator.publish.swap import own_folder

Build = Callable[[Path], object]
"""Puts a new site in the place of a folder, at once, and prints what is wrong with the data."""


def serve(build: Build, watched: Iterable[Path], *, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Builds into a temporary folder, serves it and watches, until it is interrupted.

    A folder among the watched counts with all it holds. What `build` itself writes should not be among them: it would
    set off another build. See `hand_written`.
    """
    with own_folder(Path(tempfile.gettempdir()), "paper-catalog-") as folder:
        folder.chmod(0o700)
        site = folder / "site"
        server = PageServer(lambda: _build_again(build, site), host, port, str(site))
        server.error_handler = lambda code: _error_page(server, code)
        build(site)
        for path in watched:
            _watch(server, path)
        print(f"Serving {server.url} (stop with Ctrl+C)", flush=True)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except OSError as error:
            raise CatalogError(f"cannot serve on port {port}: {error.strerror}; choose another with --port") from error
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()


def _watch(server: LiveReloadServer, path: Path) -> None:
    # An editor may save by replacing the file, and the watch of a file ends when it is gone for a moment.
    server.watch(str(path if path.is_dir() else path.parent), recursive=path.is_dir())


def hand_written(catalog: Path) -> list[Path]:
    """What of a catalog folder people edit: all of it, but for what was generated into its docs."""
    docs = catalog / "docs"
    generated = {path.split("/")[0] for path in read_manifest(docs)}
    pages = [path for path in (docs.iterdir() if docs.is_dir() else ()) if path.name not in generated]
    return sorted(path for path in (*catalog.iterdir(), *pages) if path != docs and not path.name.startswith("."))


def _build_again(build: Build, site: Path) -> None:
    """One more build, beside the last good site, which stays until a mistake is mended."""
    try:
        build(site)
    except (CatalogError, OSError) as error:
        print(f"not rebuilt: {error}", flush=True)


class PageServer(LiveReloadServer):
    """Reloads an open page only where a build has changed its file. A page of search depends on more than its file."""

    def __init__(self, builder: Callable[[], None], host: str, port: int, root: str) -> None:
        super().__init__(builder, host, port, root)
        self._sent: dict[tuple[str, int], tuple[int, int]] = {}
        """(page, when its site was built) → size and time of its file."""

    def serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """An answer to a browser; a page that asks whether to reload waits for it, for a minute at most."""
        asked = re.fullmatch(r"/livereload/(\d+)/\d+", environ["PATH_INFO"])
        if not asked:
            self._remember(environ["PATH_INFO"])
            return super().serve_request(environ, start_response)
        start_response("200 OK", [("Content-Type", "text/plain")])
        shown, page = int(asked[1]), self._file(urlsplit(environ.get("HTTP_REFERER", "/papers/")).path)
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: self._is_other(page, shown), timeout=self.poll_response_timeout)
            return [b"%d" % (self._visible_epoch if self._is_other(page, shown) else shown)]

    def _file(self, path: str) -> str:
        return unquote(path).lstrip("/") + ("index.html" if path.endswith("/") else "")

    def _remember(self, path: str) -> None:
        """What a page is like when it is sent, by the build of which it is one."""
        file = self._file(path)
        if file.endswith(".html"):
            with self._epoch_cond:
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
                self._sent[file, self._visible_epoch] = left_as(f"{self.root}/{file}")

    def _is_other(self, page: str, shown: int) -> bool:
        if self._visible_epoch <= shown:
            return False
        return page == "papers/index.html" or self._sent.get((page, shown)) != left_as(f"{self.root}/{page}")


def _error_page(server: LiveReloadServer, code: int) -> bytes | None:
    page = Path(server.root) / f"{code}.html"
    return page.read_bytes() if page.exists() else None
