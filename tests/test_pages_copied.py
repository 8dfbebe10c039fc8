"""Lists copied from pages and bare lists of ids: however a browser copies them, and where nothing may be claimed."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from generator.clean.dates import arxiv_date
from generator.intake.normalize import normalize
from generator.intake.readers import Reader, Reading, detect, read_capture
from generator.intake.readers.pages.names import are_people, people_of
from generator.intake.readers.pages.shapes import SHAPES
from generator.model import Capture, RawRecord
from generator.problems import Problem
from tests.shared import ROOT

FOLDER = Path(__file__).parent / "readers"
PAGES = sorted(path for shape in SHAPES for path in (FOLDER / shape.name).glob("plain.txt"))
page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
OF_PAGES = {"hf_papers", "hf_dataset", "catalyzex", "id_list", "accepted_papers", *(shape.name for shape in SHAPES)}
OF_THE_PAGE = {"line", "lines", "text", "venue", "date", "place", "publisher"}
"""What a row has of its place, or of the page around it."""


def reading_of(text: str, name: str) -> Reading:
    capture = Capture(name="-", text=text)
    reader = detect(capture)
    assert isinstance(reader, Reader), reader
    assert reader.name == name
    return read_capture(capture, reader)


def said(record: RawRecord) -> dict[str, Any]:
    return {f.name: getattr(record, f.name) for f in fields(record) if f.name not in OF_THE_PAGE}


def titled(text: str, name: str) -> list[tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]]:
    return [(record.title, record.authors, record.ids) for record in reading_of(text, name).records]


@page
def test_each_shape_leaves_nothing_of_its_page(path: Path) -> None:
    """Every line of a whole page is of a paper or named as furniture."""
    assert not reading_of(path.read_text(encoding="utf-8"), path.parent.name).residue


@page
@pytest.mark.parametrize("change", ["no-break spaces", "indented", "blank lines"])
def test_white_space_of_browsers_changes_nothing(path: Path, change: str) -> None:
    """No-break spaces, spaces around lines and blank lines between them are the browser's, not the paper's."""
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    paragraphs = next(shape.paragraphs for shape in SHAPES if shape.name == path.parent.name)
    changed = {
        "no-break spaces": text.replace(" ", "\xa0"),
        "indented": "\n".join(f"   {line} " for line in lines),
        "blank lines": text if paragraphs else "\n\n".join(filter(None, lines)),
    }[change]
    before, after = (reading_of(one, path.parent.name) for one in (text, changed))
    assert list(map(said, after.records)) == list(map(said, before.records))


@page
def test_a_page_may_be_copied_from_the_middle(path: Path) -> None:
    """A copy that begins or ends within an entry has every other entry as the whole page has it."""
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    whole = reading_of(text, path.parent.name).records
    for cut in range(min(whole[0].lines), max(whole[-1].lines)):
        below = [said(record) for record in whole if record.line > cut]
        if below:
            found = list(map(said, reading_of("\n".join(lines[cut:]), path.parent.name).records))
            assert found[-len(below) :] == below, cut


@pytest.mark.parametrize("text", [
    "3103.00021", "arXiv:3103.00021v2 [cs.CL]", "- <https://arxiv.org/abs/3103.00021>", "☐ 3103.00021;",
    "1. arxiv.org/pdf/3103.00021v1.pdf", "• https://huggingface.co/papers/3103.00021,",
    "[1] https://doi.org/10.48550/arXiv.3103.00021",
])  # fmt: skip
def test_one_id_is_a_record(text: str) -> None:
    """However an id is written, with bullets, numbers or angle brackets, it is the paper, and its month is known."""
    (record,) = reading_of(f"{text}\n", "id_list").records
    row, problems = normalize(record)
    assert row
    assert not problems
    assert row.facts.ids.arxiv == "3103.00021"
    assert arxiv_date(row.facts.ids.arxiv) == "2031-03"


@pytest.mark.parametrize(("text", "title"), [
    ("Owls at Night in Snow\nhttps://arxiv.org/abs/3103.00021", "Owls at Night in Snow"),
    ("3103.00021\nowls at night, in snow", "owls at night, in snow"),
    ("Owls at Night - https://arxiv.org/abs/3103.00021", "Owls at Night"),
    ("* [3103.00021] Owls at Night (KETTLE 2031)", "Owls at Night"),
    ("https://arxiv.org/abs/3103.00021 | Owls at Night", "Owls at Night"),
    ("To read:\n3103.00021", ""),
])  # fmt: skip
def test_a_title_beside_or_above_an_id_is_its_own(text: str, title: str) -> None:
    """On the same line, the line above or the one below; a heading is no title."""
    assert titled(text, "id_list") == [(title, (), (("arxiv", "3103.00021"),))]


def test_ids_on_one_line_are_papers_each() -> None:
    """Several ids of one scheme are several papers, an id and a DOI are one."""
    assert [record.ids for record in reading_of("3103.00021, 3103.00022", "id_list").records] == [
        (("arxiv", "3103.00021"),), (("arxiv", "3103.00022"),),
    ]  # fmt: skip
    assert len(reading_of("3103.00021 (doi:10.1000/owls.1)", "id_list").records) == 1


LETTER = """Dear all,

