"""LaTeX into Unicode: all of it in BibTeX, only what is certain in scraped text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clean.latex import parse_latex, repair_latex
from generator.clean.text import clean_text

LATEXY = st.text(alphabet=st.sampled_from(list("ab \\{}$%&~^_'\"`-#1.")) | st.characters(), max_size=30)


@pytest.mark.parametrize(("text", "plain"), [
    (r"{\"O}zg{\"u}r at 5\% of $x^2$", "Özgür at 5% of $x^2$"),
    (r"Erd{\H o}s, na\"ive, {\ss}, \c{c}, \v{s}, \'{\i}", "Erdős, naïve, ß, ç, š, í"),
    ("{The {OWL} Prize}", "The OWL Prize"),
    ("``Owls'' --- an en--dash", "“Owls” — an en–dash"),
    ("it grew 40% to {R&D} #1", "it grew 40% to R&D #1"),
    (r"{it} costs \$5 and $10 million", "it costs $5 and $10 million"),
    (r"\cite{roe} says \url{http://a.example/x_1}", "[roe] says http://a.example/x_1"),
    (r"see \href{https://a.example}{the page}", "see the page (https://a.example)"),
    (r"\emph{all} {\bf owls} in \textsc{Snow}", "all owls in Snow"),
    (r"models (\aka owls) of {x}", "models (a.k.a. owls) of x"),
    (r"a \mystery word", r"a \mystery word"),
    (r"\mkbibquote{Owls} in {\TeX}", "Owls in TeX"),
    (r"$\alpha_{1}$ and {\(x\)}", r"$\alpha_{1}$ and \(x\)"),
    (r"\LaTeX{} and \TeX\ by \mystery{}", r"LaTeX and TeX by \mystery"),
    (r"{\textless} \textquotesingle x\textquotesingle{} \S 5", "< 'x' §5"),
    (r"{\v R}eh{\r u}{\v r}ek (11\=22)", "Řehůřek (112̄2)"),
    (r"at http://a.example/\~{}roe, {\"}now{\"}, \^{}, na{\d}ve", 'at http://a.example/~roe, "now", ^, na ̣ve'),
    (r"{\noopsort{1973}}On {\relax Yu}lia", "On Yulia"),
    (r"NH\textsubscript{3} and 10\textsuperscript{-3}, 4\textsuperscript{\`eme}", "NH₃ and 10⁻³, 4ème"),
    (r"Cu$_2$O on {$\left( 000\bar{1} \right)$} {${\rm GaN}$}", "Cu₂O on (0001̅) GaN"),
    (r"the 4$^{th}$ at 5$^\circ$ and 10$^{-3}$, $^{13}$C", "the 4th at 5° and 10⁻³, ¹³C"),
    (r"$CO_2$ $x^{2}$ $O(1)$ $5$ $\bar{x}$", r"$CO_2$ $x^{2}$ $O(1)$ $5$ $\bar{x}$"),
    ("<i>Strix <b>alba</b></i>, CO<sub>2</sub>, R&amp;D, a <b> c", "Strix alba, CO₂, R&D, a <b> c"),
    (r"{\textless}i{\textgreater}Strix{\textless}/i{\textgreater} \&amp; <script>x</script>",
     "Strix & <script>x</script>"),
    ("brace { left open", "brace left open"),
    ("nothing to do", "nothing to do"),
])  # fmt: skip
def test_latex_becomes_what_it_prints(text: str, plain: str) -> None:
    """Accents and specials are read, braces go, formulas stay as they are."""
    assert clean_text(parse_latex(text)) == plain


@given(LATEXY)
def test_any_latex_is_read(text: str) -> None:
    """However broken the source is, it gives a text."""
    assert isinstance(parse_latex(text), str)


@pytest.mark.parametrize(("text", "mended"), [
    (r"only 55.8\% of it", "only 55.8% of it"),
    (r"R\&D with snow\_count", "R&D with snow_count"),
    (r"G\"odel, na\"{\i}ve, {\'e}t\'e, \v{S}\'{\i}ma", "Gödel, naïve, été, Šíma"),
    (r"size (\aka weight), \eg, \etal. say", "size (a.k.a. weight), e.g., et al. say"),
    (r"\emph{never} in \texttt{code}", "never in code"),
    ("so ``called'' owls", "so “called” owls"),
    (r"at \url{https://a.example} or \href{https://b.example}{here}", "at https://a.example or here (https://b.example)"),
])  # fmt: skip
def test_remnants_of_latex_are_mended(text: str, mended: str) -> None:
    """What can mean one thing only is put right."""
    assert repair_latex(text) == mended


@pytest.mark.parametrize("text", [
    r"a gain of 1.5$\times$ at $50\%$ load",
    r"the \mystery{macro} and {braces}",
    r"he said \"open the door\" and don\'t",
    r"C:\new\table",
    "from $5 to $10 million",
    "a ~ b, x_1, 40%",
    "it`s ``odd",
])  # fmt: skip
def test_what_is_uncertain_is_left_alone(text: str) -> None:
    """Formulas, unknown macros, escaped quotes, paths and money stay as found."""
    assert repair_latex(text) == text


@given(LATEXY)
def test_any_scraped_text_is_repaired(text: str) -> None:
    """Repairing never raises and never makes a control character."""
    assert len(clean_text(repair_latex(text))) <= 8 * len(text) + 8
