"""Files that people write are changed in place: one line more, or one name for another, and nothing else."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clean.text import clean_text
from generator.ids import Ids
from generator.model import Author, Paper, PaperDate
from generator.problems import CatalogError
from generator.records.handwork import with_record, with_renamed, with_ruling
from generator.records.settings import Ruling
from generator.records.store import as_yaml
from generator.records.yamlfile import as_checked, parse_yaml
from tests.make import paper


def test_an_id_that_yaml_takes_for_something_else_is_quoted() -> None:
    """`null` is nobody, and `2023` no number."""
    assert with_renamed("- {query: a, papers: [x, x-y]}\n", "x", "null")[0] == '- {query: a, papers: ["null", x-y]}\n'
    assert with_renamed("- {query: a, papers: [x]}\n", "x", "2023") == ("- {query: a, papers: [2023]}\n", 1)
    assert with_renamed("- {query: [\n", "x", "y") == ("- {query: [\n", 0)


ENTRY = Ruling(names=("a-2023", "doi:10.1000/a"), title="A: #1", because="No, \"never\".")
BLOCK = '  - names: [a-2023, "doi:10.1000/a"]\n    title: "A: #1"\n    because: "No, \\"never\\"."\n'
FLOW = '{names: [a-2023, "doi:10.1000/a"], title: "A: #1", because: "No, \\"never\\"."}'


@pytest.mark.parametrize(("before", "after", "line"), [
    ("", f"excluded:\n{BLOCK}", 2),
    ("# Nothing yet", f"# Nothing yet\nexcluded:\n{BLOCK}", 3),
    ("same: []\n", f"same: []\nexcluded:\n{BLOCK}", 3),
    ("excluded: []  # out\nsame: []\n", f"excluded:  # out\n{BLOCK}same: []\n", 2),
    ("excluded: []", f"excluded:\n{BLOCK}", 2),
    ("excluded:\nsame: []\n", f"excluded:\n{BLOCK}same: []\n", 2),
    ("excluded: # out\n", f"excluded: # out\n{BLOCK}", 2),
    ("excluded: ~\nsame: []\n", f"excluded:\n{BLOCK}same: []\n", 2),
    ("excluded:\n  - b  # why\n\n  # end\nsame: []\n",
     f"excluded:\n  - b  # why\n{BLOCK}\n  # end\nsame: []\n", 3),
    ("excluded:\n- {names: [b], because: x}\n",
     "excluded:\n- {names: [b], because: x}\n" + BLOCK.replace("\n  ", "\n")[2:], 3),
    ("excluded:\n  - names:\n      - b\n    because: |\n      Long\n      story.\nsame: []\n",
     f"excluded:\n  - names:\n      - b\n    because: |\n      Long\n      story.\n{BLOCK}same: []\n", 7),
    ("excluded: [b, [c, d]]\nsame: []\n", f"excluded: [b, [c, d], {FLOW}]\nsame: []\n", 1),
    ("excluded: [\n  b,  # why\n]\n", f"excluded: [\n  b, {FLOW},  # why\n]\n", 2),
    ("\ufeffsame: []\r\nexcluded:\r\n  - b\r\n",
     "\ufeffsame: []\r\nexcluded:\r\n  - b\r\n" + BLOCK.replace("\n", "\r\n"), 4),
])  # fmt: skip
def test_an_entry_is_put_in_where_it_belongs(before: str, after: str, line: int) -> None:
    """At the end of its list, whatever form that has; everything else stays, comments and line ends too."""
    assert with_ruling(before, "excluded", ENTRY) == (after, line)


@pytest.mark.parametrize("text", [
    "{same: [], authors: {}}\n", "- a\n", "same: [\n", "same: []\n...\n", "excluded: b\n", "excluded: {b: c}\n",
])  # fmt: skip
def test_a_form_that_cannot_be_changed_is_left_alone(text: str) -> None:
    """The message has the entry, or says what to mend."""
    with pytest.raises(CatalogError, match=r"`- \{names: \[a-2023, |mend it first"):
        with_ruling(text, "excluded", ENTRY)


@given(st.text(max_size=30), st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_whatever_is_said_comes_back(title: str, because: str, name: str) -> None:
    """No text can break the file: it is read as what was written, or not written."""
    clean = [clean_text(text) for text in (title, because, name)]
    ruling = Ruling(names=(clean[2] or "x",), title=clean[0], because=clean[1])
    text, _ = with_ruling("excluded:\n  - b\n", "excluded", ruling)
    document, problems = parse_yaml("rulings.yml", text)
    assert document and not problems
    said = {"names": [*ruling.names], "title": ruling.title, "because": ruling.because}
    assert document.value["excluded"] == ["b", {key: value for key, value in said.items() if value}]


# --- A record, and entries of one line -------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "after", "line"), [
    ("same: []\n", "same:\n  - [a-2023, \"doi:10.1000/a\"]\n", 2),
    ("same:\n  - [b, c]  # why\n# end\n", "same:\n  - [b, c]  # why\n  - [a-2023, \"doi:10.1000/a\"]\n# end\n", 3),
    ("same: [[b, c]]\n", "same: [[b, c], [a-2023, \"doi:10.1000/a\"]]\n", 1),
])  # fmt: skip
def test_a_short_entry_takes_one_line(before: str, after: str, line: int) -> None:
    """Names alone are a list; what has more is a mapping in braces."""
    names = Ruling(names=("a-2023", "doi:10.1000/a"))
    assert with_ruling(before, "same", names, short=True) == (after, line)
    assert with_ruling("excluded:\n", "excluded", ENTRY, short=True) == (f"excluded:\n  - {FLOW}\n", 2)


BOATS = paper("boats", title="Paper Boats", authors=("Ann Roe", "Bo Moe"), date="2020", ids={"doi": "10.1000/b"},
              notes=("Fold it.",), added="2024-01-01")  # fmt: skip
OWN = """# Ours
title: >-
  Paper
  Boats   # no comment
