"""Draws the table of benchmarks/README.md as a chart: how the cost of a site grows with its papers.

    .venv/bin/python -m benchmarks.chart

Both axes are logarithmic, so that what grows in proportion is a straight line. The chart has its own light ground:
an image does not know the reader's colours.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import log10

from benchmarks.make_records import ROOT
from benchmarks.run import README, TABLE

CHART = ROOT / "site_src" / "docs" / "about" / "growth.svg"
SERIES: Mapping[str, tuple[str, str]] = {
    "build": ("Paper Catalog, whole build", "#8a3324"),
    "– of it MkDocs": ("of it MkDocs", "#c98f6b"),
    "after ten records changed": ("after ten records changed", "#2f6f4f"),
    "Hugo, a plain theme": ("Hugo, a plain theme", "#33618a"),
    "Material, nothing of ours": ("Material as it comes", "#7a7a7a"),
    "Zensical": ("Zensical", "#b0892f"),
}
"""Row of the table → its name in the chart and its colour."""
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 420, 64, 20, 210, 48
PAPERS, SECONDS = (100, 100_000), (1, 1_000)

Points = Sequence[tuple[float, float]]


def read_points(text: str) -> dict[str, list[tuple[float, float]]]:
    """Series → (papers, seconds of the processors) of the table."""
    found = TABLE.search(text)
    points: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for line in (found[0] if found else "").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) > 2 and re.fullmatch(r"[\d,]+", cells[0]) and re.fullmatch(r"[\d.]+", cells[2]):
            points[cells[1]].append((float(cells[0].replace(",", "")), float(cells[2])))
    return {name: sorted(points[name]) for name in SERIES if name in points}


def draw(points: Mapping[str, Points]) -> str:
    """The chart as SVG."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">',
        "<title>Seconds of the processors for a site, by its number of papers</title>",
        "<style>text { font: 13px sans-serif }</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fffdfa"/>',
        *_axes(),
    ]
    last = HEIGHT
    for name in sorted(points, key=lambda name: _y(points[name][-1][1]), reverse=True):
        label, colour = SERIES[name]
        path = " ".join(f"{_x(papers):.1f},{_y(seconds):.1f}" for papers, seconds in points[name])
        last = min(last - 16, round(_y(points[name][-1][1])) + 4)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        lines += [f'<circle cx="{_x(papers):.1f}" cy="{_y(seconds):.1f}" r="3" fill="{colour}"/>'
                  for papers, seconds in points[name]]
        lines.append(f'<text x="{WIDTH - RIGHT + 10}" y="{last}" fill="{colour}">{escape(label)}</text>')
    return "\n".join([*lines, "</svg>", ""])


def _axes() -> Iterator[str]:
    for exponent in range(2, 6):
        x = _x(10**exponent)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#e4ddd3"/>'
        yield f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle" fill="#555">{10**exponent:,}</text>'
    for exponent in range(4):
        y = _y(10**exponent)
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#e4ddd3"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#555">{10**exponent:,} s</text>'
    yield f'<text x="{LEFT}" y="{HEIGHT - 8}" fill="#555">papers; seconds of both processors together</text>'


def _x(papers: float) -> float:
    return LEFT + _share(papers, PAPERS) * (WIDTH - LEFT - RIGHT)


def _y(seconds: float) -> float:
    return HEIGHT - BOTTOM - _share(seconds, SECONDS) * (HEIGHT - TOP - BOTTOM)


def _share(value: float, bounds: tuple[int, int]) -> float:
    return (log10(value) - log10(bounds[0])) / (log10(bounds[1]) - log10(bounds[0]))


def main() -> None:
    CHART.write_text(draw(read_points(README.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
