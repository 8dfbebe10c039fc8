"""Cells of a table that a spreadsheet may open."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would compute: `=HYPERLINK(…)`, `-1+1`, `@SUM(…)`."""


def guard_cell(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would take for a formula: `=1+1` → `'=1+1`.

    It also goes before a text that looks guarded already, so that `unguard_cell` gives back each as it was.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguard_cell(text: str) -> str:
    """The text without the apostrophe that `guard_cell` put there: `'=1+1` → `=1+1`; `'tis` stays."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
