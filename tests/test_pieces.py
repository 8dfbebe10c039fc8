"""Search, topics and related papers take texts apart piece by piece, between spaces, and find what the whole has."""

from hypothesis import given
from hypothesis import strategies as st

from generator.clean.text import fold
from generator.knowledge.phrases import fold_phrase
from generator.publish.search.fold import words

AWKWARD = "  Σσς'-\u0301\u3099\u00a8\t\u00a0\u1680\u2028é深か:_.sS"
"""What changes with its neighbours, or divides words without being a space."""
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(AWKWARD)), max_size=30)


@given(TEXTS)
def test_the_words_of_a_text_are_those_of_its_pieces(text: str) -> None:
    """In the same places."""
    found: list[tuple[str, int]] = []
    at = 0
    for piece in text.split(" "):
        own = words(piece)
        found += [(word, at + offset) for word, offset in own]
        at += own[-1][1] + 1 if own else 0
    assert found == words(text)


@given(TEXTS)
def test_what_is_folded_in_pieces_is_folded_as_the_whole(text: str) -> None:
    """As phrases and as terms."""
    for folded in (fold, fold_phrase):
        assert [word for piece in text.split(" ") for word in folded(piece).split()] == folded(text).split()
