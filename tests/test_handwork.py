"""Files that people write are changed in place: one line more, or one name for another, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clean.text import clean_text
from generator.problems import CatalogError
from generator.records.handwork import with_renamed, with_ruling
from generator.records.settings import Ruling
from generator.records.yamlfile import parse_yaml


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
