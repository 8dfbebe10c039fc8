"""Papers by year as a bar chart: geometry only; the macro `chart` draws it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

PLOT = 80
"""Height of the tallest bar."""
TOP, BOTTOM = 18, 20
"""Room for the number above a bar and the year below it."""
LABEL = 36
"""Width that a year needs below its bar."""
NARROW, WIDE = 280, 720
"""Widths of a chart in the side column, and across the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    label: int
    count: int
    path: str
    """Where it leads: a Markdown path, perhaps with an anchor; empty where there is nothing."""
    x: int
    y: int
    width: int
    height: int
    labelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    width: int
    height: int
    base: int
    """Where the bars stand."""
    bars: tuple[Bar, ...]


def year_chart(counts: Mapping[int, int], path: Callable[[int], str], width: int = NARROW) -> Chart | None:
    """One bar a year, the empty years between among them; None for a single year, which is no chart."""
    if len(counts) < 2:
        return None
    years = range(min(counts), max(counts) + 1)
    step = max(8, min(56, width // len(years)))
    every = -(-LABEL // step)
    tallest = max(counts.values())
    bars = []
    for position, year in enumerate(years):
        count = counts.get(year, 0)
        height = max(2, round(PLOT * count / tallest)) if count else 0
        bars.append(Bar(
            label=year, count=count, path=path(year) if count else "", x=position * step, y=TOP + PLOT - height,
            width=step - max(2, step // 6), height=height, labelled=(years[-1] - year) % every == 0,
        ))
    return Chart(width=step * len(years), height=TOP + PLOT + BOTTOM, base=TOP + PLOT, bars=tuple(bars))