authors: [Ann Roe,
  Bo Moe]
ids:
  doi: '10.1000/b'
date: 2020      # as printed
notes:
- "Fold it."
# last
"""


@pytest.mark.parametrize(("change", "gone", "new"), [
    ({"date": "2021-05"}, "date: 2020 ", "date: 2021-05 "),
    ({"date": ""}, "date: 2020      # as printed\n", ""),
    ({"kept": ("date",)}, "# last\n", "kept:\n  - date\n# last\n"),
    ({"notes": ("Fold it.", "Or: not.")}, "# last\n", "- \"Or: not.\"\n# last\n"),
    ({"venue": "BoatConf"}, "      # as printed\n", "      # as printed\nvenue: BoatConf\n"),
    ({"ids": Ids(doi="10.1000/c")}, "ids:\n  doi: '10.1000/b'", "ids: {doi: 10.1000/c}"),
    ({"authors": (Author(name="Cy, Doe"),)}, "authors: [Ann Roe,\n  Bo Moe]", "authors:\n  - Cy, Doe"),
])  # fmt: skip
def test_one_field_of_a_record_is_changed_in_place(change: dict[str, Any], gone: str, new: str) -> None:
    """Whatever layout the file has, every other line stays as it is; and so with other line ends."""
    own = OWN.replace("   # no comment", "")
    before = replace(BOATS, added=PaperDate(""))
    after = replace(before, **change)
    assert with_record(own, before, after) == own.replace(gone, new)
    crlf = "\ufeff" + own.replace("\n", "\r\n")
    wanted = "\ufeff" + own.replace(gone, new).replace("\n", "\r\n")
    assert with_record(crlf, before, after) == wanted


@given(st.sampled_from(["title", "venue", "date", "notes", "kept", "summary"]), st.text(max_size=20))
def test_a_record_that_was_changed_in_place_is_read_as_what_was_meant(name: str, text: str) -> None:
    """Also where the file cannot be changed in place: then it is written anew."""
    text = clean_text(text)
    values: dict[str, Any] = {"date": "2021", "kept": ("date",), "notes": ("Fold it.", text or "x")}
    after = replace(BOATS, **{name: values.get(name, text)})
    for own in (as_yaml(BOATS), OWN + "added: 2024-01-01\n", "{title: Paper Boats}\n", "&a [x\n"):
        document, _ = parse_yaml("x.yml", with_record(own, BOATS, after))
        assert document and as_checked(document, Paper, id="boats")[0] == after
