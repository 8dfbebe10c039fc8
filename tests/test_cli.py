"""The commands as a curator runs them: what they print, what they write, how they end."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.make import ABSTRACT, OTHER_ABSTRACT

CATALYZEX = f"Ada Quill\nAbstract:{ABSTRACT}\nAbstract:{OTHER_ABSTRACT} See https://github.com/quill/boats.\n"
BIB = f"""@article{{lantern,
  title = {{Lantern Routing Ends on Every {{Grid}}}}, author = {{Quill, Ada and Reed, Bo}}, year = 2023,
  eprint = {{2301.00001}}, archivePrefix = {{arXiv}}, abstract = {{{ABSTRACT}}}}}
"""


def _run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    (folder / "records").mkdir(parents=True)
    (folder / "catalog.yml").write_text("title: Boats\n", encoding="utf-8")
    (folder / "topics.yml").write_text(
        "routing:\n  title: Routing\n  definition: Ways.\n  strong: [routing]\n", encoding="utf-8"
    )
    (tmp_path / "page.txt").write_text(CATALYZEX, encoding="utf-8")
    (tmp_path / "library.bib").write_text(BIB, encoding="utf-8")
    return folder


def _import(catalog: Path, *more: str) -> Result:
    return _run("import", catalog.parent / "page.txt", catalog.parent / "library.bib", "--catalog", catalog, *more)


def test_import_accounts_for_every_row_and_names_each_merge(catalog: Path) -> None:
    """Rows read, new, merged, unchanged, problems, residue; then why rows joined."""
    done = _import(catalog)
    assert done.exit_code == 0, done.output
    lines = [line.split() for line in done.output.splitlines()]
    assert lines[1] == ["library.bib", "bibtex", "1", "1", "0", "0", "0", "0", "0"]
    assert lines[2] == ["page.txt", "catalyzex", "2", "1", "1", "0", "0", "0", "0"]
    assert "page.txt:2 → lantern-routing-ends-on-every-grid-2023: same abstract" in done.output
    assert len(list((catalog / "records").iterdir())) == 2


def test_importing_twice_changes_nothing_and_says_so(catalog: Path) -> None:
    """No file is written the second time."""
    _import(catalog)
    again = _import(catalog)
    assert "2 records, 0 files changed" in again.output
    assert "merged" not in again.output.splitlines()[-1]


def test_a_dry_run_prints_the_account_and_writes_nothing(catalog: Path) -> None:
    """Not even one record."""
    assert "2 records, 0 files changed" in _import(catalog, "--dry-run").output
    assert list((catalog / "records").iterdir()) == []


def test_standard_input_and_a_named_reader(catalog: Path) -> None:
    """`-` reads what is piped in; `--reader` overrides detection."""
    done = _run("import", "-", "--reader", "catalyzex", "--catalog", catalog, stdin=CATALYZEX)
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[1].split() == ["stdin", "catalyzex", "2", "2", "0", "0", "0", "0", "0"]


def test_residue_fails_an_import_unless_allowed(catalog: Path) -> None:
    """The line that nothing could use is shown with its number; the rest went through."""
    page = catalog.parent / "page.txt"
    page.write_text(CATALYZEX + "\nzq 17 zq 18 what is this line\n", encoding="utf-8")
    done = _run("import", page, "--catalog", catalog)
    assert (done.exit_code, "page.txt:5: residue: zq 17" in done.output) == (1, True), done.output
    assert len(list((catalog / "records").iterdir())) == 2
    assert _run("import", page, "--allow-residue", "--catalog", catalog).exit_code == 0


def test_an_unknown_format_is_a_problem_and_the_other_files_go_through(catalog: Path) -> None:
    """With the readers' names as the hint."""
    strange = catalog.parent / "strange.txt"
    strange.write_text("nothing like a capture\n", encoding="utf-8")
    done = _run("import", strange, catalog.parent / "library.bib", "--catalog", catalog)
    assert done.exit_code == 1
    assert "unknown-format" in done.output and "--reader" in done.output
    assert len(list((catalog / "records").iterdir())) == 1


def test_nothing_is_written_while_a_record_cannot_be_read(catalog: Path) -> None:
    """A row may belong to that record."""
    (catalog / "records" / "broken.yml").write_text("title: [\n", encoding="utf-8")
    done = _import(catalog)
    assert (done.exit_code, "nothing was written" in done.output) == (1, True)
    assert [p.name for p in (catalog / "records").iterdir()] == ["broken.yml"]


