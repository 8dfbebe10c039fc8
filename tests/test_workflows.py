"""The GitHub workflows are valid, pinned and as powerless as they can be."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.pipeline import generate
from generator.starter import Wishes, starter_files, write_starter
from generator.starter.repository import begin_repository
from tests.pages.toy import toy_catalog

WORKFLOWS = Path(__file__).parent.parent / ".github" / "workflows"
NAMES = sorted(path.name for path in WORKFLOWS.glob("*.yml"))
MAY_WRITE: dict[tuple[str, str], set[str]] = {
    ("pages.yml", "deploy"): {"pages", "id-token"},
    ("suggestion.yml", "open"): {"contents", "pull-requests", "issues"},
    ("update.yml", "open"): {"contents", "pull-requests"},
    ("preview-comment.yml", "comment"): {"pull-requests"},
    ("release.yml", "release"): {"contents", "id-token", "attestations"},
    ("release.yml", "index"): {"id-token"},
}
"""(workflow, job) → what it may write."""


@pytest.fixture(scope="module")
def of_a_new_catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("starter") / "pages.yml"
    path.write_bytes(dict(starter_files(Wishes()))[".github/workflows/pages.yml"])
    return path


@pytest.fixture(scope="module")
def of_several_sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the documentation offers for a catalog on several sites."""
    page = (WORKFLOWS.parent.parent / "site_src" / "docs" / "about" / "scale.md").read_text(encoding="utf-8")
    path = tmp_path_factory.mktemp("several") / "pages.yml"
    workflow = page.partition("```yaml\nname: ")[2].partition("```")[0]
    path.write_text(f"name: {workflow}", encoding="utf-8")
    return path


def _check(schema: str, *paths: Path) -> str:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def test_workflows_follow_their_schema(of_a_new_catalog: Path, of_several_sites: Path) -> None:
    workflows = (*sorted(WORKFLOWS.glob("*.yml")), of_a_new_catalog, of_several_sites)
    assert "ok" in _check("vendor.github-workflows", *workflows)
    assert "ok" in _check("vendor.dependabot", WORKFLOWS.parent / "dependabot.yml")


def test_issue_forms_and_the_citation_follow_their_schemas() -> None:
    forms = WORKFLOWS.parent / "ISSUE_TEMPLATE"
    assert "ok" in _check("vendor.github-issue-forms", *sorted(set(forms.glob("*.yml")) - {forms / "config.yml"}))
    assert "ok" in _check("vendor.github-issue-config", forms / "config.yml")
    assert "ok" in _check("vendor.citation-file-format", WORKFLOWS.parent.parent / "CITATION.cff")


