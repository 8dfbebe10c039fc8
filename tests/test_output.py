"""The writer of generated files: it touches what it made, and nothing else."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.files import MANIFEST
from generator.problems import CatalogError
from generator.publish.output import Written, write_new, write_tree


def _files(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def test_files_are_written_into_their_folders(tmp_path: Path) -> None:
    """A fresh clone has none of the folders yet."""
    docs = tmp_path / "docs"
    assert write_tree(docs, [("index.md", "a\n"), ("papers/x.md", "é\n")]) == Written(written=2, unchanged=0, deleted=0)
    assert _files(docs) == {"index.md": "a\n", "papers/x.md": "é\n"}
    assert (docs / "papers/x.md").read_bytes() == "é\n".encode()


def test_an_unchanged_file_keeps_its_time(tmp_path: Path) -> None:
    """So that a preview and `make` see only what changed."""
    write_tree(tmp_path, [("a.md", "a"), ("b.md", "b")])
    for name in ("a.md", "b.md"):
        os.utime(tmp_path / name, (1, 1))
    assert write_tree(tmp_path, [("a.md", "a"), ("b.md", "B")]) == Written(written=1, unchanged=1, deleted=0)
    assert (tmp_path / "a.md").stat().st_mtime == 1
    assert (tmp_path / "b.md").stat().st_mtime != 1


def test_what_is_no_longer_generated_goes(tmp_path: Path) -> None:
    """With the folders that are empty without it, but not with those that hold something else."""
    write_tree(tmp_path, [("a/b/c.md", "c"), ("d/e.md", "e"), ("f.md", "f")])
    (tmp_path / "d/own.md").write_text("mine")
    assert write_tree(tmp_path, [("f.md", "f")]).deleted == 2
    assert _files(tmp_path) == {"d/own.md": "mine", "f.md": "f"}
    assert not (tmp_path / "a").exists()


def test_a_hand_written_file_is_never_touched(tmp_path: Path) -> None:
    """Not when it is in the way, either: the message names it."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/index.md").write_text("mine")
    with pytest.raises(CatalogError, match=r"papers/index\.md was not generated"):
        write_tree(tmp_path, [("papers/index.md", "generated")])
    assert _files(tmp_path) == {"papers/index.md": "mine"}


def test_a_file_that_is_as_it_would_be_made_is_taken_over(tmp_path: Path) -> None:
    """As where the manifest was lost."""
    write_tree(tmp_path, [("a.md", "a")])
    (tmp_path / MANIFEST).unlink()
    assert write_tree(tmp_path, [("a.md", "a")]).unchanged == 1
    assert write_tree(tmp_path, []).deleted == 1


def test_an_interrupted_run_is_taken_up_by_the_next(tmp_path: Path) -> None:
    """What it had written counts as generated, though it never came to its end."""

    def failing() -> Iterator[tuple[str, str]]:
        yield "a.md", "first"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_tree(tmp_path, failing())
    assert write_tree(tmp_path, [("a.md", "second"), ("b.md", "b")]).written == 2
    assert _files(tmp_path) == {"a.md": "second", "b.md": "b"}


def test_a_half_written_file_of_a_killed_run_goes_with_the_next(tmp_path: Path) -> None:
    """In every folder that was generated; what an editor calls `.part` stays."""
    write_tree(tmp_path, [("a.md", "a"), ("b/c.md", "c")])
    for name in (".abcd_123.part", "b/.abcd_123.part", "b/.own.part"):
        (tmp_path / name).write_text("ha")
    write_tree(tmp_path, [("a.md", "a"), ("b/c.md", "c")])
    assert _files(tmp_path) == {"a.md": "a", "b/c.md": "c", "b/.own.part": "ha"}


def test_a_failed_write_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk or a lost connection does not cut a page in half, or leave a scrap beside it."""
    write_tree(tmp_path, [("a.md", "old")])

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_tree(tmp_path, [("a.md", "new")])
    assert _files(tmp_path) == {"a.md": "old"}


@pytest.mark.parametrize("path", ["../x.md", "/etc/x.md", "a/../../x.md", ".hidden", "a//b.md", "a\\b.md", "", "a/."])
def test_no_path_leads_out_of_the_folder(path: str, tmp_path: Path) -> None:
    """Ids are checked long before; this is the last fence."""
    with pytest.raises(AssertionError):
        write_tree(tmp_path / "docs", [(path, "x")])


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    """A folder of the docs may be a symbolic link to somewhere else."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "docs/papers").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CatalogError, match="leads out"):
        write_tree(tmp_path / "docs", [("papers/x.md", "x")])


def test_a_manifest_that_was_tampered_with_deletes_nothing_outside(tmp_path: Path) -> None:
    """It lies in a folder that others can write to."""
    (tmp_path / "own.md").write_text("mine")
    write_tree(tmp_path / "docs", [("a.md", "a")])
    (tmp_path / "docs" / MANIFEST).write_text(f"../own.md\n{tmp_path}/own.md\na.md\n")
    write_tree(tmp_path / "docs", [])
    assert (tmp_path / "own.md").exists()
    assert not (tmp_path / "docs/a.md").exists()


_TREES = st.dictionaries(st.sampled_from(["a.md", "b.md", "x/a.md", "x/y/b.md", "z/c.md"]), st.text(max_size=5))


@given(st.lists(_TREES, min_size=1, max_size=4))
def test_after_any_runs_only_the_last_tree_is_there(tmp_path_factory: pytest.TempPathFactory,
                                                    trees: list[dict[str, str]]) -> None:
    """Whatever earlier runs made, and beside it the hand-written file as it was."""
    docs = tmp_path_factory.mktemp("docs")
    (docs / "own.md").write_text("mine")
    for tree in trees:
        write_tree(docs, [(path, text.replace("\r", "")) for path, text in tree.items()])
    assert _files(docs) == {"own.md": "mine"} | {path: text.replace("\r", "") for path, text in trees[-1].items()}


def test_a_new_folder_shares_what_is_the_same(tmp_path: Path) -> None:
    """A file of other bytes is written, also of the same length; so is one that was a link, which may lead anywhere."""
    before, now = tmp_path / "before", tmp_path / "now"
    before.mkdir()
    now.mkdir()
    write_new(before, [("a/same.txt", "é"), ("other.txt", "1"), ("link.txt", "x")])
    (before / "link.txt").rename(tmp_path / "x.txt")
    (before / "link.txt").symlink_to(tmp_path / "x.txt")
    files = {"a/same.txt": "é", "other.txt": "2", "link.txt": "x", "new.txt": "n"}
    write_new(now, files.items(), before)
    assert _files(now) == files
    shared = [path for path in files if (before / path).exists() and (now / path).samefile(before / path)]
    assert shared == ["a/same.txt"]
