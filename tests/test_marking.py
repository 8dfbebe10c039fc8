"""Names and phrases are shown where they stand, and no text makes markup of what is around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.publish.escaping import math_text
from generator.publish.pages.marking import marked_text

LINK = {"FoldNet": Markup("[FoldNet](fold.md)")}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("We use FoldNet. FoldNet folds.", "We use [FoldNet](fold.md)&#46; FoldNet folds."),
        ("FoldNet-2 and FoldNets", "FoldNet-2 and FoldNets"),
        ("a KV-cache, kv cache", 'a <mark class="phrase">KV-cache</mark>&#44; <mark class="phrase">kv cache</mark>'),
        ("a $KV$ cache", None),
        ("kv cached", None),
    ],
)
def test_what_was_found_is_shown_where_it_stands(text: str, shown: str | None) -> None:
    """A name once, whole; a phrase each time, whatever stands between its words; nothing in or across a formula."""
    assert marked_text(text, LINK, ["kv cache"]) == (math_text(text) if shown is None else shown)


@given(st.lists(st.sampled_from(["FoldNet", "kv", "cache", "$x$", "<b>", "](", "`", "&amp;", " ", "1. ", "*"])))
def test_marks_change_nothing_else(pieces: list[str]) -> None:
    """Without links and marks the text is that without any, whatever stands beside them."""
    text = "".join(pieces)
    marked = marked_text(text, {"FoldNet": Markup("FoldNet")}, ["kv cache"])
    bare = marked.replace('<mark class="phrase">', "").replace("</mark>", "")
    assert Markup(bare).unescape().split() == math_text(text).unescape().split()
