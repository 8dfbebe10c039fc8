"""The list in a README: what it says, what it leaves alone, and that it is read again."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.normalize import normalize
from generator.intake.readers import READERS, read_capture
from generator.knowledge.catalog import Catalog, build_catalog
from generator.model import Capture, Facts, Paper, TopicSlug
from generator.pipeline import load_catalog
from generator.publish.escaping import as_github
from generator.publish.exports import marks
from generator.publish.exports.marks import BEGIN, END, between_marks, fill_marks
from generator.publish.exports.readme import Piece, render_readme
from generator.records.readme_settings import ReadmeSettings
from generator.records.settings import Decisions, Rulings, Settings, Topic
from tests.exports.toy import papers
from tests.make import paper
from tests.shared import ROOT

GOLDEN = Path(__file__).parent / "exports" / "toy.readme.md"
MARKDOWN = next(reader for reader in READERS if reader.name == "markdown")
EVERYTHING = ReadmeSettings(
    columns=("title", "authors", "venue", "date", "arxiv", "doi", "acl", "openreview", "pmid", "pmcid", "code", "data",
             "model", "demo", "project", "video"),
)  # fmt: skip


def _topic(slug: str, title: str, *parents: str) -> Topic:
    return Topic(slug=TopicSlug(slug), title=title, definition="What it is.", parents=parents)


TOPICS = (_topic("lamps", "Lamps & <wires> | C#"), _topic("glow", "Glow", "lamps"), _topic("old", "Old", "lamps"),
          _topic("birds", "Birds"))  # fmt: skip


def _catalog(*records: Paper, readme: ReadmeSettings | None = None, topics: tuple[Topic, ...] = TOPICS) -> Catalog:
    settings = Settings(readme=readme or ReadmeSettings())
    decisions = Decisions(
        settings=settings, topics={topic.slug: topic for topic in topics}, venues={}, rulings=Rulings()
    )
    return build_catalog({record.id: record for record in records}, decisions)


def _toy() -> Catalog:
    chosen = {"glow-2023": ("glow", "birds"), "owls-2021": ("birds",), "handbook-of-lamps-2020": ("lamps",)}
    return _catalog(*(replace(one, topics=chosen.get(one.id, ())) for one in papers()))


def _text(catalog: Catalog) -> str:
    return between_marks(render_readme(catalog, catalog.papers.values()))


def _rows(catalog: Catalog) -> list[str]:
    return [line for line in _text(catalog).splitlines() if line.startswith("| ") and not line.startswith("| ---")][1:]


def _back(text: str) -> list[Facts]:
    reading = read_capture(Capture(name="README.md", text=text), MARKDOWN)
    return [row.facts for row, _ in map(normalize, reading.records) if row]


def test_the_list_is_as_expected(update_golden: bool) -> None:
    """The invented catalog by topic: one paper under two of them, an empty topic left out; no column without a cell."""
    if update_golden:
        GOLDEN.write_bytes(_text(_toy()).encode())
    assert _text(_toy()) == GOLDEN.read_bytes().decode()


def test_sections_follow_topics_and_count_their_papers() -> None:
    """Sub-topics under their parent, newest first; what has no topic stands last."""
    catalog = _catalog(
        paper("a", title="A", date="2020", topics=("glow",)), paper("b", title="B", date="2024", topics=("glow",)),
        paper("c", title="C", date="2022", topics=("birds", "lamps")), paper("d", title="D"),
    )  # fmt: skip
    text = _text(catalog)
    assert re.findall(r"^- .*|^  - .*", text, re.M) == [
        r"- [Lamps & \<wires\> \| C#](#papers-lamps) (3)", "  - [Glow](#papers-glow) (2)",
        "- [Birds](#papers-birds) (1)", "- [Other papers](#other-papers) (1)",
    ]  # fmt: skip
    assert re.findall(r"^#+ .*", text, re.M) == [
        r"## Lamps & \<wires\> \| C\#", "### Glow", "## Birds", "## Other papers"
    ]  # fmt: skip
    assert re.findall(r"^\d+ paper.*", text, re.M) == [
        "4 papers", "1 paper, 3 with those of its sub-topics", "2 papers", "1 paper", "1 paper"
    ]  # fmt: skip
    assert re.findall(r"\*\*([A-D])\*\*", text) == ["C", "B", "A", "C", "D"]


def test_a_sub_topic_of_two_stands_once() -> None:
    """Under the first of its parents, as its page says."""
    topics = (_topic("a", "A"), _topic("b", "B"), _topic("c", "C", "b", "a"))
    text = _text(_catalog(paper("x", title="X", topics=("c",)), topics=topics))
    assert re.findall(r"^#+ .*", text, re.M) == ["## A", "## B", "### C"]


def test_a_catalog_without_topics_is_one_table() -> None:
    """And no papers are a list, too."""
    assert "#" not in _text(_catalog(paper("x", title="X"), topics=()))
    assert _text(_catalog()) == f"{BEGIN}\n\n0 papers\n\n{END}\n"


def test_links_stand_in_columns_of_their_own() -> None:
    """Several of a kind in one cell; the paper's own is where the title leads, and a video never is."""
    record = paper("x", title="X", date="2024", links=(
        ("video", "https://youtu.be/x"), ("code", "https://a.example/1"), ("code", "https://a.example/2"),
        ("project", "https://x.example/"), ("paper", "https://a.example/x.pdf"), ("paper", "https://b.example/x"),
    ))  # fmt: skip
    assert _rows(_catalog(record, topics=())) == [
        ("| [X](https://a.example/x.pdf) | 2024 | [code](https://a.example/1) [code](https://a.example/2) |"
        " [project](https://x.example/) |")
    ]
    with_paper = ReadmeSettings(columns=("title", "video", "paper"))
    assert _rows(_catalog(record, readme=with_paper, topics=())) == [
        "| [X](https://a.example/x.pdf) | [video](https://youtu.be/x) | [paper](https://b.example/x) |"
    ]
    only_video = paper("y", title="Y", links=(("video", "https://youtu.be/y"),))
    assert _rows(_catalog(only_video, topics=())) == ["| **Y** |"]


