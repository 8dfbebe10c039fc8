"""What `check` says still needs a person, what `explain` says of a topic, and the pages of what waits."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.fields import with_values
from generator.model import Paper
from generator.pipeline import generate, load_catalog
from generator.publish.pages import render_pages
from generator.records.conflicts import conflicts_of, decision_lines
from generator.records.store import as_yaml, load_records
from generator.records.yamlfile import as_checked, parse_yaml
from tests.curator import run, text_of
from tests.make import paper
from tests.waiting import BOATS, LAMPS, OWLS, STUDY, make_waiting

TOPICS = """lamps:
  title: Paper lamps
  definition: What glows & is folded.
  strong: [paper lamp]
  weak: [glow, wick]
  ignore: [afterglow]
wicks:
  title: Wicks
  definition: What burns.
  parents: [lamps]
  strong: [wick length]
owls:
  title: Owls
  definition: What hoots.
  strong: [snowy owl]
"""


def _catalog(folder: Path, *papers: Paper, topics: str = TOPICS) -> Path:
    (folder / "records").mkdir()
    for one in papers:
        (folder / "records" / f"{one.id}.yml").write_text(as_yaml(one), encoding="utf-8")
    (folder / "catalog.yml").write_text("title: Waiting\n", encoding="utf-8")
    (folder / "topics.yml").write_text(topics, encoding="utf-8")
    return folder


LAMP_PAPERS = (
    paper("fold-2020", title="Folding a Paper Lamp", date="2020"),
    paper("glow-2021", title="How They Glow", date="2021", abstract="With a paper lamp, each wick matters."),
    paper("wick-2022", title="On Wick Length", date="2022"),
    paper("hand-2023", title="By Hand", date="2023", topics=("lamps",)),
    paper("near-2024", title="Nothing", date="2024", abstract="A glow, after an afterglow, and a glow."),
    paper("barred-2024", title="Not a Paper Lamp", date="2024", topics=("-lamps",)),
)


# --- check -----------------------------------------------------------------------------------------------------------


def test_check_says_what_is_undated_topicless_and_idle(tmp_path: Path) -> None:
    """As warnings, which fail nothing; an arXiv id states a date."""
    catalog = _catalog(
        tmp_path, *LAMP_PAPERS, paper("bare", title="A Paper Lamp"), paper("named", title="A Paper Lamp of Tin",
                                                                           ids={"arxiv": "2301.00001"}),
    )  # fmt: skip
    done = run(catalog, "check")
    heads = [line.split(": found")[0] for line in done.output.splitlines() if "warning" in line]
    assert (done.exit_code, heads) == (0, [
        "records/bare.yml: warning no-date", "records/barred-2024.yml: warning no-topic",
        "records/near-2024.yml: warning no-topic", "topics.yml: warning idle-topic: `owls`",
    ])  # fmt: skip


def test_check_says_what_waits_for_an_answer(tmp_path: Path) -> None:
    """Sources that disagree, and likely twins; of a paper that is left out nothing."""
    catalog = make_waiting(tmp_path)
    lines = run(catalog, "check").output.splitlines()
    heads = [line for line in lines if "warning" in line and "proposed" not in line]
    why = "one title within the other, same authors, same venue, but at another time"
    every = "`title`, `authors`, `date`, `venue`, `pages`"
    why = "one title within the other, same authors, same venue, but at another time"
    assert heads == [
        f"records/{OWLS}.yml: warning sources-differ: its sources disagree on {every}",
        f"records/{BOATS}.yml: warning may-be-same: may be the same paper as `{STUDY}`: {why}",
    ]
    (catalog / "rulings.yml").write_text(f"excluded: [{OWLS}, {STUDY}, {LAMPS}]\n", encoding="utf-8")
    assert run(catalog, "check").output == "0 problems\n"


def test_three_thousand_warnings_are_not_three_thousand_lines(tmp_path: Path) -> None:
    """The first few of a kind and how many more; `--all` and `--json` have each, and errors are never counted away."""
    papers = [paper(f"lamp-{n:02}", title=f"A Paper Lamp of {n} Folds", topics=("nowhere",)) for n in range(30)]
    catalog = _catalog(tmp_path, *papers)
    few, all_ = run(catalog, "check").output, run(catalog, "check", "--all").output
    assert few.count("warning no-date") == 5
    assert "and 25 more warnings no-date (`--all` shows them)\n" in few
    assert few.count("error unknown-topic") == all_.count("error unknown-topic") == 30
    assert all_.count("warning no-date") == 30
    codes = [one["code"] for one in json.loads(run(catalog, "check", "--json").output)]
    assert codes.count("no-date") == 30
    assert few.splitlines()[-1] == all_.splitlines()[-1] == f"{len(codes)} problems"


def test_a_catalog_without_topics_asks_for_none(tmp_path: Path) -> None:
    """And one paper is not about everything that topics.yml has."""
    catalog = _catalog(tmp_path, LAMP_PAPERS[0], topics="")
    assert run(catalog, "check").output == "0 problems\n"
    (catalog / "topics.yml").write_text(TOPICS, encoding="utf-8")
    assert run(catalog, "check").output == "0 problems\n"


# --- explain TOPIC ---------------------------------------------------------------------------------------------------


def test_a_topic_is_explained_by_its_phrases(tmp_path: Path) -> None:
    """What each finds, which papers are in by which, what sub-topics bring, and which are nearly in."""
    catalog = _catalog(tmp_path, *LAMP_PAPERS)
    assert run(catalog, "explain", "lamps").output == """\
