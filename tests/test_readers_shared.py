"""What the readers of XML and of JSON share."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.readers.json.jsonfile import JsonValue, envelope, first_value, read_objects, read_values
from generator.intake.readers.json.jsonmembers import leftover
from generator.intake.readers.xml.xmlfile import XmlEntry, has_element, read_entries, text_of
from generator.model import Capture, Ignored
from generator.problems import Problem

XML = """<?xml version="1.0"?>
<feed xmlns:x="urn:x">
<x:entry id="1"><title>Owls &amp; <i>mice</i>&nbsp;é</title></x:entry>
<entry><title>Bare & broken</title></entry>
<entry>
  <title>Last</title>
</entry>
<entry><title>cut in
"""


def _capture(text: str) -> Capture:
    return Capture(name="a", text=text)


def test_a_bad_entry_of_xml_costs_only_itself() -> None:
    """Entries before and after it are read, and every line is accounted for."""
    first, broken, last, cut, around = read_entries(_capture(XML), "entry")
    assert isinstance(first, XmlEntry) and isinstance(last, XmlEntry)
    assert (first.line, text_of(first.element, "title"), first.element.get("id")) == (3, "Owls & mice é", "1")
    assert (last.line, sorted(last.lines)) == (5, [5, 6, 7])
    assert isinstance(broken, Problem) and (broken.line, broken.code) == (4, "xml-entry")
    assert isinstance(cut, Problem) and (cut.line, cut.excerpt) == (8, "<entry><title>cut in")
    assert around == Ignored(lines=frozenset({1, 2}), reason="XML around the entries")


def test_declared_entities_are_not_obeyed() -> None:
    """A file that would grow, or read other files, is a problem."""
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY x SYSTEM "file:///etc/passwd">]><d><entry>&a;&x;</entry></d>'
    problem = next(iter(read_entries(_capture(bomb), "entry")))
    assert isinstance(problem, Problem)
    assert "undefined entity" in problem.message


def test_what_is_no_entry_of_xml_is_none() -> None:
    """Comments and CDATA hold no entries; a `>` in quotes ends no tag; control characters cost nothing."""
    text = (
        "<feed><!-- <entry>a</entry> -->\n<entry id='a>b'><![CDATA[</entry>]]>\x0b&#2;&LT;&eacute;</entry>\n"
        '<entry id="broken>c</entry>\n<entry'
    )
    whole, broken, cut, around = read_entries(_capture(text), "entry")
    assert isinstance(whole, XmlEntry)
    assert (whole.element.get("id"), text_of(whole.element)) == ("a>b", "</entry><é")
    assert isinstance(broken, Problem) and broken.line == 3
    assert isinstance(cut, Problem) and (cut.line, cut.excerpt) == (4, "<entry")
    assert around == Ignored(lines=frozenset({1}), reason="XML around the entries")


def test_entries_of_several_names_keep_their_order() -> None:
    found = read_entries(_capture("<a><meta>1</meta><paper>2</paper><paper/><meta>3</meta></a>"), "paper", "meta")
    entries = [(item.element.tag, item.element.text) for item in found if isinstance(item, XmlEntry)]
    assert entries == [("meta", "1"), ("paper", "2"), ("meta", "3")]


def test_xml_is_known_by_its_elements() -> None:
    assert has_element(_capture(XML), "feed", "other")
    assert not has_element(_capture(XML), "fee")
    assert not has_element(_capture("I wrote <feed> here"), "feed")


@pytest.mark.parametrize("text", [
    '{"a": 1}\n{"a": 2}\n{"a": 3}', '[{"a": 1},\n {"a": 2},\n {"a": 3}]', '[{"a": 1}, {"a": 2}, {"a": 3}]',
])  # fmt: skip
def test_lists_and_lines_of_json_give_the_same_values(text: str) -> None:
    found = [item.value for item in read_values(_capture(text)) if isinstance(item, JsonValue)]
    assert found == [{"a": 1}, {"a": 2}, {"a": 3}]
    assert first_value(_capture(text)) == {"a": 1}


def test_a_bad_value_of_json_costs_only_itself() -> None:
    first, problem, last = read_values(_capture('[{"a": 1},\n {"a": oops},\n {"a": 3}]'))
    assert isinstance(first, JsonValue) and isinstance(last, JsonValue)
    assert (first.value, last.value, last.line) == ({"a": 1}, {"a": 3}, 3)
    assert isinstance(problem, Problem) and (problem.line, problem.code) == (2, "json-syntax")


def test_the_items_of_an_answer_know_their_lines() -> None:
    """What stands around them is the envelope."""
    capture = _capture('{"count": 2,\n "message": {"items": [\n {"t": "a"},\n {"t": "b"}\n]}}')
    (answer,) = read_values(capture)
    assert isinstance(answer, JsonValue)
    items = list(answer.items("message", "items"))
    assert [(item.value["t"], item.line) for item in items] == [("a", 3), ("b", 4)]
    assert [found.lines for found in envelope(capture, items)] == [{1, 2, 5}]


def test_a_key_that_stands_twice_hides_no_other() -> None:
    (value,) = read_values(_capture('{"a": 1, "a": 2, "b": {"c": [3]}}'))
    assert isinstance(value, JsonValue)
    assert [item.value for item in value.items("b", "c")] == [3]
    assert (found := value.below("a")) is not None and found.value == 2
    assert value.below("b", "d") is None and value.below("a", "b") is None


@pytest.mark.parametrize(("text", "values", "problems"), [
    ('{"n": 9, "all": [{"a": 1}, {"a": {"a": 2}}, {"a": 3', [1, {"a": 2}], ["error"]),
    ('{"n": 9, "all": [{"a": 1}, {"a": 2}', [1, 2], ["warning"]),
    ('{"n": 9, "all": [{"a": 1}, {"a": oops, "b": {"a": 7}}, {"a": 3}], "m": oops}', [1, 3], ["error"]),
    ('{"all": [{"a": 1}], "m": oops}\n{"all": [{"a": 2}]}', [1, 2], ["warning"]),
    ('{"all": [\n {"a": 1},\n {"a": {"b": "x},\n {"a": 3}\n]}', [1, 3], ["error"]),
    ('[{"a": 1}, {"a": [}, {"a": 3}]', [1, 3], ["error"]),
    ('{"all": [{"a": 1}, null, 7, "x"]}', [1], ["error", "error"]),
    ('{"a": 1}\n{"a": 2, "b": [\n{"a": 3}}\n{"a": 4}', [1, 3, 4], ["error"]),
])  # fmt: skip
def test_entries_of_a_broken_answer_are_read_one_by_one(text: str, values: list[object], problems: list[str]) -> None:
    """What is broken costs only itself, and a warning says so where an answer is broken but between its entries."""
    capture = _capture(text)
    found = list(read_objects(capture, ("all",)))
    assert [item.value["a"] for item in found if isinstance(item, JsonValue)] == values
    assert [item.level for item in found if isinstance(item, Problem)] == problems


@pytest.mark.parametrize(("text", "value"), [
    ('{"meta": {"count": 9}, "results": [{"id": "a', {"meta": {"count": 9}, "results": [{}]}),
    ('[null, {"a": 1}, {"b"', {"a": 1}), ("[1, 2]", None), ("", None), ("[", None), ("owls", None),
    ("[" * 3000, None), ('{"a": ' * 3000, {"a": {"a": {"a": {"a": {"a": {}}}}}}), ('{"a": 1 "b": oops}', {"a": 1}),
])  # fmt: skip
def test_the_first_object_is_known_where_it_is_cut(text: str, value: object) -> None:
    assert first_value(_capture(text)) == value


@pytest.mark.parametrize("text", [
    '{"a": ' * 900 + "1" + "}" * 900, '{"all": ' * 900 + "[1]" + "}" * 900, "[" * 100_000, "9" * 5000,
    '{"a": "\ud800"}',
])  # fmt: skip
def test_no_json_is_too_odd(text: str) -> None:
    """Depth and length cost a problem at most, and all of it is shown."""
    for item in read_objects(_capture(text), ("all",)):
        shown = item.text if isinstance(item, JsonValue) else item.excerpt if isinstance(item, Problem) else ""
        assert shown in text
        assert not isinstance(item, JsonValue) or leftover(item.value, ())


_SCALARS = st.none() | st.integers() | st.text()
_VALUES = st.recursive(_SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)
_OBJECTS = st.dictionaries(st.text(), _VALUES, min_size=1)


@given(values=st.lists(_OBJECTS, min_size=1, max_size=4), indent=st.sampled_from([None, 1]))
def test_any_list_of_objects_is_read(values: list[object], indent: int | None) -> None:
    text = json.dumps(values, ensure_ascii=False, indent=indent)
    assert [item.value for item in read_values(_capture(text)) if isinstance(item, JsonValue)] == values


@given(text=st.text(alphabet='[]{}",:a1 \n\\', max_size=40))
def test_any_text_is_read_or_reported(text: str) -> None:
    """Nothing raises, and nothing goes on for ever."""
    list(read_objects(_capture(text), ("a",)))
    list(read_entries(_capture(text), "a"))
    first_value(_capture(text))
