"""The maintainers' captures, facts and real files, which lie beside the project and are not part of it."""

from pathlib import Path

from generator.intake.readers import decode
from generator.model import Capture

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def captures() -> list[Capture]:
    """The five seed captures, in the order of their names."""
    decoded = [decode(path.name, path.read_bytes())[0] for path in sorted((SHARED / "seeds").glob("*.txt"))]
    return [capture for capture in decoded if capture]
