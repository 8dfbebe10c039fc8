"""A fresh catalog, as `paper-catalog init` writes it: settings, one example record, and all that publishing needs.

What it shares with every other catalog comes with the package when it is built, and is not copied. Its workflows are
those of the bundled catalog, with the few lines changed that name this project.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.problems import CatalogError
from generator.records.packs import add_pack

OWN = Path(__file__).parent / "files"
"""What only a new catalog has; `TITLE` and `PACKAGE` stand for what `init` knows."""
EXAMPLE = OWN / "example"
"""The record of a catalog that begins empty; its topic stands at the end of topics.yml."""
HIDDEN = {"gitignore": ".gitignore", "gitattributes": ".gitattributes"}
"""Files that mean something to git, and are not to mean it here."""
SHARED = (
    ".github/ISSUE_TEMPLATE/correct-record.yml", ".github/ISSUE_TEMPLATE/suggest-paper.yml",
    *(f".github/workflows/{name}.yml" for name in ("pages", "preview", "preview-comment", "suggestion", "update")),
)
SHARED_ROOT = OWN / "shared" if (OWN / "shared").is_dir() else Path(__file__).parent.parent.parent
"""An installed package carries the shared files with it; in a clone they lie where the bundled catalog has them."""

INSTALL = ('python -m pip install -c constraints.txt .', "python -m pip install -r requirements.txt")
CACHE = ("cache-dependency-path: constraints.txt", "cache-dependency-path: requirements.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the person who starts a catalog says of it."""

    title: str = "Paper Catalog"
    package: str = ""
    """The line of requirements.txt; see `address`."""
    packs: tuple[str, ...] = ()
    example: bool = True
    """Whether one record shows what records look like."""


def starter_files(wishes: Wishes) -> Iterator[tuple[str, bytes]]:
    """(path, content) pairs of a new catalog, the paths with `/` and relative to its folder."""
    for path in _files(OWN, [p.name for p in OWN.iterdir() if p.name not in ("shared", EXAMPLE.name)]):
        text = _filled(path, (OWN / path).read_text(encoding="utf-8"), wishes)
        if wishes.example and path == "site_src/topics.yml":
            text += "\n" + (EXAMPLE / "topics.yml").read_text(encoding="utf-8")
        yield HIDDEN.get(path, path), text.encode()
    for path in _files(EXAMPLE, ["site_src"] if wishes.example else []):
        yield path, (EXAMPLE / path).read_bytes()
    for path in _files(SHARED_ROOT, SHARED):
        yield path, as_shared((SHARED_ROOT / path).read_text(encoding="utf-8")).encode()


def as_shared(workflow: str) -> str:
    """A workflow of this project as a new catalog has it."""
    return workflow.replace(*INSTALL).replace(*CACHE)


def write_starter(folder: Path, wishes: Wishes | None = None) -> None:
    """Fills the folder, which must be absent or empty (a `.git` may be there), as a whole or not at all."""
    wishes = wishes or Wishes()
    if folder.exists() and not (folder.is_dir() and all(p.name == ".git" for p in folder.iterdir())):
        raise CatalogError(f"found files in {folder}, expected an empty folder or a new name")
    fresh = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _fill(folder, wishes)
    except OSError as error:
        if fresh:
            shutil.rmtree(folder, ignore_errors=True)
        raise CatalogError(f"cannot write to {folder}: {error.strerror or error}") from error


def _fill(folder: Path, wishes: Wishes) -> None:
    """Writes all files beside their final place first, so that a full disk leaves nothing half-written."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".init-") as draft:
        for path, content in starter_files(wishes):
            (Path(draft) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(draft) / path).write_bytes(content)
        (Path(draft) / "site_src" / "records").mkdir(exist_ok=True)
        for pack in wishes.packs:
            add_pack(Path(draft) / "site_src", pack)
        for item in Path(draft).iterdir():
            item.rename(folder / item.name)


def _files(root: Path, names: Iterable[str]) -> Iterator[str]:
    """The files that the names stand for, folders with all they hold, in a fixed order."""
    for name in sorted(names):
        found = [root / name] if (root / name).is_file() else sorted((root / name).rglob("*"))
        yield from (p.relative_to(root).as_posix() for p in found if p.is_file())


def _filled(path: str, text: str, wishes: Wishes) -> str:
    # A title such as `Yes: no` or `#1` is text only in quotes; in the README it stands as it is.
    shown = as_yaml(wishes.title) if path.endswith(".yml") else wishes.title
    return text.replace("PACKAGE", wishes.package).replace("TITLE", shown)


def as_yaml(text: str) -> str:
    """A text as a value in YAML, on one line: `#1` → `"#1"`."""
    return yaml.safe_dump(text, allow_unicode=True, default_style='"', width=10_000).strip()
