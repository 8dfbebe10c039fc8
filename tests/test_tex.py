"""Text as LaTeX that pdfLaTeX prints, and that our own reader reads back."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clean.latex import parse_latex
from generator.clean.names import parse_name, split_names
from generator.clean.signs import FORMULAS, SIGNS
from generator.publish.exports.tex import as_latex, as_title, in_tex


@pytest.mark.parametrize(("text", "latex"), [
    ("α-owls: H₂O ≥ 5 → μ", "{$\\alpha$}-owls: H\\textsubscript{2}O {$\\geq$} 5 {$\\rightarrow$} {$\\mu$}"),
    ("x>7 | y<3", "x\\textgreater{}7 \\textbar{} y\\textless{}3"),
    ("10⁻¹² in ℝ ∪ ∞", "10\\textsuperscript{-12} in {$\\mathbb{R}$} {$\\cup$} {$\\infty$}"),
    ("“Lamps” – at night—or", "``Lamps'' -- at night---or"),
    ("a-–b ––c “`d", "a-{}--b --{}--c ``{}`d"),
    ("Ødegård, Šimić, Kőrös, Łuk", "Ødegård, Šimić, Kőrös, Łuk"),
    ("Nguyễn, Phạm, Ḥasan", "Nguy{\\~{\\^{e}}}n, Ph{\\d{a}}m, {\\d{H}}asan"),
    ("ʿAlī of ώ Α", "{${}^{\\mathrm{c}}$}Alī of {$\\acute{\\omega}$} {$\\mathrm{A{}}$}"),
    ("李明 and Ивá", "李明 and Ивá"),
    ("$x ≤ y$", "$x \\ensuremath{\\leq} y$"),
    ("∆ and Δ", "{$\\Delta{}$} and {$\\Delta$}"),
])  # fmt: skip
def test_what_pdflatex_lacks_has_its_name(text: str, latex: str) -> None:
    """Accents that it takes stay as they are, and so does what TeX has no name for; all of it is read again."""
    text = unicodedata.normalize("NFC", text)
    assert in_tex(as_latex(text)) == latex
    assert parse_latex(latex) == text


@pytest.mark.parametrize("char", [char for char in FORMULAS if not char.isascii()])
def test_each_sign_is_read_as_it_was_written(char: str) -> None:
    """In a text, in a title and in a formula."""
    for text in (f"a {char}b", f"{char}", f"$a{char}b$"):
        assert parse_latex(in_tex(as_latex(text))) == text
        assert parse_latex(in_tex(as_title(text))) == text


def test_a_formula_and_a_character_are_told_apart() -> None:
    """Braces right around a formula mean a character, as in what Zotero writes; a paper's own formulas have none."""
    for tex in ("\\alpha", "\\Delta", "\\mathbb{R}", "-"):
        title = f"On ${tex}$ and {SIGNS[tex]}"
        assert parse_latex(in_tex(as_title(title))) == title
    assert parse_latex("TGF{$\\beta$}1 {$\\le$} {$O(n)$} \\ensuremath{\\gamma}") == "TGFβ1 ≤ $O(n)$ γ"


@pytest.mark.parametrize("formula", ["$50%$", "$a & b$", "$^\\\\x$", "$x_$", "$#1$", "$}{$"])
def test_what_tex_cannot_set_is_text(formula: str) -> None:
    """It would end the field, or stop the run; read again it is the same."""
    assert not re.search(r"(?<!\\)\$", as_latex(formula))
    assert parse_latex(as_latex(formula)) == formula


@pytest.mark.parametrize(("title", "shown"), [
    ("Learning OWL-like models of the North Sea", "Learning {OWL}-like models of the {North Sea}"),
    ("Deep Tides: Learning OWL-Like Models of the North Sea",
     "Deep Tides: Learning {OWL}-Like Models of the North Sea"),
    ("Owls at dusk: Evidence from Berlin", "Owls at dusk: Evidence from {Berlin}"),
    ("Do owls sleep? Evidence from Ely", "Do owls sleep? {Evidence} from {Ely}"),
    ("Attention is All Owls Need", "Attention is All Owls Need"),
    ("iLamp, mRNA, O'Brien's T5 and Vitamin C", "{iLamp}, {mRNA}, {O'Brien's T5} and Vitamin {C}"),
    ("A Lamp and I", "A Lamp and {I}"),
    ("“Owls” of Rome", "``{Owls}'' of Rome"),
    ("OWLS OF ROME", "OWLS OF ROME"),
    ("LAMPS", "{LAMPS}"),
    ("Lamps of CO₂ and Ωmega", "Lamps of {CO\\textsubscript{2}} and {$\\Omega$}mega"),
    ("In $O(N)$ or $n^2$ steps", "In {$O(N)$} or $n^2$ steps"),
])  # fmt: skip
def test_a_title_protects_names_and_acronyms(title: str, shown: str) -> None:
    """Names only where the title is written as a sentence; BibTeX itself keeps what begins it, or follows a colon."""
    assert in_tex(as_title(title)) == shown
    assert parse_latex(shown) == title


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), max_size=20))
def test_protection_adds_only_braces(title: str) -> None:
    """Any title, whatever it begins with, has the same characters in the same order."""
    assert re.sub(r"[{}]", "", as_title(title)) == re.sub(r"[{}]", "", as_latex(title))
    assert as_title(title).count("{") == as_title(title).count("}")


@pytest.mark.parametrize("name", ["ʾ", "ʿAbd al-Ḥasan", "Maʾmūn Ūl", "Falkʾ"])
def test_a_name_with_half_rings_is_no_name_with_a_footnote(name: str) -> None:
    """They are raised in TeX, as the marks of footnotes are."""
    assert parse_name(in_tex(as_latex(name)), latex=True) == name
    first, second = split_names(in_tex(as_latex(f"{name} and Ina Falk")))[0]
    assert (parse_name(first, latex=True), second) == (name, "Ina Falk")
