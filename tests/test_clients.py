"""What we write, as the programs take it that people use: BibTeX with pdfLaTeX, pandoc and xmllint. For biber there is
`test_biber.py`."""

import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator.clean.signs import FORMULAS
from generator.intake.readers import Reader, decode, detect
from generator.knowledge.catalog import Catalog, build_catalog
from generator.pipeline import import_captures, load_catalog
from generator.publish.exports import export_named
from generator.publish.exports.tex import as_latex, as_title, in_tex
from generator.publish.feeds import feed_files
from generator.records.load import load
from tests.exports.toy import catalog_of, papers
from tests.make import paper
from tests.shared import ROOT, SHARED

pytestmark = pytest.mark.slow

PACKAGES = {
    "pdflatex": "texlive-latex-base",
    "bibtex": "texlive-latex-base",
    "pandoc": "pandoc",
    "xmllint": "libxml2-utils",
}


def _run(program: str, *args: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """The program's run; without it the test is skipped, but in CI's own run fails."""
    if shutil.which(program) is None:
        reason = f"no {program} found. Debian, Ubuntu: sudo apt install {PACKAGES[program]}"
        pytest.fail(reason) if os.environ.get("PAPER_CATALOG_CLIENTS") == "required" else pytest.skip(reason)
    return subprocess.run(
        [program, *args], cwd=folder, capture_output=True, encoding="utf-8", errors="replace", timeout=120, check=False
    )


@cache
def _bundled() -> Catalog:
    return load_catalog(ROOT / "site_src")[0]


def _text(catalog: Catalog, format_: str = "bibtex") -> str:
    return "".join(export_named(format_).render(catalog, catalog.papers.values()))


# --- BibTeX and pdfLaTeX ---------------------------------------------------------------------------------------------

_HEAD = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{amsmath,amssymb}
"""
_SCRIPTS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "CYRILLIC", "ARABIC", "HEBREW", "DEVANAGARI", "BENGALI", "THAI")
"""Those for which pdfLaTeX needs fonts and a package for each."""


def _is_beyond_tex(char: str) -> bool:
    """A letter of such a script, or a pictograph."""
    return unicodedata.name(char, "").startswith(_SCRIPTS) or (ord(char) > 0xFFFF and not char.isalnum())


def _complaints(text: str, folder: Path) -> list[str]:
    """What bibtex and pdfLaTeX call an error of a document that cites all entries and prints their abstracts, too."""
    beyond = sorted(filter(_is_beyond_tex, {*text}))
    declared = "".join(rf"\DeclareUnicodeCharacter{{{ord(char):04X}}}{{?}}" + "\n" for char in beyond)
    cites = "\\begin{document}\n\\nocite{*}\n\\bibliographystyle{plain}\n\\bibliography{catalog}\n\\end{document}\n"
    (folder / "catalog.bib").write_text(text, encoding="utf-8")
    (folder / "all.tex").write_text(_HEAD + declared + cites, encoding="utf-8")
    (folder / "all.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{catalog}\n", encoding="utf-8")
    bibtex = _run("bibtex", "all", folder=folder)
    found = [] if bibtex.returncode == 0 else re.findall(r"^(?!Warning|This is|The |Database).+", bibtex.stdout, re.M)
    assert "\\bibitem" in (folder / "all.bbl").read_text(encoding="utf-8", errors="replace"), bibtex.stdout
    return found + _printed("all.tex", folder)


def _printed(name: str, folder: Path) -> list[str]:
    """What pdfLaTeX calls an error, without making the pages."""
    _run("pdflatex", "-draftmode", "-interaction=nonstopmode", "-file-line-error", name, folder=folder)
    log = (folder / name).with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    assert "Output written" in log or "No pages" in log or ":1: " in log or "PDF statistics" in log, log[-2000:]
    return re.findall(r"^(?:\S*\.(?:tex|bbl):\d+: .*|! .*)", log, re.M)


def test_pdflatex_prints_the_bundled_catalog(tmp_path: Path) -> None:
    """All entries, without an error."""
    assert _complaints(_text(_bundled()), tmp_path) == []


def test_pdflatex_prints_all_that_a_record_can_hold(tmp_path: Path) -> None:
    """Signs, accents and scripts in titles, names and venues."""
    signs = paper("signs", title="β ≤ 10⁶ → ∞ of ℝ: “Owls” – $O(n^2)$ & 5% <b> $50%$", authors=("Nguyễn Ḥasan", "李明"),
                  venue="Proceedings of H₂O", date="2024")  # fmt: skip
    assert _complaints(_text(catalog_of(*papers(), signs)), tmp_path) == []


def test_pdflatex_prints_each_sign_and_each_latin_letter(tmp_path: Path) -> None:
    """Those of the table of signs by their names; letters with the accents that TeX has, in titles too."""
    latin = [char for char in map(chr, range(0xA1, 0x250)) if in_tex(char) != char or ord(char) < 0x180]
    printable = [char for char in latin if char not in "ĦħĸĿŀŉŦŧſ"]
    vietnamese = [char for char in map(chr, range(0x1E00, 0x1F00)) if in_tex(char) != char]
    assert len(vietnamese) > 150
    lines = [in_tex(as_latex(char)) + "\n\n" + in_tex(as_title(f"x {char}A")) for char in [*FORMULAS, *printable,
                                                                                         *vietnamese]]  # fmt: skip
    body = "\n\n".join(lines)
    text = f"{_HEAD}\\begin{{document}}\n{body}\n\\end{{document}}\n"
    (tmp_path / "signs.tex").write_text(text, encoding="utf-8")
    assert _printed("signs.tex", tmp_path) == []


def test_pdflatex_finds_a_mistake(tmp_path: Path) -> None:
    """Else the others would say nothing."""
    assert any("Unicode character" in line for line in _complaints("@misc{a, title = {β}}\n", tmp_path))
    assert any("Repeated entry" in line for line in _complaints("@misc{a,}\n@misc{a,}\n", tmp_path))


FILES = tuple(f"data/{name}" for name in "arxiv-atom bbt-import-sample bibtex-torture endnote-dedupe ris".split())


@pytest.mark.shared(*FILES)
def test_pdflatex_prints_what_was_imported(tmp_path: Path) -> None:
    """Files of reference managers, with the slips of many hands."""
    files = sorted(path for name in FILES for path in (SHARED / name).rglob("*") if path.is_file())
    captures = filter(None, (decode(path.name, path.read_bytes())[0] for path in files))
    (tmp_path / "records").mkdir()
    done = import_captures(tmp_path, [capture for capture in captures if isinstance(detect(capture), Reader)])
    assert len(done.result.papers) > 600
    catalog = build_catalog(done.result.papers, load(ROOT / "site_src")[0])
    assert _complaints(_text(catalog), tmp_path) == []


# --- pandoc ----------------------------------------------------------------------------------------------------------

_SUFFIXES = {"bibtex": "bibtex", "csl-json": "csljson", "ris": "ris"}
"""Our format → pandoc's."""


def _bibliography(format_: str, folder: Path) -> list[str]:
    """What citeproc makes of the bundled catalog, a line an entry."""
    name = f"catalog{export_named(format_).suffix}"
    (folder / name).write_text(_text(_bundled(), format_), encoding="utf-8", newline="")
    run = _run("pandoc", "-f", _SUFFIXES[format_], "--citeproc", "-t", "plain", "--wrap=none", name, folder=folder)
    assert (run.returncode, run.stderr) == (0, "")
    return [line for line in run.stdout.splitlines() if line]


def _levelled(lines: Iterable[str]) -> list[str]:
    """Without capitals, which pandoc gives BibTeX's titles anew, and the arXiv id, which BibTeX says by its address."""
    return [re.sub(r" \d{4}\.\d{4,5}\. arxiv\.(?= https)", "", line.casefold()) for line in lines]


def test_pandoc_makes_the_same_bibliography_of_bibtex_and_csl_json(tmp_path: Path) -> None:
    """Entry by entry; and acronyms have their capitals in both."""
    bibtex, csl = (_bibliography(format_, tmp_path) for format_ in ("bibtex", "csl-json"))
    assert len(bibtex) == len(_bundled().papers)
    assert _levelled(bibtex) == _levelled(csl)
    titles = [[re.findall(r"\b\w+[A-Z]\w*", line.partition("“")[2].partition("”")[0]) for line in lines]
              for lines in (bibtex, csl)]  # fmt: skip
    assert titles[0] == titles[1] and sum(map(len, titles[0])) > 50


def test_pandoc_reads_ris_where_it_can(tmp_path: Path) -> None:
    """Since version 3; as many entries as there are papers."""
    if "ris" in _run("pandoc", "--list-input-formats", folder=tmp_path).stdout.split():
        assert len(_bibliography("ris", tmp_path)) == len(_bundled().papers)


# --- xmllint ---------------------------------------------------------------------------------------------------------

SCHEMA = Path(__file__).parent / "feeds" / "atom.rng"


@pytest.mark.parametrize("site", ["https://papers.example/x/", ""], ids=["published", "local"])
def test_feeds_follow_their_schema(site: str, tmp_path: Path) -> None:
    """Those of the bundled catalog, of each topic and each author, and of all that a record can hold."""
    names = []
    for number, catalog in enumerate((_bundled(), catalog_of(*papers()), catalog_of())):
        for path, text in feed_files(replace(catalog, site_url=site)):
            if path.endswith(".xml"):
                names.append(f"{number}-{path.replace('/', '-')}")
                (tmp_path / names[-1]).write_text(text, encoding="utf-8")
    run = _run("xmllint", "--noout", "--relaxng", SCHEMA, *names, folder=tmp_path)
    assert [line for line in run.stderr.splitlines() if not line.endswith(" validates")] == []
    assert run.returncode == 0 and len(names) > 500


def test_the_schema_finds_a_mistake(tmp_path: Path) -> None:
    """Else the test before would say nothing."""
    good = dict(feed_files(replace(catalog_of(*papers()), site_url="https://papers.example/")))["feed.xml"]
    for part, other in (("<updated>", "<updated> x"), ('rel="self"', 'rel="own"'), ("id>", "ids>")):
        (tmp_path / "feed.xml").write_text(good.replace(part, other), encoding="utf-8")
        run = _run("xmllint", "--noout", "--relaxng", SCHEMA, "feed.xml", folder=tmp_path)
        assert run.returncode != 0, part