def test_long_author_lists_are_cut() -> None:
    """So are those that were cut already."""
    record = paper("x", title="X", authors=("Ann Roe", "Bo Poe", "Cy Doe"))
    short = ReadmeSettings(columns=("title", "authors"), authors=2, level=3)
    assert _rows(_catalog(record, readme=short, topics=())) == ["| **X** | Ann Roe, Bo Poe, et al. |"]
    others = paper("x", title="X", authors=("Ann Roe", "others"))
    assert _rows(_catalog(others, readme=short, topics=())) == ["| **X** | Ann Roe, et al. |"]
    assert "\n### Other papers\n" in _text(_catalog(record, readme=short))


@pytest.mark.parametrize(("text", "expected"), [
    ("a | b", r"a \| b"), ("[x](y) `z` <b>", r"\[x\](y) \`z\` \<b\>"), ("an $n_1^2$ bound", "an $`n_1^2`$ bound"),
    ("$|x|$", r"$`\|x\|`$"), (r"$\|x\|$", r"$`\Vert x\Vert `$"), ("$5 a wire", "$5 a wire"),
    ("$5 or $6", "&#36;5 or &#36;6"), ("$a`b$", r"&#36;a\`b&#36;"), ("$a<!--b-->$", r"&#36;a\<!--b--\>&#36;"),
    ("one\ntwo", "one two"), (r"a\|b", r"a\\\|b"),
])  # fmt: skip
def test_text_is_escaped_for_github(text: str, expected: str) -> None:
    """Bars, brackets, backticks, HTML; math as code between dollars, and money that makes no pair."""
    assert as_github(text) == expected


@given(st.text(max_size=40), st.text(max_size=20))
def test_whatever_a_title_holds_it_stays_in_its_cell(title: str, venue: str) -> None:
    """One line a paper, with as many bars as columns, and no mark that was not there."""
    catalog = _catalog(
        paper("x", title=title, venue=venue, date="2024", ids={"arxiv": "2309.00001"}),
        paper("y", title="Y", venue="OWLS", date="2023"), topics=(),
    )  # fmt: skip
    row = _rows(catalog)[0]
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 4
    assert fill_marks("x", _text(catalog).encode(), [])[0] is not None


# --- Between the marks -----------------------------------------------------------------------------------------------

LIST = [Piece(name="", text="2 papers\n"), Piece(name="Owls", text="\n## Owls\n")]


@pytest.mark.parametrize("before", [b"# Owls\n\ntext \xff\xfe\n\n", b"\xef\xbb\xbf# Owls\n", b""])
@pytest.mark.parametrize("after", [b"\n\n## License\n\n\ttabs  \n", b"", b" no line end"])
@pytest.mark.parametrize("inside", [b"", b"\n", b"\nold\n| list |\n"])
def test_only_what_stands_between_changes(before: bytes, after: bytes, inside: bytes) -> None:
    """Byte for byte, and the marks as they were spelled; a second time nothing changes."""
    new, problems = fill_marks("R", before + b"<!--papers:begin-->" + inside + END.encode() + after, LIST)
    assert problems == []
    assert new == before + b"<!--papers:begin-->\n\n2 papers\n\n## Owls\n\n" + END.encode() + after
    assert fill_marks("R", new, LIST) == (new, [])


