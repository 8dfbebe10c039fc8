"""A preview that builds again, and reloads the browser, when a record, a topic, a setting or a template changes.

MkDocs' own server does the serving and the reloading; what is built is the whole catalog, not only its Markdown.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator.files import MANIFEST
from generator.problems import CatalogError
from generator.publish.swap import own_folder

Build = Callable[[Path], object]
"""Builds the site into a folder, and prints what is wrong with the data."""


def serve(build: Build, watched: Iterable[Path], *, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Builds into a temporary folder, serves it and watches, until it is interrupted.

    A folder among the watched counts with all it holds. What `build` itself writes should not be among them: it would
    set off another build. See `hand_written`.
    """
    with own_folder(Path(tempfile.gettempdir()), "paper-catalog-") as sites:
        sites.chmod(0o700)
        server = LiveReloadServer(lambda: _build_again(server, build, sites), host, port, tempfile.mkdtemp(dir=sites))
        server.error_handler = lambda code: _error_page(server, code)
        build(Path(server.root))
        for path in watched:
            _watch(server, path)
        print(f"Serving {server.url} (stop with Ctrl+C)", flush=True)
        try:
            server.serve()
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
    listed = (docs / MANIFEST).read_text(encoding="utf-8") if (docs / MANIFEST).is_file() else ""
    generated = {path.split("/")[0] for path in listed.splitlines()}
    pages = [path for path in (docs.iterdir() if docs.is_dir() else ()) if path.name not in generated]
    return sorted(path for path in (*catalog.iterdir(), *pages) if path != docs and not path.name.startswith("."))


def _build_again(server: LiveReloadServer, build: Build, sites: Path) -> None:
    """One more build, beside the last good site, which stays until a mistake is mended."""
    fresh = tempfile.mkdtemp(dir=sites)
    try:
        build(Path(fresh))
    except (CatalogError, OSError) as error:
        print(f"not rebuilt: {error}", flush=True)
        shutil.rmtree(fresh)
    else:
        before, server.root = server.root, fresh
        shutil.rmtree(before)


def _error_page(server: LiveReloadServer, code: int) -> bytes | None:
    page = Path(server.root) / f"{code}.html"
    return page.read_bytes() if page.exists() else None
