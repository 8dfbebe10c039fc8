"""Which pairs are compared."""

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.merge.blocking import candidates
from generator.intake.merge.evidence import View
from generator.model import Facts

TITLES = st.lists(st.sampled_from(["owl", "boat", "lantern", "grid", "kelp", "moss"]), max_size=4).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TITLES, TITLES, st.booleans()), max_size=9))
def test_an_import_compares_each_pair_with_a_new_row_and_no_other(papers: list[tuple[str, str, bool]]) -> None:
    """The pairs with a new row are those of a comparison of all: the records around them still count the words."""
    views = {f"p{n}": [View(Facts(title=title, abstract=text))] for n, (title, text, _) in enumerate(papers)}
    new = {f"p{n}" for n, (_, _, is_new) in enumerate(papers) if is_new}
    assert candidates(views, new) == {pair for pair in candidates(views) if new & {*pair}}
