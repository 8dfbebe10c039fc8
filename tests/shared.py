"""The maintainers' captures, facts and real files, which lie beside the project and are not part of it."""

import json
from pathlib import Path

from generator.intake.readers import decode
from generator.model import Capture

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FACTS = "facts/papers.jsonl"


def captures() -> list[Capture]:
    """The five seed captures, in the order of their names."""
    decoded = [decode(path.name, path.read_bytes())[0] for path in sorted((SHARED / "seeds").glob("*.txt"))]
    return [capture for capture in decoded if capture]


def why_missing(folder: Path, *parts: str) -> str:
    """Why a folder is not the maintainers', or which of the parts it lacks that a test reads; "" where all is there.

    Anyone may have another folder called `shared` beside a clone.
    """
    if not folder.is_dir():
        return f"the maintainers' files are not at {folder}: there is no such folder"
    if not any((folder / "seeds").glob("*.txt")) or not _has_facts(folder / FACTS):
        return f"found a folder {folder} that is not the maintainers', expected one with seeds/*.txt and {FACTS}"
    lacking = [part for part in parts if not (folder / part).exists()]
    return f"the maintainers' folder {folder} lacks {', '.join(lacking)}" if lacking else ""


def _has_facts(path: Path) -> bool:
    """Whether each line is what is known of a paper, as the first shows."""
    try:
        with path.open(encoding="utf-8") as file:
            first = json.loads(file.readline())
    except (OSError, ValueError):
        return False
    return isinstance(first, dict) and {"title", "captures", "abstract_starts"} <= first.keys()
