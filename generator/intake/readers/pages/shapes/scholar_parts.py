"""How Google Scholar writes where a paper appeared: `Journal of Owls 7 (4), 1201-1219, 2021`."""

from generator.intake.readers.pages.shape import YEAR

ARTICLE = (
    rf"(?P<venue>.+?)(?: (?P<volume>(?!{YEAR}\b)\d{{1,4}}[A-Z]?)(?: \((?P<number>[^()]+)\))?)?"
    r"(?:, (?P<pages>(?:[A-Za-z]{0,2}\d[\w.:]*)(?:[-–]\w+)?))?"
)
"""Venue, volume, number and pages; the year stands behind them."""
SIGNED = r"(?P<authors>[^\n]*?[^\W\d_](?:…|, \.\.\.)?)"