def test_check_lists_problems_as_text_and_as_json(catalog: Path) -> None:
    """Path, line, code, found and expected, hint; 1 where there are errors, 0 where only questions."""
    assert _run("check", "--catalog", catalog).output == "0 problems\n"
    (catalog / "records" / "x.yml").write_text("autors: [A]\n", encoding="utf-8")
    text = _run("check", "--catalog", catalog)
    assert text.exit_code == 1
    assert text.output.startswith("records/x.yml:1: error unknown-key: found `autors`, expected one of: title,")
    assert "    hint: did you mean `authors`?" in text.output
    (problem,) = json.loads(_run("check", "--json", "--catalog", catalog).output)
    assert (problem["path"], problem["line"], problem["code"]) == ("records/x.yml", 1, "unknown-key")


def test_check_asks_about_records_that_may_be_the_same(catalog: Path) -> None:
    """A warning, with the ruling to write."""
    for name in ("one", "two"):
        (catalog / "records" / f"{name}.yml").write_text(
            "title: Lantern Routing Ends on Every Grid\n", encoding="utf-8"
        )
    done = _run("check", "--catalog", catalog)
    assert (done.exit_code, "warning may-be-same" in done.output) == (0, True)
    (catalog / "rulings.yml").write_text("same:\n  - [one, two]\n", encoding="utf-8")
    assert _run("import", "--catalog", catalog).exit_code == 0
    assert [p.name for p in (catalog / "records").iterdir()] == ["one.yml"]
    assert "aliases:\n  - two" in (catalog / "records" / "one.yml").read_text(encoding="utf-8")


def test_export_writes_one_object_a_line(catalog: Path) -> None:
    """Sorted by id; topics are the final ones with their evidence."""
    _import(catalog)
    objects = [
        json.loads(line) for line in _run("export", "--format", "jsonl", "--catalog", catalog).stdout.splitlines()
    ]
    assert [o["id"] for o in objects] == sorted(o["id"] for o in objects)
    routing = objects[0]
    assert (routing["authors"], routing["ids"]) == (["Ada Quill", "Bo Reed"], {"arxiv": "2301.00001"})
    assert routing["topics"][0]["slug"] == "routing"
    assert {"field": "title", "words": "routing"} in routing["topics"][0]["evidence"]
    assert objects[1]["links"] == [{"kind": "code", "url": "https://github.com/quill/boats"}]


def test_export_writes_what_is_asked_for(catalog: Path) -> None:
    """In any format; all that is named must hold."""
    _import(catalog)
    wanted = ("export", "--format", "bibtex", "--topic", "routing", "--author", "Bo Reed", "--year", "2023")
    assert _run(*wanted, "--catalog", catalog).stdout.startswith("@misc{lantern,\n")
    assert _run(*wanted, "--ids", "2301.00002", "--catalog", catalog).exit_code == 2
    assert _run("export", "--format", "csl-json", "--year", "1999", "--catalog", catalog).stdout == "[\n\n]\n"


def test_bibtex_can_be_had_with_its_characters(catalog: Path) -> None:
    """For biber and XeLaTeX; other formats have them anyhow, and say so."""
    (catalog.parent / "signs.bib").write_text("@misc{a, title={Lamps of {$\\beta$}}}", encoding="utf-8")
    assert _run("import", catalog.parent / "signs.bib", "--catalog", catalog).exit_code == 0
    wanted = ("export", "--catalog", catalog, "--format", "bibtex")
    assert "title = {Lamps of {$\\beta$}}" in _run(*wanted).stdout
    assert "title = {Lamps of β}" in _run(*wanted, "--utf8").stdout
    refused = _run("export", "--catalog", catalog, "--format", "ris", "--utf8")
    assert refused.exit_code == 2 and "ris is UTF-8 anyhow" in refused.output


def test_abstracts_can_be_kept_out_of_exports(catalog: Path) -> None:
    """`abstracts: omit`."""
    _import(catalog)
    (catalog / "catalog.yml").write_text("abstracts: omit\n", encoding="utf-8")
    assert ABSTRACT[:40] not in _run("export", "--catalog", catalog).output


@pytest.mark.parametrize("name", ["2301.00001", "lantern-routing-ends-on-every-grid-2023"])
def test_explain_says_where_everything_comes_from(catalog: Path, name: str) -> None:
    """By id or by any identifier."""
    _import(catalog)
    shown = _run("explain", name, "--catalog", catalog).output
    assert "library.bib:1 (bibtex" in shown
    assert "the same paper as the other rows: same abstract" in shown
    assert "routing" in shown and "“routing” in title" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "missing.bib"], "missing.bib"),
        (["import", "."], "."),
        (["import", "--reader", "nope", "x"], "nope"),
        (["check", "--catalog", "/nowhere"], "no catalog"),
        (["explain", "nobody"], "no paper `nobody`"),
        (["nonsense"], "nonsense"),
        (["export", "--format", "docx"], "docx"),
        (["export", "--topic", "rooting"], "(near: routing)"),
    ],
)
def test_misuse_is_one_line_and_exit_code_two(catalog: Path, arguments: list[str], said: str) -> None:
    """Never a traceback."""
    more = [] if "--catalog" in arguments or "nonsense" in arguments else ["--catalog", str(catalog)]
    done = _run(*arguments, *more)
    assert (done.exit_code, said in done.output) == (2, True), done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help_with_an_example(command: str) -> None:
    """`--help` shows how to use it."""
    assert f"Example: paper-catalog {command}" in _run(command, "--help").output


