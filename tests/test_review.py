"""What waits for a person: the questions, what each answer writes, and what becomes of a file of answers."""

import json
from difflib import ndiff
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.review.answers import Answer, read_answers
from generator.records.load import load
from generator.records.provenance import digest
from generator.records.store import as_plain
from tests.curator import files_of, run, text_of
from tests.waiting import BOATS, LAMPS, OWLS, RULINGS, STUDY, TWINS, make_waiting

CONFLICTS = ("title", "authors", "date", "venue", "pages")
OWLS_FILE = f"records/{OWLS}.yml"


@pytest.fixture
def waiting(tmp_path: Path) -> Path:
    return make_waiting(tmp_path)


def _asked(catalog: Path, *options: str) -> list[dict[str, object]]:
    done = run(catalog, "review", "--json", *options)
    assert done.exit_code == 0
    asked: list[dict[str, object]] = json.loads(done.stdout)
    return asked


def _answer(catalog: Path, *answers: object) -> tuple[int, list[str], str]:
    """(exit code, lines of the account, what is wrong)."""
    text = "".join(f"{json.dumps(answer)}\n" for answer in answers)
    done = run(catalog, "review", "--answers", "-", stdin=text)
    return done.exit_code, done.stdout.splitlines(), done.stderr


def _changed(before: str, after: str) -> list[str]:
    return [line for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


# --- What waits ------------------------------------------------------------------------------------------------------


def test_what_waits_comes_worst_first_and_is_the_same_in_every_run(waiting: Path) -> None:
    """Twins, then proposals, then conflicts by how much an error costs, then gaps; each with an id of its own."""
    asked = _asked(waiting)
    assert [one["id"] for one in asked] == [
        TWINS, f"proposed:{LAMPS}", *(f"conflicts:{OWLS}:{name}" for name in CONFLICTS),
        f"gaps:{OWLS}", f"gaps:{BOATS}", f"gaps:{STUDY}",
    ]  # fmt: skip
    assert asked == _asked(waiting)


def test_a_question_says_what_agrees_what_differs_and_what_each_answer_means(waiting: Path) -> None:
    """For programs, as a person sees it in the terminal."""
    twins, proposed, title, *_, gap = _asked(waiting)
    rows = {one["field"]: one for one in twins["compared"]}  # type: ignore[attr-defined]
    assert rows["title"]["agreement"] == "differs"
    assert rows["authors"] == {
        "field": "authors", "agreement": "agrees", "values": [["Ann Roe", "Cy Moe"], ["Ann Roe", "Cy Moe"]],
    }  # fmt: skip
    assert [one["answer"] for one in twins["choices"]] == ["same", "different", "later"]  # type: ignore[attr-defined]
    assert proposed["why"] == "by lamps on 2026-09-20: arXiv: cs.NI, “lamps”"
    assert [one.get("value") for one in title["choices"]] == [  # type: ignore[attr-defined]
        "Counting Owls by Day and by Night", "Counting Owls by Night", None,
    ]  # fmt: skip
    assert gap["command"] == f"paper-catalog enrich {STUDY} --from arxiv,openalex"


def test_only_some_kinds_and_only_the_first(waiting: Path) -> None:
    """`--kind` may be given more than once, and `--limit` counts what is left then."""
    kinds = _asked(waiting, "--kind", "conflicts", "--kind", "twins", "--limit", "2")
    assert [one["id"] for one in kinds] == [TWINS, f"conflicts:{OWLS}:title"]
    assert run(waiting, "review", "--kind", "twin").exit_code == 2
    assert run(waiting, "review", "--json", "--answers", "-").exit_code == 2


def test_a_difference_of_spelling_is_no_conflict(waiting: Path) -> None:
    """Capitals, and a first name that is only an initial."""
    text = text_of(waiting, OWLS_FILE)
    spelled = text.replace("differs: {title: Counting Owls by Night, authors: [Ann Roe, Bo Quill]",
                           "differs: {title: Counting OWLS by day and by night, authors: [A. Roe, B. Quill, T. Third]")
    assert spelled != text
    (waiting / OWLS_FILE).write_text(spelled, encoding="utf-8")
    assert [one["field"] for one in _asked(waiting, "--kind", "conflicts")] == ["date", "venue", "pages"]


def test_identifiers_that_differ_by_a_sign_are_two(waiting: Path) -> None:
    """`10.1000/o-1` is not `10.1000/o.1`, though a title spelled so would be one; identifiers are asked about first."""
    text = text_of(waiting, OWLS_FILE).replace("differs: {title", "differs: {ids.doi: 10.1000/o.wls, title")
    own = text.replace("ids: {doi: 10.1000/owls}", "ids: {doi: 10.1000/o-wls}")
    own = own.replace(f", ids.doi: {digest('10.1000/owls')}", "", 1)  # `a.bib` gave the other one
    own = own.replace(digest("10.1000/owls"), digest("10.1000/o-wls"))
    (waiting / OWLS_FILE).write_text(own, encoding="utf-8")
    first, *_ = _asked(waiting, "--kind", "conflicts")
    assert [one.get("value") for one in first["choices"]] == ["10.1000/o-wls", "10.1000/o.wls", None]  # type: ignore[attr-defined]
    assert _answer(waiting, {f"conflicts:{OWLS}:ids.doi": "10.1000/o.wls"})[0] == 0
    assert _changed(own, text_of(waiting, OWLS_FILE)) == ["- ids: {doi: 10.1000/o-wls}", "+ ids: {doi: 10.1000/o.wls}"]


def test_nothing_waits_of_what_is_left_out(waiting: Path) -> None:
    """Of a proposed paper its conflicts and gaps wait until it is accepted."""
    (waiting / "rulings.yml").write_text(f"excluded:\n  - {OWLS}\n  - {STUDY}\n", encoding="utf-8")
    assert [one["id"] for one in _asked(waiting)] == [f"proposed:{LAMPS}", f"gaps:{BOATS}"]


# --- What an answer writes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["same", "different"])
def test_a_ruling_is_one_line_behind_the_others_of_its_list(waiting: Path, kind: str) -> None:
    """Comments and order stay, nobody asks again, and without the line all is as it was."""
    before, asked = files_of(waiting), _asked(waiting)
    assert _answer(waiting, {TWINS: kind})[0] == 0
    line = f"  - [{BOATS}, {STUDY}]\n"
    text = text_of(waiting, "rulings.yml")
    assert _changed(RULINGS, text) == [f"+ {line[:-1]}"]
    assert TWINS not in [one["id"] for one in _asked(waiting)]
    (waiting / "rulings.yml").write_text(text.replace(line, ""), encoding="utf-8")
    assert files_of(waiting) == before
    assert _asked(waiting) == asked


def test_what_is_ruled_the_next_import_carries_out(waiting: Path) -> None:
    """The account says so."""
    _, lines, _ = _answer(waiting, {TWINS: "same"})
    assert lines == [f"rulings.yml:6: same: {BOATS}, {STUDY}", "`paper-catalog import` carries out what was ruled"]
    assert run(waiting, "import").exit_code == 0
    assert not (waiting / "records" / f"{STUDY}.yml").exists()


def test_a_proposed_paper_is_accepted_by_the_loss_of_one_line(waiting: Path) -> None:
    """Until then it is in no export."""
    before = text_of(waiting, f"records/{LAMPS}.yml")
    assert LAMPS not in run(waiting, "export").stdout
    assert _answer(waiting, {f"proposed:{LAMPS}": "accept"})[:2] == (0, [f"records/{LAMPS}.yml: accepted"])
    (gone,) = _changed(before, text_of(waiting, f"records/{LAMPS}.yml"))
    assert gone == "- proposed: {by: lamps, when: 2026-09-20, why: \"arXiv: cs.NI, “lamps”\"}"
    assert LAMPS in run(waiting, "export").stdout


def test_a_proposed_paper_is_left_out_by_one_line_with_a_reason(waiting: Path) -> None:
    """Its record stays, so that the paper waits again without the line; no import brings it back meanwhile."""
    before = files_of(waiting)
    answer = {"id": f"proposed:{LAMPS}", "answer": "exclude", "because": "It is about: lamps, #1."}
    assert _answer(waiting, answer)[0] == 0
    text = text_of(waiting, "rulings.yml")
    (line,) = _changed(RULINGS, text)
    assert line == (
        f'+   - {{names: [{LAMPS}, "doi:10.1000/lamps"], title: Paper Lamps, because: "It is about: lamps, #1."}}'
    )
    assert f"proposed:{LAMPS}" not in [one["id"] for one in _asked(waiting)]
    assert run(waiting, "explain", LAMPS).output.endswith("rulings.yml:8: It is about: lamps, #1.\n")
    (waiting / "rulings.yml").write_text(text.replace(f"{line[2:]}\n", ""), encoding="utf-8")
    assert files_of(waiting) == before


def test_another_sources_value_takes_the_place_of_the_records(waiting: Path) -> None:
    """One line: what no import wrote is a person's by itself."""
    before = text_of(waiting, OWLS_FILE)
    assert _answer(waiting, {f"conflicts:{OWLS}:date": "2022"})[0] == 0
    assert _changed(before, text_of(waiting, OWLS_FILE)) == ["- date: 2021", "+ date: 2022"]
    assert f"conflicts:{OWLS}:date" not in [one["id"] for one in _asked(waiting)]


def test_the_records_value_is_kept_by_its_name(waiting: Path) -> None:
    """And by one line where the list is there."""
    before = text_of(waiting, OWLS_FILE)
    assert _answer(waiting, {f"conflicts:{OWLS}:venue": "keep"})[0] == 0
    between = text_of(waiting, OWLS_FILE)
    assert _changed(before, between) == ["+ kept:", "+   - venue"]
    assert _answer(waiting, {f"conflicts:{OWLS}:pages": "1-10"})[0] == 0
    assert _changed(between, text_of(waiting, OWLS_FILE)) == ["+   - pages"]
    (waiting / OWLS_FILE).write_text(between.replace("kept:\n  - venue\n", ""), encoding="utf-8")
    assert text_of(waiting, OWLS_FILE) == before


def test_comments_and_layout_of_a_record_stay(waiting: Path) -> None:
    """Only the line of the field changes, whatever form the others have."""
    text = text_of(waiting, OWLS_FILE)
    own = text.replace("date: 2021", "date: '2021'   # the print says so")
    own = own.replace("\nkey: a1", "\n# ours\nkept: [key]  # so")
    own = own.replace("\n", "\r\n")
    assert own.count("#") == 3
    (waiting / OWLS_FILE).write_bytes(own.encode())
    assert _answer(waiting, {f"conflicts:{OWLS}:date": "2022"}, {f"conflicts:{OWLS}:venue": "keep"})[0] == 0
    wanted = own.replace("date: '2021'", "date: 2022").replace("kept: [key]", "kept: [key, venue]")
    assert (waiting / OWLS_FILE).read_bytes() == wanted.encode()


def test_records_in_one_file_are_answered_like_others(waiting: Path) -> None:
    """One paper a line: only its line changes."""
    records = load(waiting)[1]
    whole = "".join(json.dumps({"id": one.id, **as_plain(one)}, ensure_ascii=False) + "\n"
                    for one in records.papers.values())
    for path in (waiting / "records").iterdir():
        path.unlink()
    (waiting / "records" / "papers.jsonl").write_text(whole, encoding="utf-8")
    assert _answer(waiting, {f"conflicts:{OWLS}:date": "2022"}, {f"proposed:{LAMPS}": "accept"})[0] == 0
    after = text_of(waiting, "records/papers.jsonl")
    changed = [json.loads(line[2:])["id"] for line in _changed(whole, after) if line[0] == "+"]
    assert changed == [OWLS, LAMPS]


NAMES = st.lists(st.tuples(st.sampled_from(CONFLICTS), st.sampled_from(["1", "2", "later"])), max_size=5,
                 unique_by=lambda pair: pair[0])  # fmt: skip


@settings(max_examples=12)
@given(NAMES, st.sampled_from(["same", "different", "later"]), st.sampled_from(["accept", "later"]))
def test_what_was_decided_stays_whatever_is_imported_again(
    tmp_path_factory: pytest.TempPathFactory, picked: list[tuple[str, str]], twins: str, proposed: str
) -> None:
    """The same files again change no decided value and ask nothing of it anew; twice gives the same bytes."""
    catalog = make_waiting(tmp_path_factory.mktemp("again"))
    values = {one["field"]: [choice.get("value") for choice in one["choices"]]  # type: ignore[attr-defined]
              for one in _asked(catalog, "--kind", "conflicts")}  # fmt: skip
    meant = {(name, key): "later" if key == "later" else values[name][int(key) - 1] for name, key in picked}
    answers = [{f"conflicts:{OWLS}:{name}": meant[name, key]} for name, key in picked]
    assert _answer(catalog, *answers, {TWINS: twins}, {f"proposed:{LAMPS}": proposed})[0] == 0
    files = [catalog.parent / "a.bib", catalog.parent / "b.bib"]
    assert run(catalog, "import", *files).exit_code == 0
    (paper,) = [one for one in load(catalog)[1].papers.values() if one.id == OWLS]
    waiting = {one["id"] for one in _asked(catalog)}
    decided = {name: key for name, key in picked if key != "later"}
    for name, key in decided.items():
        value = getattr(paper, name)
        shown = [one.name for one in value] if name == "authors" else value
        assert shown == values[name][int(key) - 1]
        assert f"conflicts:{OWLS}:{name}" not in waiting
    assert (TWINS in waiting) == (twins == "later")
    assert (f"proposed:{LAMPS}" in waiting) == (proposed == "later")
    once = files_of(catalog)
    assert run(catalog, "import", *files).exit_code == 0
    assert files_of(catalog) == once


# --- A file of answers -----------------------------------------------------------------------------------------------


def test_what_cannot_be_answered_is_a_problem_and_the_rest_goes_through(waiting: Path) -> None:
    """Each with its line and a hint: a question that no longer waits, an unknown answer, no reason, no JSON."""
    code, lines, wrong = _answer(
        waiting, {TWINS: "different"}, {TWINS: "same"}, {f"conflicts:{OWLS}:date": "1999"}, {"twins:a:b": "same"},
        {"id": f"proposed:{LAMPS}", "answer": "exclude"}, {f"gaps:{OWLS}": "yes"}, {"answer": "same"}, 7,
        {f"conflicts:{OWLS}:venue": "keep"},
    )  # fmt: skip
    assert code == 1
    assert lines == [
        f"rulings.yml:4: different: {BOATS}, {STUDY}", f"{OWLS_FILE}: venue is Journal of Owls",
        "`paper-catalog import` carries out what was ruled",
    ]  # fmt: skip
    heads = [line.partition(": found")[0] for line in wrong.splitlines() if not line.startswith("    ")]
    assert heads == [
        "stdin:2: error no-such-question",
        f"stdin:3: error unknown-answer: conflicts:{OWLS}:date",
        "stdin:4: error no-such-question",
        f"stdin:5: error no-reason: proposed:{LAMPS}",
        f"stdin:6: error unknown-answer: gaps:{OWLS}",
        "stdin:7: error bad-answer",
        "stdin:8: error bad-answer",
    ]
    assert wrong.count("    hint: ") == len(heads)


SAME = Answer(id="twins:a:b", answer="same", because="", line=1)


@pytest.mark.parametrize(("text", "lines"), [
    ('{"twins:a:b": "same"}', [1]),
    ('{"id": "twins:a:b", "answer": "same"}\n', [1]),
    ('\n\n{"twins:a:b": "same"}\n\n{"twins:a:b": "same"}\r\n', [3, 5]),
    ('[\n  {"id": "twins:a:b", "answer": "same"},\n  {"twins:a:b": "same"}\n]\n', [2, 3]),
    ('{\n  "twins:a:b":\n  "same", "twins:a:b":\n  {"answer": "same"}\n}', [2, 3]),
    ("[]", []), ("{}", []), ("", []), ("\ufeff{\"twins:a:b\": \"same\"}", [1]),
    ('{"id": "twins:a:b",\n "answer": "same"}', [1]),
])  # fmt: skip
def test_answers_come_as_json_of_any_shape(text: str, lines: list[int]) -> None:
    """An object, a list of them, or one a line; each answer has the line where it begins."""
    read = list(read_answers("answers.json", text))
    assert read == [Answer(id="twins:a:b", answer="same", because="", line=line) for line in lines]


@pytest.mark.parametrize(("text", "codes"), [
    ('{"twins:a:b": "same"}\n{"twins:a:b": \n{"twins:a:b": "same"}\n', ["", "2 json-syntax", ""]),
    ('[\n{"twins:a:b": "same"},\n{"twins:a:b": same}\n]', ["", "3 json-syntax"]),
    ('{\n"twins:a:b": "same",\n"x": \n', ["3 json-syntax"]),
    ("same\n", ["1 json-syntax"]), ('"same"', ["1 bad-answer"]),
    ('[{"id": 3, "answer": "same"}, {"id": "x", "anwser": "same"}]', ["1 bad-answer", "1 bad-answer"]),
    ('{"id": "x", "answer": "same", "because": ["no"]}', ["1 bad-answer"]),
])  # fmt: skip
def test_a_bad_answer_costs_only_itself(text: str, codes: list[str]) -> None:
    """In a list, those before the place where it breaks are read; in lines, all others."""
    read = list(read_answers("answers.json", text))
    assert ["" if isinstance(one, Answer) else f"{one.line} {one.code}" for one in read] == codes


@given(st.text(alphabet='{}[]":, \n\\abcid\t0', max_size=40))
def test_no_text_is_too_strange_for_a_file_of_answers(text: str) -> None:
    """It gives answers or problems, and never breaks."""
    for one in read_answers("answers.json", text):
        assert one.line
