"""What only YAML has: aliases, and places that other things share."""

import pytest

from generator.intake.readers import read_capture, reader_named
from generator.model import Capture


@pytest.mark.parametrize("text", [
    "cff-version: 1\npreferred-citation: &a\n  title: Owls\n  notes: *a\n",
    "cff-version: 1\nreferences: &a\n  - title: Owls\n    editors: *a\n",
    "&a\ncff-version: 1\ntitle: Owls\npreferred-citation: *a\n",
])  # fmt: skip
def test_an_alias_of_what_is_around_it_is_no_circle(text: str) -> None:
    """YAML allows a thing in itself; the citation is read once and every line is accounted for."""
    reader = reader_named("cff")
    assert reader
    reading = read_capture(Capture(name="a", text=text), reader)
    assert "Owls" in [record.title for record in reading.records]
    assert not reading.residue


def test_authors_that_are_named_by_an_alias_are_read() -> None:
    """A file may write its authors once, for the software and for the paper."""
    text = (
        "cff-version: 1\nauthors: &all\n  - family-names: Roe\n    given-names: Jane\n"
        "preferred-citation:\n  title: Owls\n  authors: *all\nversion: 2\n"
    )
    reader = reader_named("cff")
    assert reader
    (record,) = read_capture(Capture(name="a", text=text), reader).records
    assert (record.authors, sorted(record.lines)) == (("Roe, Jane",), [6, 7])


def test_yaml_that_is_nested_without_end_is_a_problem() -> None:
    """Neither that nor a character that does not exist is an exception."""
    reader = reader_named("cff")
    assert reader
    for text in ("cff-version: " + "[" * 5000, 'cff-version: "\\UFFFFFFFF"', "cff-version: \x01"):
        (problem,) = read_capture(Capture(name="a", text=text), reader).problems
        assert problem.code == "yaml-syntax"
