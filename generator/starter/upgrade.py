"""An older catalog, without what earlier versions copied into it and the package brings by itself now. [I/O]

What nobody changed goes, or is as today's; what a person changed stays, counts before ours, and is named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.files import write_file
from generator.problems import CatalogError
from generator.publish.output import ignore_generated
from generator.records.packs import name_pack
from generator.records.sitefile import site_file
from generator.records.yamltext import entries, without
from generator.starter import HIDDEN, OWN, SHARED, SHARED_ROOT, as_shared
from generator.starter.repository import why_unclean
from generator.starter.shipped import VERSION, digest, is_shipped, known

_OWN_KEYS = ("site_name", "site_description", "site_url", "repo_url", "copyright")
"""What a catalog says of itself in mkdocs.yml, whatever it is."""
_COPIED = ("site_src/overrides", "site_src/docs/assets")
"""Folders that the package brings now."""
_VENUES = "site_src/venues.yml"
_PACK = "nlp"
"""Whose venues every catalog had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of one file."""

    path: str
    """In the catalog's folder."""
    content: bytes | None
    """None where it goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an upgrade does, and what it leaves to a person."""

    root: Path
    changes: tuple[Change, ...]
    left: tuple[tuple[str, str], ...]
    """(path, why) of what stays although a newer version of it is there."""
    lacking: tuple[str, ...]
    """Workflows and forms of a new catalog that this one has not."""


def plan_upgrade(catalog: Path, requirement: str, *, workflows: bool = False) -> Plan:
    """Looks through an older catalog; the requirement is today's line for pip, or "" where nothing is known.

    With `workflows` it gets those of a new catalog that it lacks: they open pull requests, which a person must want.
    CatalogError where git could not bring back what is changed.
    """
    config = site_file(catalog)
    if not config:
        raise CatalogError(f"no mkdocs.yml in {catalog} or beside it, so that this is no catalog that `init` made")
    root = config.parent.resolve()
    if why := why_unclean(root):
        raise CatalogError(f"{root} {why}")
    place = _Place(root, catalog.resolve().relative_to(root).as_posix())
    found = [*_settings(place), *_copies(place), *_replaced(place, requirement)]
    lacking = [path for path in SHARED if place.read(path) is None]
    if workflows:
        found += [Change(path=path, content=still_copied()[path]) for path in lacking]
    changes = tuple(change for change in found if isinstance(change, Change))
    left = tuple(left for left in found if not isinstance(left, Change))
    return Plan(root=root, changes=changes, left=left, lacking=() if workflows else tuple(lacking))


def carry_out(plan: Plan, catalog: Path) -> None:
    """Changes the files, and takes away the folders that are empty then."""
    for change in plan.changes:
        target = plan.root / change.path
        if change.content is not None:
            write_file(target, change.content)
            continue
        target.unlink()
        for parent in target.parents:
            if parent == plan.root or any(parent.iterdir()):
                break
            parent.rmdir()
    ignore_generated(catalog / "docs")


@dataclass(frozen=True, slots=True)
class _Place:
    root: Path
    folder: str
    """The catalog's folder there, which `init` calls `site_src`."""

    def path(self, shipped: str) -> str:
        """Where a file of `init` is in this catalog: `site_src/venues.yml` → `papers/venues.yml`."""
        head, _, rest = shipped.partition("site_src/")
        return shipped if head else f"{self.folder}/{rest}".removeprefix("./")

    def read(self, shipped: str) -> bytes | None:
        """None where there is no such file."""
        file = self.root / self.path(shipped)
        return file.read_bytes() if file.is_file() else None

    def text(self, shipped: str) -> str:
        """Of a file; empty where there is none."""
        return (self.read(shipped) or b"").decode("utf-8-sig", "replace").replace("\r\n", "\n")


_Found = Change | tuple[str, str]


