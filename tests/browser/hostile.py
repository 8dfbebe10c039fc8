"""Records that hold markup of every kind in every field that takes text."""

import json
from pathlib import Path

from generator.starter import Wishes, write_starter

SCRIPT = "<script>window.pwned='script'</script>"
IMAGE = "<img src=x onerror=\"window.pwned='image'\">"
LINK = "[click](javascript:window.pwned='link')"
TEMPLATE = "{{ 7*7 }} {% raw %} {# note #} ${7*7}"
MARKDOWN = "**bold** _slanted_ `code` # heading ![x](x) <!-- gone --> &lt;kept&gt; \\(x\\) [^1] ==mark== :smile:"
MATH = r"$\text{<script>window.pwned='math'</script>}$ and $\href{javascript:window.pwned='href'}{x}$"

TITLE = f"Title &amp; </title>{SCRIPT}{IMAGE} {LINK} {TEMPLATE} {MARKDOWN}"
AUTHOR = f"Eve </a>{SCRIPT}{IMAGE} {LINK}"
VENUE = f"Venue {SCRIPT} {MARKDOWN}"
SUMMARY = f"Summary </p>{SCRIPT}{IMAGE} {LINK} {TEMPLATE} {MARKDOWN}"
ABSTRACT = f"Abstract </div>{SCRIPT} {MATH} {IMAGE} --- 1. list | a | b |"
NOTE = f"Note {SCRIPT} {LINK}"
AWARD = f"Award {IMAGE}"
SEEN = "window.pwned"
"""What every payload above shows as text, and none may run."""

ID = "hostile-record-2023"
SECOND_ID = "hostile-neighbour-2023"


def hostile_catalog(parent: Path) -> Path:
    """A fresh catalog, as `init` makes it, with these records; its folder, in `parent`."""
    folder = parent / "catalog"
    write_starter(folder, Wishes(title="Hostile & other papers"))
    for name, text in hostile_records().items():
        (folder / "site_src" / "records" / name).write_text(text, encoding="utf-8")
    return folder


def hostile_records() -> dict[str, str]:
    """File name → content: two records, so that each stands in the other's lists."""
    first = {**_record(), "title": TITLE, "aliases": ["hostile-record-before"]}
    ids = {"doi": "10.1000/<b>'\"&two", "arxiv": "2301.00002"}
    second = {**_record(), "title": f"Neighbour $n^2$ {MATH}: {TITLE}", "state": "retracted", "ids": ids}
    # JSON is YAML, and leaves no doubt about what is quoted.
    return {f"{ID}.yml": json.dumps(first), f"{SECOND_ID}.yml": json.dumps(second)}


def _record() -> dict[str, object]:
    return {
        "authors": [{"name": AUTHOR, "orcid": "0000-0002-1825-0097"}, f"Second {IMAGE}"],
        "date": "2023-01-31",
        "venue": VENUE,
        "ids": {"doi": "10.1000/<script>window.pwned=1</script>&'\"", "arxiv": "2301.00001"},
        "summary": SUMMARY,
        "abstract": ABSTRACT,
        "links": [{"kind": "code", "url": "https://example.org/'onmouseover='window.pwned=1?a=1&lt;b=(2)*c*"}],
        "topics": ["reading"],
        "awards": [AWARD],
        "notes": [NOTE],
        "sources": [
            {
                "capture": f"capture {SCRIPT}.txt",
                "reader": f"reader {IMAGE}",
                "line": 3,
                "merged": f"merged {LINK}",
                "fields": {"title": "0123456789ab"},
                "differs": {"title": f"Other {SCRIPT}{IMAGE}"},
            }
        ],
    }