def test_the_list_has_the_line_ends_of_the_file() -> None:
    """Also where the list that stood there had others."""
    new, _ = fill_marks("R", f"# Owls\r\n{BEGIN}\nold\n{END}\r\n".encode(), LIST)
    assert new and new.count(b"\n") == new.count(b"\r\n") == 8
    assert fill_marks("R", new, LIST)[0] == new


def test_what_is_printed_is_what_is_filled_in() -> None:
    """A file that is made of it stays as it is."""
    text = between_marks(LIST).encode()
    assert fill_marks("R", text, LIST)[0] == text


@pytest.mark.parametrize(("text", "line", "found"), [
    ("# Owls\n", None, "found none"),
    (f"x\n{BEGIN}\n", 2, "found `papers:begin` in line 2,"),
    (f"{END}\n", 1, "found `papers:end` in line 1,"),
    (f"{END}\n{BEGIN}\n", 1, "found `papers:end` in line 1, `papers:begin` in line 2,"),
    (f"{BEGIN}\n{BEGIN}\n{END}\n", 1, "`papers:begin` in line 2, `papers:end` in line 3,"),
    (f"{BEGIN}\n{END}\n{BEGIN}\n{END}\n", 1, "`papers:end` in line 4,"),
])  # fmt: skip
def test_marks_that_are_not_as_they_must_be_are_named(text: str, line: int | None, found: str) -> None:
    """Missing, alone, in the wrong order or twice: nothing is written."""
    new, (problem,) = fill_marks("README.md", text.encode(), LIST)
    assert new is None
    assert (problem.path, problem.line, problem.code, problem.level) == ("README.md", line, "bad-marks", "error")
    assert found in problem.message and BEGIN in problem.hint and END in problem.hint


def test_what_github_cuts_off_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each section of which it shows nothing or not all; the list is written all the same."""
    monkeypatch.setattr(marks, "SHOWN", 200)
    pieces = [*LIST, *(Piece(name=f"Topic {n}", text="x" * 60) for n in range(6))]
    new, (problem,) = fill_marks("R", f"{BEGIN}{END}".encode(), pieces)
    assert new and problem.level == "warning" and "first 200" in problem.message
    assert problem.message.endswith("it cuts off “Topic 2”, “Topic 3”, “Topic 4” and 1 more")
    _, (problem,) = fill_marks("R", f"{BEGIN}{END}{'y' * 200}".encode(), LIST)
    assert problem.message.endswith("it cuts off what stands behind the list")


# --- The way back ----------------------------------------------------------------------------------------------------


def _said(facts: Facts, *, every: bool) -> tuple[object, ...]:
    """Title and year; of identifiers and links all, or the identifier that the title leads to."""
    shown = {"arxiv", "doi", "acl", "openreview", "pmid", "pmcid"}
    ids = {scheme: value for scheme, value in facts.ids.items() if scheme in shown}
    kinds = ("code", "data", "project", *(("model", "demo", "video") if every else ()))
    links = sorted((link.kind, link.url) for link in facts.links if link.kind in kinds)
    return facts.title, facts.date[:4], ids if every else None, links


def test_the_invented_list_is_read_again() -> None:
    """Titles, identifiers, links and years, in columns of their own."""
    catalog = _catalog(*(one for one in papers() if one.title), readme=EVERYTHING, topics=())
    back = {facts.title: facts for facts in _back(_text(catalog))}
    assert {title: _said(facts, every=True) for title, facts in back.items()} == {
        one.title: _said(one, every=True) for one in catalog.papers.values()
    }


def test_the_bundled_list_is_read_again() -> None:
    """With the columns that a README has where nobody chose any; a paper of two topics comes back twice."""
    catalog, _ = load_catalog(ROOT / "site_src")
    back = _back(_text(catalog))
    titles = {facts.title: facts for facts in back}
    for record in catalog.papers.values():
        if record.title and "_" not in record.title:
            found = titles[record.title]
            assert _said(found, every=False) == _said(record, every=False)
            first = next(iter(record.ids.urls()), "")
            assert not first or getattr(found.ids, first) == getattr(record.ids, first)


def test_a_retracted_paper_says_so_and_is_read_so() -> None:
    """As publishers mark its title."""
    record = paper("x", title="Owls glow", date="2024", state="retracted", ids={"doi": "10.1000/x"})
    text = _text(_catalog(record, topics=()))
    assert "[RETRACTED: Owls glow](https://doi.org/10.1000/x)" in text
    (facts,) = _back(text)
    assert (facts.title, facts.state) == ("Owls glow", "retracted")