def _settings(place: _Place) -> Iterator[_Found]:
    """mkdocs.yml and catalog.yml: what a catalog says of itself, once, and the pack of the venues it had."""
    config, settings = (place.text(name) for name in ("mkdocs.yml", "site_src/catalog.yml"))
    new = own_settings(config)
    if new is None and not _is_new(config):
        yield "mkdocs.yml", "its theme or its plugins are yours, so that it needs the templates beside it"
    elif new is not None:
        yield Change(path="mkdocs.yml", content=new.encode())
        name, title = (_value(text, key) for text, key in ((new, "site_name"), (settings, "title")))
        settings = without(settings, ["title"]) if name == title else settings
    venues = place.read(_VENUES)
    if venues is not None and is_shipped(_VENUES, venues):
        yield Change(path=place.path(_VENUES), content=None)
        settings = name_pack(settings, _PACK)
    if settings != place.text("site_src/catalog.yml"):
        yield Change(path=place.path("site_src/catalog.yml"), content=settings.encode())


def own_settings(text: str) -> str | None:
    """An older mkdocs.yml without what it copied; None where it is none that could do without that.

    Its own entries stay as they are, and so do its own comments.
    """
    found = entries(text)
    own = {key for key, entry in found.items() if not _is_part(key, entry)}
    if _is_new(text) or not found or {"theme", "plugins", "docs_dir"} - {*found} or {"theme", "plugins"} & own:
        return None
    kept = without(text, [key for key in found if key not in own and key not in _OWN_KEYS])
    lines = [line for line in kept.splitlines() if not (line.startswith("#") and _is_part("#", line))]
    ours = (OWN / "mkdocs.yml").read_text(encoding="utf-8")
    tail = ours[ours.index("theme:" if "docs_dir" in own else "\n\n") :].strip("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + f"\n\n{tail}\n"


def _is_part(key: str, text: str) -> bool:
    return (f"mkdocs.yml:{key}", digest(text.encode())) in known()


def _is_new(text: str) -> bool:
    return "paper-catalog" in entries(text).get("plugins", "")


def _value(text: str, key: str) -> str:
    entry = entries(text).get(key, "")
    return str(yaml.load(entry, yaml.BaseLoader)[key]) if entry else ""


def _copies(place: _Place) -> Iterator[_Found]:
    """The theme: each file that nobody changed goes, if mkdocs.yml can do without."""
    config = place.text("mkdocs.yml")
    if own_settings(config) is None and not _is_new(config):
        return
    shipped = {path for path, _ in known()}
    for folder in _COPIED:
        top = place.root / place.path(folder)
        for file in sorted(top.rglob("*")) if top.is_dir() else ():
            path = f"{folder}/{file.relative_to(top).as_posix()}"
            if file.is_file() and is_shipped(path, file.read_bytes()):
                yield Change(path=place.path(path), content=None)
            elif file.is_file() and path in shipped:
                yield place.path(path), "you changed it: it goes before the package's own, which may be newer"


def still_copied() -> dict[str, bytes]:
    """Path → content of what a catalog needs a copy of, though it is the same in all of them."""
    workflows = {path: as_shared((SHARED_ROOT / path).read_text(encoding="utf-8")).encode() for path in SHARED}
    return {HIDDEN["gitignore"]: (OWN / "gitignore").read_bytes(), **workflows}


def _replaced(place: _Place, requirement: str) -> Iterator[_Found]:
    """What a catalog still needs: as it is today, where nobody changed it."""
    for path, content in still_copied().items():
        found = place.read(path)
        if found is None or found == content:
            continue
        if is_shipped(path, found):
            yield Change(path=path, content=content)
        else:
            yield path, "you changed it"
    found = place.read("requirements.txt")
    if found is None or not VERSION.search(found):
        return
    if requirement and is_shipped("requirements.txt", found):
        line = (OWN / "requirements.txt").read_text(encoding="utf-8").replace("PACKAGE", requirement)
        yield Change(path="requirements.txt", content=line.encode())
    else:
        yield "requirements.txt", "it asks a package index for a bare name, which may be anybody's (--package ADDRESS)"
