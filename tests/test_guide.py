"""The curator's guide is true: its commands run in their order, its files are what they read, its output is said."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

GUIDE = Path(__file__).parent.parent / "site_src" / "docs" / "about" / "curating.md"
BLOCK = re.compile(r"(?P<before>[^\n]*)\n\n```(?P<kind>\w+)\n(?P<text>.*?)```", re.S)
NAMED = re.compile(r"`([\w./-]+\.\w+)`")
"""The file that a block is: the last that the paragraph before it names."""
WHO = {f"GIT_{who}_{what}": f"{what}@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def _blocks() -> Iterator[tuple[str, str, str]]:
    """(kind, file, text) of each block; kinds are languages."""
    for block in BLOCK.finditer(GUIDE.read_text(encoding="utf-8")):
        named = NAMED.findall(block["before"])
        yield block["kind"], named[-1] if named else "", block["text"]


class _Curator:
    """Who does what the guide says, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.said = folder, ""
        self.environment = {**os.environ, **WHO, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
                            "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}  # fmt: skip

    def do(self, kind: str, file: str, text: str) -> None:
        if kind == "sh":
            self.said = "".join(map(self._run, text.splitlines()))
        elif kind == "text":
            for line in text.splitlines():
                assert line.strip() in self.said, f"the guide says `{line}`, and the commands before it:\n{self.said}"
        elif kind == "diff":
            self._change(file, text)
        else:
            assert file, f"the paragraph before this block names no file:\n{text}"
            (self.folder / file).parent.mkdir(exist_ok=True)
            (self.folder / file).write_text(text, encoding="utf-8")

    def _run(self, command: str) -> str:
        if command.startswith("cd "):
            self.folder /= command.removeprefix("cd ")
            return ""
        done = subprocess.run(["sh", "-c", command], cwd=self.folder, env=self.environment, capture_output=True,
                              text=True, check=False)  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout

    def _change(self, file: str, text: str) -> None:
        path = self.folder / file
        old, new = ("".join(f"{line[1:]}\n" for line in text.splitlines() if line[0] == sign) for sign in "-+")
        before = path.read_text(encoding="utf-8")
        assert before.count(old) == 1, f"{file} does not have once:\n{old}"
        path.write_text(before.replace(old, new), encoding="utf-8")


@pytest.mark.slow
def test_what_the_guide_says_can_be_done_in_its_order(tmp_path: Path) -> None:
    """From an empty folder to a built site, without a network."""
    curator = _Curator(tmp_path)
    for kind, file, text in _blocks():
        curator.do(kind, file, text)
    assert (curator.folder / "site" / "index.html").is_file()
    assert "It is about lamps" in (curator.folder / "site" / "papers" / "paper-lamps-2019.html").read_text("utf-8")


def test_each_block_of_the_guide_is_of_a_kind_that_is_tried() -> None:
    """A block that nobody runs or reads back can be wrong."""
    kinds = [kind for kind, _, _ in _blocks()]
    assert {*kinds} == {"sh", "text", "diff", "yaml", "bibtex", "json"}
    assert GUIDE.read_text(encoding="utf-8").count("\n```") == 2 * len(kinds)