def test_the_schema_finds_a_mistake(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text((WORKFLOWS / "test.yml").read_text(encoding="utf-8").replace("runs-on", "runs_on"))
    assert "ok" not in _check("vendor.github-workflows", wrong).split()


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_by_commit(name: str) -> None:
    text = (WORKFLOWS / name).read_text(encoding="utf-8")
    for line in re.findall(r"uses: (?!\./)(.*)", text):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), f"{name}: pin {line} by its commit"


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_may_only_read_unless_a_job_says_more(name: str) -> None:
    workflow = yaml.safe_load((WORKFLOWS / name).read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    for job, spec in workflow["jobs"].items():
        writes = {right for right, level in spec.get("permissions", {}).items() if level == "write"}
        assert writes <= MAY_WRITE.get((name, job), set()), f"{name}: {job} may write {writes}"


@pytest.mark.parametrize("name", NAMES)
def test_what_may_write_runs_nothing_but_git_and_gh(name: str) -> None:
    """No step installs or runs our command, or anything of a stranger's commit, where a token can write."""
    jobs = yaml.safe_load((WORKFLOWS / name).read_text(encoding="utf-8"))["jobs"]
    for job in {job for file, job in MAY_WRITE if file == name} - {"deploy", "index"}:
        for step in jobs[job]["steps"]:
            assert not re.search(r"paper-catalog |pip|python", re.sub(r"#.*", "", step.get("run", "")))
            assert "ref" not in step.get("with", {})


@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_an_event_becomes_part_of_a_command(name: str) -> None:
    """A step gets it as a variable; and every checkout leaves no token behind."""
    workflow = yaml.safe_load((WORKFLOWS / name).read_text(encoding="utf-8"))
    for spec in workflow["jobs"].values():
        for step in spec.get("steps", ()):
            assert "${{" not in step.get("run", ""), f"{name}: give it by `env`: {step['run']}"
            if "actions/checkout@" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False, name


@pytest.mark.parametrize("name", NAMES)
def test_secrets_are_variables_of_one_step(name: str) -> None:
    """And where a service's key is used by what writes nothing, it lies in an environment."""
    workflow = yaml.safe_load((WORKFLOWS / name).read_text(encoding="utf-8"))
    steps = [step for spec in workflow["jobs"].values() for step in spec.get("steps", ())]
    inside = [value for step in steps for value in step.get("env", {}).values() if "secrets." in str(value)]
    assert len(inside) == (WORKFLOWS / name).read_text(encoding="utf-8").count("secrets.")
    if name == "update.yml":
        assert workflow["jobs"]["ask"]["environment"] == "services"


def test_only_the_comment_runs_after_a_strangers_workflow() -> None:
    """And it checks nothing out; no workflow runs a stranger's request with a token that writes."""
    for name in NAMES:
        workflow = yaml.safe_load((WORKFLOWS / name).read_text(encoding="utf-8"))
        triggers = workflow[True]
        assert "pull_request_target" not in triggers and "issue_comment" not in triggers
        if "workflow_run" in triggers:
            assert name == "preview-comment.yml"
            assert not [step for spec in workflow["jobs"].values() for step in spec["steps"] if "uses" in step]


def test_a_new_catalog_has_the_same_workflows(tmp_path: Path) -> None:
    """But for how the tool is installed; the tests of this project are not among them."""
    files = {path: content.decode() for path, content in starter_files(Wishes()) if path.startswith(".github/")}
    named = {Path(path).name for path in files if "/workflows/" in path}
    assert named == {"pages.yml", "preview-comment.yml", "preview.yml", "suggestion.yml", "update.yml"}
    for path, text in files.items():
        assert "constraints.txt" not in text, path
        (tmp_path / Path(path).name).write_text(text, encoding="utf-8")
    assert "ok" in _check("vendor.github-workflows", *(tmp_path / name for name in sorted(named)))


def test_a_new_catalog_installs_from_its_requirements(of_a_new_catalog: Path) -> None:
    text = of_a_new_catalog.read_text(encoding="utf-8")
    assert "pip install -r requirements.txt" in text
    assert "constraints.txt" not in text


def test_a_new_catalog_can_complete_its_records_when_asked(of_a_new_catalog: Path) -> None:
    """Off unless a person ticks the box; without abstracts, without a commit, and no publication waits for it."""
    for path in (of_a_new_catalog, WORKFLOWS / "pages.yml"):
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        asked = workflow[True]["workflow_dispatch"]["inputs"]["enrich"]  # YAML 1.1 reads `on` as true
        assert (asked["type"], asked["default"]) == ("boolean", False)
        steps = workflow["jobs"]["build"]["steps"]
        (step,) = [step for step in steps if "enrich" in step.get("run", "")]
        assert (step["if"], step["continue-on-error"]) == ("inputs.enrich", True)
        assert step["run"] == "paper-catalog enrich --no-abstracts"
        assert steps.index(step) < next(n for n, other in enumerate(steps) if "build" in other.get("run", ""))
    files = dict(starter_files(Wishes()))
    assert b".paper-catalog-cache/" in files[".gitignore"]


def test_the_cache_brings_back_what_was_generated_and_nothing_that_was_written(
    of_a_new_catalog: Path, tmp_path: Path
) -> None:
    """A page that somebody changed or deleted since is as the commit has it, and what was generated stays."""
    steps = yaml.safe_load(of_a_new_catalog.read_text(encoding="utf-8"))["jobs"]["build"]["steps"]
    cache = next(n for n, step in enumerate(steps) if "actions/cache@" in step.get("uses", ""))
    assert steps[cache]["with"]["path"].split() == ["site", "site_src/.paper-catalog-cache", "site_src/docs"]
    write_starter(tmp_path / "new")
    begin_repository(tmp_path / "new")
    docs = tmp_path / "new" / "site_src" / "docs"
    generate(docs.parent, toy_catalog())
    about = (docs / "about" / "index.md").read_bytes()
    (docs / "about" / "index.md").write_text("# As it was")
    (docs / "about" / "gone.md").write_text("# Deleted since")
    subprocess.run(["bash", "-e", "-c", steps[cache + 1]["run"]], cwd=tmp_path / "new", check=True)
    assert (docs / "about" / "index.md").read_bytes() == about and not (docs / "about" / "gone.md").exists()
    assert (docs / "papers" / "index.md").exists() and (docs / ".paper-catalog-manifest").exists()


def test_several_sites_use_the_actions_of_the_one(of_several_sites: Path) -> None:
    """So that they are pinned, and pinned anew together."""
    actions = re.findall(r"uses: (.*)", of_several_sites.read_text(encoding="utf-8"))
    assert actions and {*actions} <= {*re.findall(r"uses: (.*)", (WORKFLOWS / "pages.yml").read_text(encoding="utf-8"))}


def test_each_of_several_sites_is_the_only_commit_of_its_repository(of_several_sites: Path, tmp_path: Path) -> None:
    """Also the second time, when the one before is replaced."""
    job = yaml.safe_load(of_several_sites.read_text(encoding="utf-8"))["jobs"]["shard"]
    target, git = str(tmp_path / "target.git"), ("git", "--git-dir", str(tmp_path / "target.git"))
    subprocess.run(["git", "init", "-q", "--bare", target], check=True)
    for text in ("first", "second"):
        site = tmp_path / text
        site.mkdir()
        (site / "index.html").write_text(text, encoding="utf-8")
        environment = os.environ | {"KEY": "no key", "TARGET": target, "RUNNER_TEMP": str(tmp_path)}
        subprocess.run(["bash", "-e", "-c", job["steps"][-1]["run"]], cwd=site, env=environment, check=True)
    shown = subprocess.run([*git, "show", "gh-pages:index.html"], capture_output=True, text=True, check=True).stdout
    log = subprocess.run([*git, "log", "--oneline", "gh-pages"], capture_output=True, text=True, check=True).stdout
    assert shown == "second" and len(log.splitlines()) == 1
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
