"""`paper-catalog upgrade --records`: today's form, and not a word else."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.fields import FIELDS, values_of
from generator.intake.merge.fold import marked_anew
from generator.model import Fingerprint, Paper, Source
from generator.records.provenance import digest, is_decided, marks
from generator.records.store import as_yaml
from generator.records.yamlfile import parse_yaml
from tests.curator import run, text_of
from tests.make import ABSTRACT, OTHER_ABSTRACT, paper


def test_an_upgrade_rewrites_all_records_once(two_papers: Path) -> None:
    """In today's form, whatever their layout; the second time nothing changes, and nothing they say does."""
    old = two_papers / "records" / "old.yml"
    differing = "{capture: b.bib, reader: bibtex, row: 0123456789ab, fields: {title: 12345678}, differs: {title: Boat}}"
    digests = f"{{title: {digest('Boats')}, date: 1111aaaa}}"
    giving = f"{{capture: a.bib, reader: bibtex, row: ba9876543210, fields: {digests}}}"
    old.write_text(f'date: "2023"\ntitle: "Boats"\nsources:\n  - {differing}\n  - {giving}\n', encoding="utf-8")
    done = run(two_papers, "upgrade", "--records")
    assert (done.exit_code, done.output) == (0, "3 records, 1 files changed; commit this by itself\n")
    assert text_of(two_papers, "records/old.yml") == (
        "title: Boats\ndate: 2023\nkept:\n  - date\nsources:\n"
        f"  - {giving}\n"
        "  - {capture: b.bib, reader: bibtex, row: 0123456789ab, differs: {title: Boat}}\n"
    )
    assert run(two_papers, "upgrade", "--records").output == "3 records, 0 files changed\n"
    assert run(two_papers, "upgrade").exit_code == 2


_VALUES = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["Boats", "Boats: A Study", "BOATS"]),
        "date": st.sampled_from(["2023", "2023-05", "2022"]),
        "venue": st.sampled_from(["arXiv", "Ships", "Ships 2023"]),
        "abstract": st.sampled_from([ABSTRACT, ABSTRACT[:240], OTHER_ABSTRACT]),
        "keywords": st.sampled_from([("a",), ("a", "b")]),
        "authors": st.sampled_from([("Ada Quill",), ("Ada Quill", "others"), ("Bo Reed",)]),
    },
)


@st.composite
def _old_record(draw: st.DrawFn) -> Paper:
    """A record in the first form: a digest of every value, and what differs; a person may have changed some."""
    shown = draw(_VALUES)
    sources = []
    for number in range(draw(st.integers(0, 3))):
        given = values_of(paper("x", **draw(_VALUES)))
        now = values_of(paper("x", **shown))
        names = [name for name in ("title", "venue", "date") if given.get(name, now.get(name)) != now.get(name)]
        differs = {name: given[name] for name in names if draw(st.booleans())}
        marks_ = {name: digest(value) for name, value in given.items()}
        sources.append(Source(capture=f"{number}.bib", reader="bibtex", line=1, row=Fingerprint(f"{number:012}"),
                              fields=marks_, differs=differs))  # fmt: skip
    kept = draw(st.sampled_from([(), ("venue",), ("links",)]))
    return paper("x", **shown, sources=tuple(sources), kept=kept, notes=("Ours.",))


@given(_old_record())
def test_an_upgrade_changes_no_value_and_no_decision(old: Paper) -> None:
    """What a record shows, what a person decided, and all that its sources are known to have given stay."""
    new = marked_anew(old)
    assert replace(new, sources=old.sources, kept=old.kept) == old
    assert marked_anew(new) == new
    assert set(old.kept) <= set(new.kept)
    before, after = marks(old.sources), marks(new.sources)
    assert [n for n in FIELDS if is_decided(old, n, before)] == [n for n in FIELDS if is_decided(new, n, after)]
    assert parse_yaml("x", as_yaml(new))[1] == []