Paper lamps  [lamps]
  What glows & is folded.
papers: 4 of its own, 4 with those of its sub-topics
phrases, and how many papers each finds
  strong (2) “paper lamp”: 3, 2 of them by it alone
  weak (1) “glow”: 2, 1 of them by it alone
  weak (1) “wick”: 2, 1 of them by it alone
  ignored “afterglow”
chosen by a curator: 1
  hand-2023
by “glow”: 1
  glow-2021 (5 points): title “glow”; abstract “paper lamp”; abstract “wick”
by “paper lamp”: 1
  fold-2020 (4 points): title “paper lamp”
by “wick”: 1
  wick-2022 (2 points): title “wick”
sub-topics, and the papers that each brings
  wicks: 1, 0 that it would not have else
nearly in: 1
  near-2024 (1 point): abstract “glow”
taken out by a curator: 1
  barred-2024
"""


@pytest.mark.parametrize("name", ["wicks", "topic:wicks", "Wicks", "topic: WICKS"])
def test_a_topic_is_known_by_slug_and_title(name: str, tmp_path: Path) -> None:
    """With its parents, and the phrases that find nothing."""
    catalog = _catalog(tmp_path, *LAMP_PAPERS[:2], topics=TOPICS)
    shown = run(catalog, "explain", name).output
    assert shown.startswith("Wicks  [wicks]\n  What burns.\npapers: 0 of its own, 0 with those of its sub-topics\n")
    assert "part of lamps\n" in shown
    assert "  strong (2) “wick length”: none\n" in shown


def test_a_name_of_a_paper_and_a_topic_is_asked_about(tmp_path: Path) -> None:
    """With the two ways to say which; either alone needs no mark."""
    catalog = _catalog(tmp_path, *LAMP_PAPERS, paper("lamps", title="Lamps", date="2024"))
    done = run(catalog, "explain", "lamps")
    assert (done.exit_code, done.output) == (
        2, "paper-catalog: `lamps` is a topic and a paper, expected `topic:lamps` or `paper:lamps`\n",
    )  # fmt: skip
    assert run(catalog, "explain", "topic:lamps").output.startswith("Paper lamps  [lamps]\n")
    assert run(catalog, "explain", "paper:lamps").output.startswith("Lamps  [lamps]\nsources\n")
    missing = run(catalog, "explain", "lamp")
    assert missing.exit_code == 2
    assert "no paper `lamp`" in missing.output and "no topic either (near: lamps)" in missing.output
    assert "no topic `owl`" in run(catalog, "explain", "topic:owl").output


def test_long_lists_are_cut_unless_all_is_wanted(tmp_path: Path) -> None:
    """Twelve of a phrase, and how many more."""
    catalog = _catalog(tmp_path, *(paper(f"lamp-{n:02}", title="A Paper Lamp", date="2020") for n in range(15)))
    shown = run(catalog, "explain", "lamps").output
    assert "by “paper lamp”: 15\n" in shown and "  … and 3 more (`--all`)\n" in shown
    assert run(catalog, "explain", "lamps", "--all").output.count("(4 points)") == 15


# --- The pages -------------------------------------------------------------------------------------------------------


def _pages(catalog: Path) -> dict[str, str]:
    loaded, _ = load_catalog(catalog)
    return {page.path: page.text for page in render_pages(loaded) if page.path.startswith(("review/", "gaps"))}


def test_a_public_site_does_not_show_its_seams_unless_asked(tmp_path: Path) -> None:
    """Nor is anything compared for it."""
    catalog = make_waiting(tmp_path)
    assert list(_pages(catalog)) == ["gaps.md"]
    assert "review" not in _pages(catalog)["gaps.md"]
    assert not load_catalog(catalog)[0].twins
    (catalog / "catalog.yml").write_text("review_pages: true\n", encoding="utf-8")
    pages = _pages(catalog)
    assert list(pages) == ["gaps.md", "review/index.md", "review/twins.md", "review/conflicts.md"]
    assert "robots: \"noindex\"" in pages["review/twins.md"]
    assert f"<code>&#45; &#91;{BOATS}, {STUDY}&#93;</code>" in pages["review/twins.md"]
    assert "<code>kept: &#91;date&#93;</code>" in pages["review/conflicts.md"]
    assert "<code>date: 2022</code>" in pages["review/conflicts.md"]
    assert all(LAMPS not in text for text in pages.values()), "what nobody has accepted is on no page"


def test_a_ruling_takes_its_pair_off_the_page_of_the_next_build(tmp_path: Path) -> None:
    """Though no record has changed; the page of conflicts is left as it is."""
    catalog = make_waiting(tmp_path)
    (catalog / "catalog.yml").write_text("review_pages: true\n", encoding="utf-8")
    generate(catalog, load_catalog(catalog)[0])
    before = text_of(catalog, "docs/review/twins.md")
    assert run(catalog, "review", "--answers", "-", stdin=f'{{"twins:{BOATS}:{STUDY}": "different"}}').exit_code == 0
    done, _ = generate(catalog, load_catalog(catalog)[0])
    assert done.written == 2
    after = text_of(catalog, "docs/review/twins.md")
    assert "No two records look like one paper." in after and after != before
    assert after == _pages(catalog)["review/twins.md"]


def test_the_line_that_a_page_names_settles_the_conflict(tmp_path: Path) -> None:
    """Put in place of the one that the record has for its key, and for every value of every field."""
    catalog = make_waiting(tmp_path)
    records, _ = load_records(catalog / "records")
    owls = records.papers[next(id_ for id_ in records.papers if id_ == OWLS)]
    seen = 0
    for conflict in conflicts_of(owls):
        for option in conflict.options:
            text = as_yaml(owls)
            for line in decision_lines(owls, conflict, option):
                key = line.partition(":")[0]
                block = re.compile(rf"^{key}:.*\n(  .*\n)*", re.M)
                text = block.sub("", text) + f"{line}\n"
            document, problems = parse_yaml("x.yml", text)
            assert document and not problems
            read, _ = as_checked(document, Paper, id=OWLS)
            assert read and conflict.field not in {one.field for one in conflicts_of(read)}
            emptied = [(conflict.field, None)]
            assert with_values(replace(read, kept=()), emptied) == with_values(owls, emptied)
            assert getattr(read, conflict.field) == option.value
            seen += 1
    assert seen == 10
