"""A fresh catalog, as `paper-catalog init` writes it: settings, one example record, and all that publishing needs.

What a new catalog shares with the bundled one is not written twice: its mkdocs.yml, theme overrides, assets,
venues, .gitignore and Pages workflow are copied from there, with the few lines changed that name this project.
"""

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from generator import __version__
from generator.problems import CatalogError

OWN = Path(__file__).parent / "files"
"""What only a new catalog has; `TITLE` and `VERSION` stand for what `init` knows."""
SHARED = (
    "mkdocs.yml", ".gitignore", ".github/workflows/pages.yml", "site_src/overrides", "site_src/docs/assets",
    "site_src/venues.yml", ".github/ISSUE_TEMPLATE", ".github/workflows/preview-comment.yml",
    ".github/workflows/preview.yml", ".github/workflows/suggestion.yml", ".github/workflows/update.yml",
)
SHARED_ROOT = OWN / "shared" if (OWN / "shared").is_dir() else Path(__file__).parent.parent.parent
"""An installed package carries the shared files with it; in a clone they lie where the bundled catalog has them."""

SITE_NAME = re.compile(r"^site_name: .*$", re.M)
ONLY_BUNDLED = re.compile(r"^.*# only in the bundled catalog\n", re.M)
INSTALL = ('python -m pip install -c constraints.txt .', "python -m pip install -r requirements.txt")
CACHE = ("cache-dependency-path: constraints.txt", "cache-dependency-path: requirements.txt")


def starter_files(title: str) -> Iterator[tuple[str, bytes]]:
    """(path, content) pairs of a new catalog, the paths with `/` and relative to its folder."""
    for path in _files(OWN, [p.name for p in OWN.iterdir() if p.name != "shared"]):
        yield path, _filled(path, (OWN / path).read_text(encoding="utf-8"), title).encode()
    for path in _files(SHARED_ROOT, SHARED):
        content = (SHARED_ROOT / path).read_bytes()
        yield path, _renamed(path, content.decode(), title).encode() if path.endswith(".yml") else content


def write_starter(folder: Path, title: str = "Paper Catalog") -> None:
    """Fills the folder, which must be absent or empty (a `.git` may be there), as a whole or not at all."""
    if folder.exists() and not (folder.is_dir() and all(p.name == ".git" for p in folder.iterdir())):
        raise CatalogError(f"found files in {folder}, expected an empty folder or a new name")
    fresh = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _fill(folder, title)
    except OSError as error:
        if fresh:
            shutil.rmtree(folder, ignore_errors=True)
        raise CatalogError(f"cannot write to {folder}: {error.strerror or error}") from error


def _fill(folder: Path, title: str) -> None:
    """Writes all files beside their final place first, so that a full disk leaves nothing half-written."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".init-") as draft:
        for path, content in starter_files(title):
            (Path(draft) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(draft) / path).write_bytes(content)
        for item in Path(draft).iterdir():
            item.rename(folder / item.name)


def _files(root: Path, names: Iterable[str]) -> Iterator[str]:
    """The files that the names stand for, folders with all they hold, in a fixed order."""
    for name in sorted(names):
        found = [root / name] if (root / name).is_file() else sorted((root / name).rglob("*"))
        yield from (p.relative_to(root).as_posix() for p in found if p.is_file())


def _filled(path: str, text: str, title: str) -> str:
    # A title such as `Yes: no` or `#1` is text only in quotes; in the README it stands as it is.
    shown = _as_yaml(title) if path.endswith(".yml") else title
    return text.replace("TITLE", shown).replace("VERSION", __version__)


def _renamed(path: str, text: str, title: str) -> str:
    """A shared file as the new catalog has it: `site_name: Long context` becomes `site_name: "My papers"`."""
    if path == "mkdocs.yml":
        return _replaced(SITE_NAME, f"site_name: {_as_yaml(title)}", ONLY_BUNDLED.sub("", text))
    if path.startswith(".github/workflows/"):
        return text.replace(*INSTALL).replace(*CACHE)
    return text


def _replaced(pattern: re.Pattern[str], new: str, text: str) -> str:
    changed, count = pattern.subn(lambda _: new, text)
    assert count == 1, f"{pattern.pattern} must match once"
    return changed


def _as_yaml(text: str) -> str:
    return yaml.safe_dump(text, allow_unicode=True, default_style='"', width=10_000).strip()
