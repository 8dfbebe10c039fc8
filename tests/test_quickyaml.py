"""The short way to read a record's file gives what YAML's own parser gives, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.quickyaml import read_plainly
from generator.records.store import as_yaml, load_records
from generator.records.yamlfile import parse_yaml
from tests.shared import ROOT

PIECES = [
    *("title: ", "notes:", "  - ", "\n", "owl", "Owls, boats", '"no"', '"a: b"', "{", "}", "[", "]", ", ", ": ", ":"),
    *(" #", "null", "~", "'owl'", "&a ", "*a", "|", "- ", "1.10", "\\u00e9", '"\\ud83e"', '"\\n"', "\u2028", "\t"),
    *("é", "  ", "", "ids: {doi: 10.5555/a}", "ids: {doi: a, doi: b}", "kept: [date, title]", "{a:b}", "{a : b}", "{}"),
    *("[]", "?", "---"),
]


def by_yaml(text: str) -> object:
    document, problems = parse_yaml("a.yml", text)
    return None if document is None or problems else document.value


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_what_is_read_plainly_is_what_yaml_says(text: str) -> None:
    """Whatever stands in a file: where the short way reads it at all, it reads it right."""
    found = read_plainly(text.encode())
    if found is not None:
        assert found == by_yaml(text)


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_value_that_is_written_by_hand_is_read_as_yaml_reads_it(title: str, note: str) -> None:
    """Any text as the value of a key, of an item, and within brackets."""
    forms = (f"title: {title}\nnotes:\n  - {note}\n", f"ids: {{doi: {title}, acl: {note}}}\n", f"kept: [{title}]\n")
    for text in forms:
        found = read_plainly(text.encode("utf-8", "surrogatepass"))
        if found is not None:
            assert found == by_yaml(text)


def test_all_that_we_write_is_read_the_short_way() -> None:
    """Every record of the bundled catalog; else it would still be right, but slow."""
    records, problems = load_records(ROOT / "site_src" / "records")
    texts = [as_yaml(paper) for paper in records.papers.values()]
    assert not problems and texts
    assert [text for text in texts if read_plainly(text.encode()) != by_yaml(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "title: Owls # of night\n",
        "title: Owls\n  of night\n",
        "title: 'Owls'\n",
        "title: Owls\ntitle: Boats\n",
        "ids: {doi: 10.5555/a, doi: 10.5555/b}\n",
        "notes:\n- Owls\n",
        "title: Owls\n  - Boats\n",
        "kept: []\n",
        "title: null\n",
        "# a remark\ntitle: Owls\n",
        'title: "half a sign: \\ud83e"\n',
        "title: \ufeffOwls\n",
    ],
)
def test_what_people_write_otherwise_is_left_to_yaml(text: str) -> None:
    """Comments, other quotes, wrapped lines, repeated keys, and what is nothing."""
    assert read_plainly(text.encode()) is None
