"""How many papers a topic has, as a picture for a README and as JSON for whoever draws one: `badges/TOPIC.svg`.

Topics alone have them: of authors or venues there are as many as papers, and nobody shows their number elsewhere.
"""

import json
from collections.abc import Iterator
from html import escape

from generator.knowledge.catalog import Catalog
from generator.publish.escaping import plain
from generator.publish.pages.words import amount

LONGEST = 60
"""Characters of a topic's title on its badge."""
HEIGHT, PADDING = 20, 6
_NARROW, _WIDE = frozenset("fijlrtI.,:;'|!()[] -"), frozenset("mwMW%@")
LEFT, RIGHT = "#555", "#3f51b5"


def badge_files(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """(path, content) of all badges; of several sites each has them, since a README knows of none."""
    for slug, entry in catalog.topics.items():
        title = plain(entry.topic.title)
        label = title if len(title) <= LONGEST else f"{title[:LONGEST].rstrip()}…"
        yield f"badges/{slug}.svg", svg(label, amount(len(entry.papers), "paper"))
        yield f"badges/{slug}.json", _json(label, amount(len(entry.papers), "paper"), len(entry.papers))


def _json(label: str, message: str, count: int) -> str:
    """With the keys of shields.io's endpoint badges, and the bare number."""
    value = {"schemaVersion": 1, "label": label, "message": message, "color": RIGHT.removeprefix("#"), "count": count}
    return json.dumps(value, ensure_ascii=False) + "\n"


def svg(label: str, message: str) -> str:
    """Two fields side by side; the text is fitted to its width, whatever letters a reader's machine has."""
    left, right = _width(label) + 2 * PADDING, _width(message) + 2 * PADDING
    whole = f"{escape(label)}: {escape(message)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{HEIGHT}" role="img" '
        f'aria-label="{whole}"><title>{whole}</title>'
        f'<rect width="{left}" height="{HEIGHT}" fill="{LEFT}"/>'
        f'<rect x="{left}" width="{right}" height="{HEIGHT}" fill="{RIGHT}"/>'
        '<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">'
        f"{_text(label, PADDING)}{_text(message, left + PADDING)}</g></svg>\n"
    )


def _text(text: str, x: int) -> str:
    return f'<text x="{x}" y="14" textLength="{_width(text)}" lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'


def _width(text: str) -> int:
    """Points that a text takes, roughly: `textLength` makes it fit."""
    return sum(4 if char in _NARROW else 10 if char in _WIDE else 12 if ord(char) > 0x2E80 else 7 for char in text)
