"""Topics out of the headings of a list, and a list that comes again."""

from pathlib import Path

import pytest

from generator.intake.readers import Reader, detect, read_capture
from generator.intake.topics import as_topics, propose_topics
from generator.model import Capture
from generator.records.settings import load_decisions
from tests.curator import files_of, run, text_of

LIST = """# Awesome owls

## Night

### Moon, stars

- [Owls below the moon](https://arxiv.org/abs/2401.40001) Ann Roe, Max Poe. ICLR 2024
- [Owls below the stars](https://arxiv.org/abs/2401.40002) Ann Roe, Max Poe. ICLR 2024

### ICLR 2023

- [Owls and lanterns](https://arxiv.org/abs/2301.40003) Jan Moe, Max Poe. ICLR 2023

## Contents

- [Night](#night)
"""


def test_headings_with_papers_become_topics_in_two_levels() -> None:
    """Venues, years and the title of the list are no subjects; the heading above is the parent."""
    night, moon = propose_topics(Capture(name="a.md", text=LIST))
    assert (night.slug, night.parent, night.papers) == ("night", "", 1)
    assert (moon.slug, moon.title, moon.parent, moon.papers) == ("moon-stars", "Moon, stars", "night", 2)


def test_proposed_topics_are_read_as_topics(tmp_path: Path) -> None:
    """What is printed is valid in topics.yml as it stands."""
    (tmp_path / "topics.yml").write_text(as_topics(propose_topics(Capture(name="a.md", text=LIST))), encoding="utf-8")
    decisions, problems = load_decisions(tmp_path)
    assert not problems
    assert [(slug, topic.strong) for slug, topic in decisions.topics.items()] == [
        ("night", ("night",)), ("moon-stars", ("moon, stars",)),
    ]  # fmt: skip


def test_topics_are_shown_before_they_are_written(two_papers: Path, tmp_path: Path) -> None:
    """Without --write no file changes; with it those that are missing come last, and a second time none."""
    source = tmp_path / "README.md"
    source.write_text(LIST, encoding="utf-8")
    before = files_of(two_papers)
    shown = run(two_papers, "topics", "--from", source)
    assert "moon-stars:  # 2 papers" in shown.output
    assert files_of(two_papers) == before
    assert "2 topics added, 0 were there" in run(two_papers, "topics", "--from", source, "--write").output
    assert "0 topics added, 2 were there" in run(two_papers, "topics", "--from", source, "--write").output


def test_imported_papers_have_the_topics_of_their_headings(two_papers: Path, tmp_path: Path) -> None:
    """A heading is a keyword, and a keyword counts for topics."""
    source = tmp_path / "README.md"
    source.write_text(LIST, encoding="utf-8")
    run(two_papers, "topics", "--from", source, "--write")
    run(two_papers, "import", source)
    found = run(two_papers, "export", "--topic", "moon-stars", "--format", "csv").output
    assert "Owls below the moon" in found and "Owls and lanterns" not in found


def test_a_list_without_papers_proposes_nothing(two_papers: Path, tmp_path: Path) -> None:
    """It is misuse, said in one line."""
    source = tmp_path / "README.md"
    source.write_text("# Owls\n\nThey are well.\n", encoding="utf-8")
    done = run(two_papers, "topics", "--from", source)
    assert done.exit_code == 2
    assert "no headings with papers" in done.output


def test_a_list_that_comes_again_replaces_what_it_said(two_papers: Path, tmp_path: Path) -> None:
    """A corrected year takes the place of the old one, and an entry that is gone is named."""
    source = tmp_path / "README.md"
    source.write_text(LIST, encoding="utf-8")
    assert run(two_papers, "import", source).exit_code == 0
    changed = LIST.replace("lanterns](https://arxiv.org/abs/2301.40003) Jan Moe, Max Poe. ICLR 2023", "lanterns]("
                           "https://arxiv.org/abs/2301.40003) Jan Moe, Max Poe. ICML 2022")  # fmt: skip
    changed = changed.replace(next(line for line in LIST.splitlines(keepends=True) if "stars](" in line), "")
    source.write_text(changed, encoding="utf-8")
    again = run(two_papers, "import", source)
    assert "no longer in README.md: 1 (owls-below-the-stars" in again.output
    record = next(p for p in (two_papers / "records").iterdir() if p.name.startswith("owls-and-lanterns"))
    text = text_of(two_papers, f"records/{record.name}")
    assert "venue: ICML" in text and "2023" not in text.partition("sources:")[0].partition("date:")[2][:12]


NO_LISTS = {
    "prose": """# Tidal

A library, see [our paper](https://arxiv.org/abs/2401.90001).

**Fast** and small.

- **Correct**: follows the [standard](https://std.example.org/a.pdf).
""",
    "tools": """# Tools

- [tidetool](https://github.com/t/t) - plots. From [this paper](https://arxiv.org/abs/2401.90001).
- [pools](https://pools.example.org) - a viewer (2021).
""",
    "models": """# Models

| Model | Size | Paper |
|---|---|---|
| TideNet | 7B | [paper](https://arxiv.org/abs/2401.90001) |
""",
    "references": """1. Roe A, Poe M. Counting owls. Night Letters 2020. https://doi.org/10.1000/1
2. Moe J. Counting mice. Night Letters 2021. https://doi.org/10.1000/2
""",
}


@pytest.mark.parametrize("text", NO_LISTS.values(), ids=NO_LISTS)
def test_what_is_no_list_of_papers_is_not_taken_for_one(text: str) -> None:
    """Prose, tools, models, and references without a mark of Markdown."""
    found = detect(Capture(name="-", text=text))
    assert not isinstance(found, Reader) or found.name != "markdown"


def test_entries_that_cannot_be_read_are_one_error_for_their_shape() -> None:
    """With their count and one example; a sentence with a link to a paper is a warning."""
    odd = "".join(f"- [T{n}](https://arxiv.org/abs/2401.3000{n})\n" for n in range(4))
    text = f"We wrote [this](https://arxiv.org/abs/2401.20001).\n\n{LIST}\n## Odd\n\n{odd}"
    reader = detect(Capture(name="-", text=text))
    assert isinstance(reader, Reader)
    reading = read_capture(Capture(name="-", text=text), reader)
    levels = {problem.level: problem.message for problem in reading.problems}
    assert "4 items that lead to papers" in levels["error"]
    assert set(levels) == {"error", "warning"}
    assert not reading.residue