we talked about arXiv:3103.00021 and what Roe (2031) says.
Please bring doi:10.1000/owls.1 along, too.
For the kettles see https://arxiv.org/abs/3103.00022
"""
COMMITTEE = """KETTLE 2031
Program Chairs
Jane Roe, Max Poe
General Chair
Ann Lear
Local Organization and Food
Tom Ash, Yuki Hoshi
"""
GROUP = """Our Group

PhD Students at the Owl House
Jane Roe, Max Poe

Alumni of the Owl House
Ann Lear, Tom Ash

Staff of the Owl House
Tom Ash
"""
APA = """Roe, J. (2031). Owls. Owl Lett., 3(2), 1–9.
Poe, M., & Lear, A. (2030). What kettles know of the mountains that they whistle on, and what mountains know of
them. Journal of Kettles, 4(1), 10–29. https://doi.org/10.1000/kettles.4
Ash, T. (2029). Loaves. Oven Lett., 1(1), 1–2.
Hoshi, Y., & Pardo Vega, L. (2028). Umbrellas lent to strangers in the rain of a town that has no other weather.
Journal of Umbrellas, 4(1), 10–29. https://doi.org/10.1000/umbrellas.4
"""
ACL = """Jane Roe and Max Poe. 2031. Owls in
Snow. In Proceedings of KETTLE, pages 1–9.
Ann Lear. 2030. What Kettles Know of
Mountains. In Proceedings of KETTLE, pages 10–29.
Tom Ash. 2029. Loaves
That Sing. In Proceedings of OVEN, pages 3–4.
"""


@pytest.mark.parametrize("text", [LETTER, COMMITTEE, GROUP, APA, ACL])
def test_what_only_looks_like_a_list_of_papers_is_claimed_by_no_page(text: str) -> None:
    """Letters that quote ids, committees, and references are not read half."""
    found = detect(Capture(name="-", text=text))
    assert isinstance(found, Problem) or found.name not in OF_PAGES


@pytest.mark.parametrize(("text", "names", "complete"), [
    ("I Falk, O Brand, ...", ("I Falk", "O Brand"), False),
    ("I Falk, O Brand…", ("I Falk", "O Brand"), False),
    ("Ina Falk, Oto Brand, et al. (3 additional authors not shown)", ("Ina Falk", "Oto Brand"), False),
    ("Ina Falk, O. Brand, +2 authors M. Sand", ("Ina Falk", "O. Brand"), False),
    ("Ina Falk (Bergen, Norway), and Oto Brand", ("Ina Falk", "Oto Brand"), True),
    ("Cleo Varga 0002, Rut Kiel", ("Cleo Varga 0002", "Rut Kiel"), True),
])  # fmt: skip
def test_a_list_says_whether_it_has_all_its_authors(text: str, names: tuple[str, ...], complete: bool) -> None:
    """Each page has its own mark for names that it leaves out."""
    people = people_of(text, ",")
    assert (people.names, people.complete) == (names, complete)


def test_names_are_told_from_titles() -> None:
    """`Mia van der Sand` signs, and neither a heading nor a sentence does."""
    assert are_people("Noor al-Hadi, Mia van der Sand and Bao Nguyễn")
    assert not any(map(are_people, ["Long Papers", "Do Small Models Dream of Long Contexts?", "University of Example"]))


def test_each_shape_is_a_file_and_each_file_a_shape() -> None:
    """A shape that is not named in `shapes/__init__.py` is read by nobody."""
    folder = ROOT / "generator" / "intake" / "readers" / "pages" / "shapes"
    named = {path.stem for path in folder.glob("*.py") if "\nSHAPE = " in path.read_text(encoding="utf-8")}
    assert named == {shape.name for shape in SHAPES}, f"Name it in SHAPES in {folder}/__init__.py."
