"""Related papers are the nearest by BM25, to the last digit and in every tie, and found only when asked for."""

from collections.abc import Mapping, Sequence

import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.knowledge import bm25
from generator.knowledge.bm25 import Index, Near
from generator.knowledge.people import People, find_people
from generator.knowledge.relate import relate
from generator.knowledge.terms import read_terms
from generator.model import Paper, PaperId
from generator.records.settings import AuthorRulings
from tests.make import paper

Found = list[list[tuple[int, float]]]
TEXTS = st.lists(st.lists(st.sampled_from("sail hull mast keel oars knot deck rope buoy tide".split()), max_size=8))


def _reference(texts: Sequence[str], most: int) -> Found:
    """Every text scored for every other, with what the library of that name has for each term alone."""
    words = [text.split() for text in texts]
    index = bm25s.BM25(method="lucene")
    index.index([own or [" "] for own in words], show_progress=False)
    known = {word: index.get_scores([word]) for word in sorted({word for own in words for word in own})}
    asks = [{word: np.float32(own.count(word) * 8 / (own.count(word) + 7)) for word in sorted({*own})} for own in words]
    itself = np.array(
        [sum(float(asks[n][word] * known[word][n]) for word in asks[n]) for n in range(len(texts))], np.float64
    )
    power = np.where(itself > 0, itself, 1) ** bm25.ITSELF
    known = {word: (adds / power).astype(np.float32) for word, adds in known.items()}
    found: Found = []
    for n, own in enumerate(asks):
        scores = np.zeros(len(texts), np.float32)
        for word, often in own.items():
            scores += often * known[word]
        scores = np.round(scores, 4)
        scores[n] = 0
        best = np.lexsort((np.arange(len(scores)), -scores))[:most]
        found.append([(int(near), float(scores[near])) for near in best if scores[near] > 0])
    return found


def _ours(texts: Sequence[str], most: int, at_once: int) -> Found:
    index = Index(read_terms(texts, str.split))
    found: Found = [[] for _ in texts]
    for start in range(0, len(texts), at_once):
        near = index.nearest(range(start, min(start + at_once, len(texts))), most)
        for asked, text, score in zip(near.asked.tolist(), near.text.tolist(), near.score.tolist(), strict=True):
            found[start + asked].append((text, score))
    return found


@pytest.mark.parametrize("share", [0.0, bm25.SHARE, 0.4, 9.0])
@given(texts=TEXTS, most=st.integers(1, 4), at_once=st.integers(1, 7))
def test_the_nearest_are_those_of_scoring_all(texts: list[list[str]], most: int, at_once: int, share: float) -> None:
    """However much is passed over at first: texts without words, equal texts and ties among them."""
    joined = [" ".join(words) for words in texts]
    if not any(joined):
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bm25, "SHARE", share)
        patch.setattr(bm25, "PARTS", 2)
        assert _ours(joined, most, at_once) == _reference(joined, most)


def test_the_nearest_of_many_texts_are_those_of_scoring_all() -> None:
    """Of texts long enough that most of their terms are passed over."""
    random = np.random.default_rng(7)
    texts = [" ".join(f"w{n}" for n in random.zipf(1.3, 60) if n < 5_000) for _ in range(900)]
    assert _ours(texts, 6, 64) == _reference(texts, 6)


def test_a_catalog_without_words_has_no_nearest() -> None:
    """Neither has one without papers."""
    assert _ours(["", ""], 3, 2) == [[], []]
    assert _ours([], 3, 2) == []


def test_terms_count_as_often_as_they_come() -> None:
    """By text and term, terms sorted; a piece gives as many as its words."""
    terms = read_terms(["b-a a", "", "a  c"], lambda piece: piece.split("-") if piece else ())
    assert (terms.words, terms.first.tolist()) == (["a", "b", "c"], [0, 2, 2, 4])
    assert (terms.term.tolist(), terms.count.tolist()) == ([0, 1, 0, 2], [2, 1, 1, 1])
    assert terms.lengths.tolist() == [3, 0, 2]


def test_texts_are_read_in_batches_as_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that comes first in a later batch has its place among the others."""
    texts = ["reef mast", "anchor mast mast", "", "keel anchor"]
    whole = read_terms(texts, str.split)
    monkeypatch.setattr("generator.knowledge.terms.BATCH", 1)
    parts = read_terms(texts, str.split)
    assert parts.words == whole.words == ["anchor", "keel", "mast", "reef"]
    for name in ("first", "term", "count", "lengths"):
        assert getattr(parts, name).tolist() == getattr(whole, name).tolist()


def _fleet() -> dict[PaperId, Paper]:
    made = [paper(f"p{n:02}", title=f"Sail {n % 7} and mast {n % 3} of hull {n}") for n in range(30)]
    return {record.id: record for record in made}


def _people(papers: Mapping[PaperId, Paper]) -> People:
    return find_people(papers, AuthorRulings())


def test_one_paper_is_answered_without_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a few papers are asked about, and those the same way as with all."""
    papers = _fleet()
    all_ = dict(relate(papers, {}, lambda: _people(papers), 3))
    asked: list[int] = []
    nearest = Index.nearest
    monkeypatch.setattr(bm25, "AT_ONCE", 4)

    def noted(index: Index, texts: Sequence[int], most: int) -> Near:
        asked.extend(texts)
        return nearest(index, texts, most)

    monkeypatch.setattr(Index, "nearest", noted)
    found = relate(papers, {}, lambda: _people(papers), 3)
    assert found[PaperId("p17")] == all_[PaperId("p17")]
    assert asked == [16, 17, 18, 19]
    assert dict(found) == all_
    assert sorted(asked) == list(range(30))
