"""The part of a catalog that somebody asks for, and what is said to who asks for what is not there."""

import pytest

from generator.knowledge.selection import Selection, select
from generator.problems import CatalogError
from tests.pages.toy import BOATS, LANTERN, NAMELESS, PLAIN, toy_catalog

CATALOG = toy_catalog()


@pytest.mark.parametrize(("wanted", "ids"), [
    (Selection(), [BOATS, LANTERN, NAMELESS, PLAIN]),
    (Selection(topic="paper-craft"), [BOATS, LANTERN]),
    (Selection(topic="Paper craft", years="2023"), [BOATS]),
    (Selection(author="Ada Moller"), [BOATS, LANTERN]),
    (Selection(author="ada-moller", venue="LampConf"), [LANTERN]),
    (Selection(years="2023-2024"), [BOATS, LANTERN, PLAIN]),
    (Selection(years="1999"), []),
    (Selection(ids=("lamp-2024", "2023.toy-long.1")), [BOATS, LANTERN]),
])  # fmt: skip
def test_all_that_is_named_must_hold(wanted: Selection, ids: list[str]) -> None:
    """Topics with their sub-topics, people in any spelling, former ids; in id order."""
    assert [paper.id for paper in select(CATALOG, wanted)] == ids


@pytest.mark.parametrize(("wanted", "said"), [
    (Selection(topic="papercraft"), "no topic `papercraft`: .* \\(near: paper-craft\\)"),
    (Selection(author="Ada Mollr"), "no author `Ada Mollr`: .* \\(near: ada-moller\\)"),
    (Selection(venue="LampConv"), "no venue `LampConv`: .* \\(near: lampconf\\)"),
    (Selection(ids=("boats-2022",)), "no paper `boats-2022`: .* \\(near: boats-2023"),
    (Selection(topic="zzz"), "no topic `zzz`: expected one that the catalog has$"),
    (Selection(years="last"), "found the year `last`"),
    (Selection(years="2024-2023"), "found the year `2024-2023`"),
])  # fmt: skip
def test_what_is_not_there_is_misuse(wanted: Selection, said: str) -> None:
    """With what may have been meant."""
    with pytest.raises(CatalogError, match=said):
        select(CATALOG, wanted)
