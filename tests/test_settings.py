"""Settings: what a curator may decide, and how a mistake is named."""

from pathlib import Path

import pytest

from generator.records.settings import Rulings, Settings, check_topics, load_decisions
from tests.make import paper


def _folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_folder_without_settings_has_the_defaults(tmp_path: Path) -> None:
    """No file is needed."""
    decisions, problems = load_decisions(tmp_path)
    assert (decisions.settings, decisions.rulings, decisions.topics, problems) == (Settings(), Rulings(), {}, [])


def test_all_four_files_are_read(tmp_path: Path) -> None:
    """Each into its own type."""
    decisions, problems = load_decisions(
        _folder(
            tmp_path,
            catalog="title: Boats\nrelated: 3\nabstracts: omit\n",
            topics="boats:\n  title: Boats\n  definition: What floats.\n  strong: [boat]\n  ignore: [steam boat]\n"
            "rafts:\n  title: Rafts\n  definition: Flat.\n  parents: [boats]\n",
            venues="route:\n  name: ROUTE\n  kind: conference\n",
            rulings="same:\n  - [a, b]\n",
        )
    )
    assert problems == []
    assert (decisions.settings.title, decisions.settings.related, decisions.settings.abstracts) == ("Boats", 3, "omit")
    assert [t.ignore for t in decisions.topics.values()] == [("steam boat",), ()]
    assert decisions.venues["route"].kind == "conference"
    assert [(ruling.names, ruling.line) for ruling in decisions.rulings.same] == [(("a", "b"), 2)]


@pytest.mark.parametrize(
    ("file", "text", "where", "code", "hint"),
    [
        ("catalog", "titel: Boats\n", "catalog.yml:1", "unknown-key", "did you mean `title`?"),
        ("catalog", "related: many\n", "catalog.yml:1", "bad-value", ""),
        ("catalog", "title: B\nabstracts: maybe\n", "catalog.yml:2", "bad-value", ""),
        (
            "topics",
            "a:\n  title: A\n  definition: x\n  strng: [b]\n",
            "topics.yml:4",
            "unknown-key",
            "did you mean `strong`?",
        ),
        ("topics", "a:\n  title: A\n", "topics.yml:1", "missing-key", "add `definition: …`"),
        ("topics", "A b:\n  title: A\n  definition: x\n", "topics.yml:1", "bad-slug", ""),
        (
            "topics",
            "a:\n  title: A\n  definition: x\n  parents: [b]\n",
            "topics.yml",
            "bad-parent",
            "topics have two levels",
        ),
        ("venues", "v:\n  name: V\n  kind: meeting\n", "venues.yml:3", "bad-value", ""),
        ("rulings", "same: [a, b]\n", "rulings.yml:1", "bad-ruling", ""),
        ("rulings", "authors:\n  same:\n    - [Ada Roe]\n", "rulings.yml:3", "bad-ruling", ""),
        ("rulings", "authors:\n  sam: []\n", "rulings.yml:2", "unknown-key", "did you mean `same`?"),
        ("topics", "- a\n", "topics.yml:1", "not-a-mapping", "see the bundled topics.yml"),
    ],
)
def test_a_mistake_in_the_settings_is_named_with_its_line(
    tmp_path: Path, file: str, text: str, where: str, code: str, hint: str
) -> None:
    """The rest of the settings still counts."""
    _, problems = load_decisions(_folder(tmp_path, **{file: text}))
    assert [(p.where, p.code) for p in problems][:1] == [(where, code)]
    assert problems[0].hint == hint


def test_a_topic_that_only_a_record_knows_is_a_problem() -> None:
    """Removing an unknown topic is one, too."""
    records = {p.id: p for p in (paper("a", topics=("boats", "-rafts")),)}
    assert [p.code for p in check_topics(records, {})] == ["unknown-topic", "unknown-topic"]
