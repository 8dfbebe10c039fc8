"""Markup, entities and MathML become text once, in `normalize`; what only looks like it stays."""

from dataclasses import replace

import pytest

from generator.clean.markup import plain_text
from generator.intake.normalize import normalize
from generator.model import RawRecord

RAW = RawRecord(reader="x", capture="x", line=1, lines=frozenset({1}), text="x")


@pytest.mark.parametrize(("text", "plain"), [
    ("CO<sub>2</sub> and <i>Ulva</i> &amp; 10<sup>6</sup> m", "CO₂ and Ulva & 10⁶ m"),
    ("<p>Kelp &lt;3 m.</p>", "Kelp <3 m."),
    ("R&amp;amp;D", "R&D"), ("m s<sup>−1</sup>", "m s⁻¹"), ("Ca<sup>2+</sup>, <sup>13</sup>C", "Ca²⁺, ¹³C"),
    ("2<sup>nd</sup>", "2nd"), ("37<sup>o</sup>C", "37°C"), ("2<sup>n-1</sup>", "2ⁿ⁻¹"), ("CO<sub>2eq</sub>", "CO₂eq"),
    ("10<sup>-3.5</sup> M", "$10^{-3.5}$ M"), ("2<sup>k</sup>", "$2^{k}$"), ("x<sub>i,j</sub>", "$x_{i,j}$"),
    ("T<sub>in</sub>, K<sub>max</sub>", "Tin, Kmax"), ("x<sup><i>n</i></sup>", "xⁿ"), ("<i>n < 5</i> x", "n < 5 x"),
    ("<p>cut <i>Ulv", "cut Ulv"), ("a<br>b<br/>c", "a b c"), ("<ul><li>a</li><li>b</li></ul>", "a b"),
    ('<span class="nocase">pH</span>', "pH"), ("&lt;sup&gt;2&lt;/sup&gt;", "²"), ("10<SUP>6</SUP>", "10⁶"),
    ("<mml:math><mml:msup><mml:mn>10</mml:mn><mml:mn>6</mml:mn></mml:msup></mml:math> m", "10⁶ m"),
    ("<math><mi>O</mi><mo>(</mo><msup><mi>n</mi><mn>2</mn></msup><mo>)</mo></math>", "O(n²)"),
    ("<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>", r"$\frac{a}{b}$"),
    ("<math><msqrt><mi>x</mi></msqrt></math>", r"$\sqrt{x}$"),
    ("<math><msub><mi>x</mi><mi>i</mi></msub><mo>&lt;</mo><mn>3</mn></math>", "$x_{i}<3$"),
])  # fmt: skip
def test_markup_becomes_what_it_prints(text: str, plain: str) -> None:
    """A raised digit stays raised; what Unicode has no sign for is a formula, where letters would say otherwise."""
    assert plain_text(text) == plain


@pytest.mark.parametrize("text", [
    "Shells with n < 5 and p > 0.05 at R&D sites", "We test if a<b & b>c holds.", "The <object> tag and AT&T",
    "the tokens <S>, <s> and </s>", "map<a,b> of vector<i>", "the <b> tag", "p<0.05", "if (a<b) c>d", "10<sup>6",
])  # fmt: skip
def test_signs_that_are_meant_stay(text: str) -> None:
    """A tag of formatting counts where it is closed."""
    assert plain_text(text) == text


@pytest.mark.parametrize("latex", [False, True])
def test_every_reader_gets_it(latex: bool) -> None:
    """Also BibTeX, whose LaTeX is read first; names hold entities too."""
    raw = replace(RAW, latex=latex, title="H<sub>2</sub>O &amp; 10<sup>-3</sup>", authors=("M&uuml;ller, Ann",))
    row, problems = normalize(raw)
    assert row and not problems
    assert (row.facts.title, row.facts.authors[0].name) == ("H₂O & 10⁻³", "Ann Müller")
