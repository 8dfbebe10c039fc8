"""The shell of the workflows' steps, run as it stands there, with strangers' patches and reports, and a noting `gh`."""

import os
import subprocess
from pathlib import Path

import pytest
import yaml

WORKFLOWS = Path(__file__).parent.parent / ".github" / "workflows"
GH = '#!/bin/sh\necho "gh $*" >> "$RUNNER_TEMP/said"\ncase "$1 $2" in "pr list") cat "$RUNNER_TEMP/listed" ;; esac\n'
RECORD = "site_src/records/owls-2024.yml"


class Runner:
    """A repository with a remote, a record and a workflow, and the runner's own folder."""

    def __init__(self, folder: Path) -> None:
        self.repository, self.temp = folder / "work", folder / "temp"
        (self.temp / "proposal").mkdir(parents=True)
        (folder / "bin").mkdir()
        (folder / "bin" / "gh").write_text(GH, encoding="utf-8")
        (folder / "bin" / "gh").chmod(0o755)
        (self.temp / "listed").write_text("0\n", encoding="utf-8")
        self.environment = {
            "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "HOME": str(folder), "RUNNER_TEMP": str(self.temp),
            "GITHUB_WORKSPACE": str(self.repository), "NUMBER": "12", "BRANCH": "paper-catalog-update",
            "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "owls/papers", "RUN": "7", "HEAD": "c0ffee",
        }  # fmt: skip
        self.git("init", "-q", "--bare", str(folder / "origin.git"), where=folder)
        self.git("init", "-q", "-b", "main", str(self.repository), where=folder)
        self.write(RECORD, "title: Owls\n")
        self.write(".github/workflows/pages.yml", "name: pages\n")
        self.git("add", ".")
        self.git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "one")
        self.git("remote", "add", "origin", str(folder / "origin.git"))

    def git(self, *arguments: str, where: Path | None = None) -> str:
        command = ["git", *arguments]
        done = subprocess.run(
            command, cwd=where or self.repository, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def write(self, name: str, text: str) -> None:
        (self.repository / name).parent.mkdir(parents=True, exist_ok=True)
        (self.repository / name).write_text(text, encoding="utf-8")

    def propose(self, patch: str, report: str = "A report\n") -> None:
        """What the job that asks would have left."""
        (self.temp / "proposal" / "records.patch").write_text(patch, encoding="utf-8")
        for name in ("report.md", "update.md", "links.md"):
            (self.temp / "proposal" / name).write_text(report, encoding="utf-8")

    def patch(self) -> str:
        """All that differs now, as a patch; the work tree is clean again."""
        self.git("add", "--intent-to-add", ".")
        text = self.git("diff", "--binary")
        self.git("rm", "-q", "--cached", "-r", ".")
        self.git("reset", "-q", "--hard")
        self.git("clean", "-qfd")
        return text

    def step(self, workflow: str, name: str) -> subprocess.CompletedProcess[str]:
        jobs = yaml.safe_load((WORKFLOWS / workflow).read_text(encoding="utf-8"))["jobs"]
        (step,) = [one for one in jobs["open" if "open" in jobs else "comment"]["steps"] if one.get("name") == name]
        return subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", step["run"]], cwd=self.repository, env=self.environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def said(self) -> list[str]:
        path = self.temp / "said"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


BOTH = pytest.mark.parametrize("workflow", ["suggestion.yml", "update.yml"])


@BOTH
def test_a_patch_of_records_is_taken(runner: Runner, workflow: str) -> None:
    """Changed, new and deleted ones."""
    runner.write(RECORD, "title: Owls by Night\n")
    runner.write("site_src/records/boats-2023.yml", "title: Boats\n")
    runner.propose(runner.patch())
    done = runner.step(workflow, "Take the records")
    assert done.returncode == 0, done.stderr
    assert runner.git("diff", "--cached", "--name-only").split() == ["site_src/records/boats-2023.yml", RECORD]


@BOTH
@pytest.mark.parametrize("path", [
    ".github/workflows/pages.yml", ".github/workflows/new.yml", "site_src/rulings.yml", "site_src/records/x.py",
    "site_src/records/sub/x.yml", "site_src/records/A.yml", "site_src/records/ö.yml", "site_src/records/.yml",
    ".gitattributes", "mkdocs.yml", "site_src/records/a b.yml",
])  # fmt: skip
def test_a_patch_of_anything_else_stops_the_job(runner: Runner, workflow: str, path: str) -> None:
    """Beside a record too."""
    runner.write(RECORD, "title: Owls by Night\n")
    runner.write(path, "name: other\n")
    runner.propose(runner.patch())
    assert runner.step(workflow, "Take the records").returncode != 0
    assert (runner.repository / ".github/workflows/pages.yml").read_text(encoding="utf-8") == "name: pages\n"


@BOTH
def test_a_link_or_a_program_is_no_record(runner: Runner, workflow: str) -> None:
    runner.write("site_src/records/boats-2023.yml", "/etc/passwd")
    patch = runner.patch()
    for mode in ("120000", "100755"):
        runner.git("reset", "-q", "--hard")
        runner.propose(patch.replace("new file mode 100644", f"new file mode {mode}"))
        assert runner.step(workflow, "Take the records").returncode != 0, mode
    runner.git("reset", "-q", "--hard")
    runner.propose(patch.replace("site_src/records/boats-2023.yml", "../owned.yml"))
    assert runner.step(workflow, "Take the records").returncode != 0
    assert not (runner.repository.parent / "owned.yml").exists()


def test_followed_yml_belongs_to_an_update_alone(runner: Runner) -> None:
    runner.write("site_src/followed.yml", "asked: {}\n")
    runner.propose(runner.patch())
    assert runner.step("update.yml", "Take the records").returncode == 0
    runner.git("reset", "-q", "--hard")
    assert runner.step("suggestion.yml", "Take the records").returncode != 0


def test_a_suggestion_becomes_a_branch_and_a_request(runner: Runner) -> None:
    runner.write(RECORD, "title: Owls by Night\n")
    runner.propose(runner.patch(), "A report of $(touch owned) `id`\n")
    runner.step("suggestion.yml", "Take the records")
    done = runner.step("suggestion.yml", "Open the pull request, or say why there is none")
    assert done.returncode == 0, done.stderr
    assert [line.split()[1:3] for line in runner.said()] == [["auth", "setup-git"], ["pr", "list"], ["pr", "create"],
                                                             ["pr", "comment"]]  # fmt: skip
    assert runner.git("show", f"HEAD:{RECORD}") == "title: Owls by Night\n"
    assert "refs/heads/suggestion-12" in runner.git("ls-remote", "origin")
    assert not list(runner.repository.parent.rglob("owned"))


def test_a_suggestion_without_a_record_is_answered_in_its_issue(runner: Runner) -> None:
    runner.propose("")
    for name in ("Take the records", "Open the pull request, or say why there is none"):
        assert runner.step("suggestion.yml", name).returncode == 0
    assert [line.split()[1:4] for line in runner.said()] == [["issue", "comment", "12"]]
    assert runner.git("ls-remote", "origin") == ""


def test_an_update_opens_one_request_and_then_edits_it(runner: Runner) -> None:
    """Nothing is opened for a day in followed.yml alone."""
    opening = "Open the pull request, if there is anything to decide"
    runner.write("site_src/followed.yml", "asked: {}\n")
    runner.propose(runner.patch(), "")
    runner.step("update.yml", "Take the records")
    assert (runner.step("update.yml", opening).returncode, runner.said()) == (0, [])
    runner.propose("", "- a dead link\n")
    assert runner.step("update.yml", opening).returncode == 0
    assert "gh pr create --head paper-catalog-update" in "\n".join(runner.said())
    (runner.temp / "listed").write_text("1\n", encoding="utf-8")
    assert runner.step("update.yml", opening).returncode == 0
    assert "gh pr edit paper-catalog-update" in "\n".join(runner.said())


def test_what_was_decided_in_an_open_request_counts(runner: Runner) -> None:
    """The branch of last week is gone on with, as long as its request is open; what is on it goes before the patch."""
    going_on, opening = "Go on from the open pull request", "Open the pull request, if there is anything to decide"
    runner.write("site_src/records/boats-2023.yml", "title: Boats\n")
    runner.propose(runner.patch(), "A table\n")
    for name in ("Take the records", opening):
        assert runner.step("update.yml", name).returncode == 0
    runner.git("reset", "-q", "--hard", "HEAD~1")
    assert runner.step("update.yml", going_on).returncode == 0
    assert not (runner.repository / "site_src/records/boats-2023.yml").exists()
    (runner.temp / "listed").write_text("1\n", encoding="utf-8")
    assert runner.step("update.yml", going_on).returncode == 0
    assert (runner.repository / "site_src/records/boats-2023.yml").exists()
    runner.propose("", "- a dead link\n")
    for name in ("Take the records", opening):
        assert runner.step("update.yml", name).returncode == 0
    assert "gh pr edit paper-catalog-update" in runner.said()[-1]


@pytest.mark.parametrize("text", [
    "```\n@owl <script>alert(1)</script>\n~~~\n````\n# Big", "\x1b[31m\x00\x07\r\nred", "$(touch owned) `touch owned`",
    "x" * 100_000, "\u00f6" * 40_000,
])  # fmt: skip
def test_a_report_of_a_stranger_is_text_between_fences(runner: Runner, text: str) -> None:
    (runner.temp / "report").mkdir()
    (runner.temp / "report" / "report.txt").write_text(text, encoding="utf-8")
    (runner.temp / "listed").write_text("34\n", encoding="utf-8")
    done = runner.step("preview-comment.yml", "Comment")
    assert done.returncode == 0, done.stderr
    comment = (runner.temp / "comment.md").read_bytes()
    shown = comment.decode()
    assert shown.count("```") == 2 and shown.split("```")[2] == "\n" and len(comment) < 31_000
    assert "\x1b" not in shown and "\x00" not in shown and "\r" not in shown
    assert runner.said()[-1].startswith("gh pr comment 34 ")
    assert not list(runner.repository.parent.rglob("owned"))


@pytest.mark.parametrize("number", ["", "12; touch owned", "--help"])
def test_a_commit_of_no_open_request_gets_no_comment(runner: Runner, number: str) -> None:
    (runner.temp / "report").mkdir()
    (runner.temp / "report" / "report.txt").write_text("x", encoding="utf-8")
    (runner.temp / "listed").write_text(f"{number}\n", encoding="utf-8")
    assert runner.step("preview-comment.yml", "Comment").returncode == 0
    assert not [line for line in runner.said() if "comment" in line]


def test_a_report_that_is_a_link_is_not_read(runner: Runner) -> None:
    (runner.temp / "report").mkdir()
    (runner.temp / "report" / "report.txt").symlink_to("/etc/hostname")
    assert runner.step("preview-comment.yml", "Comment").returncode != 0