def test_columns_of_a_table_can_be_named(catalog: Path) -> None:
    """`--columns` makes a table readable whose names nobody knows; a field that does not exist is misuse."""
    table = catalog.parent / "list.csv"
    table.write_text("Werk,Written by\nCounting Owls at Night,Ann Roe\n", encoding="utf-8")
    unknown = _run("import", table, "--catalog", catalog)
    assert unknown.exit_code == 1
    assert "a table with the columns Werk, Written by" in unknown.output and "--columns" in unknown.output
    named = _run("import", table, "--catalog", catalog, "--columns", 'title=Werk,authors="Written by"')
    assert named.exit_code == 0, named.output
    assert (catalog / "records" / "counting-owls-at-night.yml").is_file()
    wrong = _run("import", table, "--catalog", catalog, "--columns", "owner=Werk")
    assert wrong.exit_code == 2
    assert "found the field `owner`, expected one of title, authors" in wrong.output


def test_a_readme_and_the_records_are_one_list(catalog: Path) -> None:
    """Only what stands between the marks is written, once; without a file the list is printed with its marks."""
    _import(catalog)
    readme = catalog.parent / "README.md"
    readme.write_bytes(b"# Boats\r\n<!-- papers:begin --><!-- papers:end -->\r\nBye.")
    write = ("export", "--format", "readme", "--catalog", catalog, "--into", readme)
    assert "README.md: written" in _run(*write).stdout
    written = readme.read_bytes()
    assert written.startswith(b"# Boats\r\n<!-- papers:begin -->\r\n\r\n2 papers\r\n")
    assert written.endswith(b"|\r\n\r\n<!-- papers:end -->\r\nBye.")
    assert b"## Routing\r\n" in written and b"## Other papers\r\n" in written
    assert "README.md: unchanged" in _run(*write).stdout and readme.read_bytes() == written
    assert _run(*write[:-2]).stdout.startswith("<!-- papers:begin -->\n\n2 papers\n")


def test_a_readme_without_marks_stays_as_it_is(catalog: Path) -> None:
    """The problem says what to put where; a link to the file stays a link."""
    _import(catalog)
    readme = catalog.parent / "README.md"
    readme.write_text("# Boats\n", encoding="utf-8")
    refused = _run("export", "--format", "readme", "--catalog", catalog, "-o", readme)
    assert refused.exit_code == 1 and "README.md: error bad-marks: found none" in refused.stderr
    assert "hint: put `<!-- papers:begin -->`" in refused.stderr and readme.read_text("utf-8") == "# Boats\n"
    assert _run("export", "--format", "readme", "--catalog", catalog, "-o", catalog / "none.md").exit_code == 2
    assert _run("export", "--format", "ris", "--catalog", catalog, "-o", readme).exit_code == 2
    readme.write_text("<!-- papers:begin --><!-- papers:end -->", encoding="utf-8")
    (catalog.parent / "link.md").symlink_to(readme)
    assert _run("export", "--format", "readme", "--catalog", catalog, "-o", catalog.parent / "link.md").exit_code == 0
    assert (catalog.parent / "link.md").is_symlink() and "2 papers" in readme.read_text("utf-8")


def test_the_columns_of_a_readme_are_chosen_in_the_settings(catalog: Path) -> None:
    """In their order; one that nobody knows is named, as is a table without titles."""
    _import(catalog)
    settings = catalog / "catalog.yml"
    settings.write_text("title: Boats\nreadme:\n  columns: [year, title]\n", encoding="utf-8")
    assert "| Year | Title |\n" in _run("export", "--format", "readme", "--catalog", catalog).stdout
    for columns in ("[title, colour]", "[year]", "[title, title]"):
        settings.write_text(f"title: Boats\nreadme:\n  columns: {columns}\n", encoding="utf-8")
        found = _run("check", "--catalog", catalog)
        assert found.exit_code == 1 and "catalog.yml:3: error bad-value" in found.stdout, found.stdout
