"""Formulas as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.knowledge.catalog import Catalog
from generator.model import PaperId
from generator.publish.feeds import feed_files
from generator.publish.mathtext import without_math
from generator.publish.pages.paper import render_paper
from tests.exports.toy import catalog_of
from tests.make import paper


@pytest.mark.parametrize(("title", "shown"), [
    ("$\\alpha$-tides and $\\mathcal{O}(n\\log n)$ kelp", "α-tides and O(n log n) kelp"),
    ("Counting $10^6$ owls in $O(n^{2})$", "Counting 10⁶ owls in O(n²)"),
    ("Owls for $5 to $10", "Owls for $5 to $10"),
    ("$x \\le y$, $x\\le y$ and $\\infty$", "x ≤ y, x ≤ y and ∞"),
    ("$\\ell_p^q$ lamps, $L^p$ wires", "ℓ_p^q lamps, L^p wires"),
    ("In $O(n^{1+o(1)})$ or $\\Theta(\\log^2 n)$", "In O(n^(1+o(1))) or Θ(log² n)"),
    ("$\\|x\\|_2$ and $\\mathbb{R}^{d\\times d}$", "‖x‖₂ and ℝ^(d × d)"),
    ("$\\text{CO}_2$, $^{13}\\mathrm{C}$, $90^\\circ$, $5^{th}$", "CO₂, ¹³C, 90°, 5th"),
    ("$\\frac{a+b}{c}$, $\\frac12$, $\\sqrt{2}$, $\\binom{n}{k}$", "(a+b)/c, 1/2, √2, (n over k)"),
    ("$\\operatorname{wave}(\\mathbf{x})$ at $\\lfloor x \\rfloor$", "wave(x) at ⌊x⌋"),
])  # fmt: skip
def test_a_formula_is_written_in_characters(title: str, shown: str) -> None:
    """What has no raised or lowered form keeps its sign, and its braces become brackets."""
    assert without_math(title) == shown


@given(st.text(alphabet="\\{}^_ abfrcsqtx12$|", max_size=30))
def test_no_formula_is_too_broken(tex: str) -> None:
    """Something is shown of it, and nothing of how it was made."""
    assert not {"\ue000", "\ue001"} & {*without_math(f"${tex}$")}


def test_a_formula_that_nests_without_end_is_shown_as_it_is() -> None:
    """It costs neither the page nor the time."""
    assert len(without_math("$" + "{" * 3000 + "$ owls")) < 4000


def _catalog() -> Catalog:
    return catalog_of(paper("x", title="$\\alpha$-owls", summary="They count $\\beta$.", authors=("Ada Roe",)))


def test_heads_of_pages_and_feeds_are_text() -> None:
    """Title, description, tags and structured data; the page itself shows the formula."""
    page = next(render_paper(_catalog(), "x"))
    assert page.path == f"papers/{PaperId('x')}.md"
    head, _, body = page.text.partition("\n---\n")
    assert "α-owls" in head and "They count β." in head and "\\alpha" not in head
    assert "<math" in body
    for path, text in feed_files(_catalog()):
        assert "alpha" not in text and "beta" not in text and ("α-owls" in text or "authors" not in path)
