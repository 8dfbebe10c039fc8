"""From an empty folder to a public site, offline: a wheel, an empty environment, each command that a newcomer reads.

The steps of the workflows are those of their YAML; what only GitHub can do, `uses`, is done by hand or left out.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import __version__
from tests.curator import BIB
from tests.shared import ROOT

pytestmark = pytest.mark.slow

SECRET = re.compile(r"\$\{\{ (.*?) \}\}")
KNOWN = {
    "steps.pages.outputs.base_url": "https://owls.example/papers", "github.server_url": "https://github.com",
    "github.repository": "owls/papers", "secrets.OPENALEX_API_KEY": "", "github.token": "",
}  # fmt: skip
"""What GitHub fills in."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As a release has it, of a repository of this name."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    environment = os.environ | {"PAPER_CATALOG_HOME": "https://github.com/owls/paper-catalog"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the package needs, as it is installed here, and nothing of the package itself."""
    folder = tmp_path_factory.mktemp("libraries")
    for name in ("purelib", "platlib"):
        for path in Path(sysconfig.get_path(name)).iterdir():
            if "paper_catalog" not in path.name and path.suffix != ".pth" and not (folder / path.name).exists():
                (folder / path.name).symlink_to(path)
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Of a newcomer: a name for git, a repository at GitHub that is a folder here, and no package index."""
    remote = tmp_path / "github.git"
    subprocess.run(["git", "init", "-q", "--bare", str(remote)], check=True)
    (tmp_path / "gitconfig").write_text(
        f'[user]\nname = Ada\nemail = ada@example.org\n[url "{remote}"]\ninsteadOf = https://github.com/OWNER/NAME.git\n'
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "GIT_", "VIRTUAL_ENV"))}
    return kept | {
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1", "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip


def _sh(command: str, folder: Path, environment: Mapping[str, str]) -> str:
    bash = ["bash", "-e", "-c", command]
    done = subprocess.run(bash, cwd=folder, env=dict(environment), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _venv(folder: Path, libraries: Path, environment: Mapping[str, str], name: str = ".venv") -> Path:
    """An environment whose libraries, pip among them, are those installed here: to unpack pip takes longest."""
    _sh(f"python3 -m venv --without-pip {name}", folder, environment)
    bin_ = folder / name / "bin"
    (packages,) = (folder / name).glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(f"{libraries}\n")
    (bin_ / "pip").write_text(f'#!/bin/sh\nexec {bin_}/python -m pip "$@"\n')
    (bin_ / "pip").chmod(0o755)
    return bin_


@pytest.fixture
def program(tmp_path: Path, wheel: Path, libraries: Path, environment: dict[str, str]) -> Path:
    """The command, installed from the wheel into an environment that had nothing."""
    bin_ = _venv(tmp_path, libraries, environment, "installed")
    _sh(f"{bin_}/python -m pip install -q {wheel}", tmp_path, environment)
    return bin_ / "paper-catalog"


def _commands(readme: str) -> list[str]:
    """The indented lines, in their order."""
    return [line.strip() for line in readme.splitlines() if re.match(r" {7}\S", line)]


def _filled(value: str) -> str:
    return SECRET.sub(lambda match: KNOWN[match[1].strip()], value)


def _run_steps(job: Mapping[str, Any], folder: Path, environment: Mapping[str, str]) -> list[str]:
    """The `run` of each step that no input switches on, with the variables of that step."""
    done = []
    for step in job["steps"]:
        if "run" in step and "if" not in step:
            variables = {name: _filled(str(value)) for name, value in step.get("env", {}).items()}
            _sh(_filled(step["run"]), folder, {**environment, **variables})
            done.append(step["run"])
    return done


def test_the_three_steps_of_the_readme_lead_to_a_site(
    tmp_path: Path, wheel: Path, libraries: Path, program: Path, environment: dict[str, str]
) -> None:
    """Each command as it stands there, and then what the workflow runs on the pushed commit."""
    _sh(f"{program} init papers --title 'Owl papers' --package {wheel}", tmp_path, environment)
    folder = tmp_path / "papers"
    (folder / "library.bib").write_text(BIB, encoding="utf-8")
    commands = _commands((folder / "README.md").read_text(encoding="utf-8"))
    assert len(commands) == 9 and commands[0] == "python3 -m venv .venv"
    for command in commands:
        _venv(folder, libraries, environment) if command == commands[0] else _sh(command, folder, environment)
    assert (folder / "site" / "papers" / "line-length-and-reading-speed-2024.html").exists()
    assert len(list((folder / "site_src" / "records").glob("*.yml"))) == 3
    assert not _sh("git status --porcelain", folder, environment)
    _sh(f"git clone -q -b main {tmp_path / 'github.git'} runner", tmp_path, environment)
    runner = tmp_path / "runner"
    bin_ = _venv(tmp_path, libraries, environment, "python")
    workflow = yaml.safe_load((runner / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8"))
    on_path = {**environment, "PATH": f"{bin_}{os.pathsep}{environment['PATH']}"}
    assert len(_run_steps(workflow["jobs"]["build"], runner, on_path)) == 3
    home = (runner / "site" / "index.html").read_text(encoding="utf-8")
    assert "Owl papers" in home and '<link rel="canonical" href="https://owls.example/papers/index.html">' in home
    page = (runner / "site" / "papers" / "line-length-and-reading-speed-2024.html").read_text(encoding="utf-8")
    assert "https://github.com/owls/papers/edit/main/site_src/records/" in page
    assert not _sh("git status --porcelain", runner, environment)


def test_an_installed_package_brings_all_that_a_site_needs(
    tmp_path: Path, program: Path, environment: dict[str, str]
) -> None:
    """A file is imported at once, and the site is that of `mkdocs build --strict`, but for what only we make."""
    (tmp_path / "library.bib").write_text(BIB, encoding="utf-8")
    said = _sh(f"{program} init papers --pack nlp --from library.bib", tmp_path, environment)
    assert "made a git repository with a first commit" in said and "2 records, 2 files changed" in said
    requirement = (tmp_path / "papers" / "requirements.txt").read_text(encoding="utf-8").splitlines()[-1]
    assert re.fullmatch(
        r"paper-catalog @ https://github\.com/owls/paper-catalog/releases/download/v(.+)/paper_catalog-\1-py3-none-any\.whl",
        requirement,
    )
    folder = tmp_path / "papers"
    _sh(f"{program} build", folder, environment)
    _sh(f"{program.parent}/python -m mkdocs build -q --strict -d {tmp_path / 'plain'}", folder, environment)
    plain = {path.relative_to(tmp_path / "plain").as_posix(): path.read_bytes()
             for path in (tmp_path / "plain").rglob("*.html")}  # fmt: skip
    assert "papers/index.html" in plain and "404.html" in plain
    assert [path for path, text in plain.items() if (folder / "site" / path).read_bytes() != text] == []
    assert (folder / "site" / "assets" / "catalog.css").exists() and (folder / "site" / "assets" / "shell.js").exists()


def test_the_steps_of_a_release_that_need_no_github_run(
    tmp_path: Path, libraries: Path, environment: dict[str, str]
) -> None:
    """From a clone at the tag: the version is looked at, wheel and sdist are built, and the wheel makes a catalog."""
    pytest.importorskip("hatchling")
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))
    clone = tmp_path / "clone"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not listed:
        pytest.skip("not a git clone")
    for path in filter(None, listed.split("\0")):
        (clone / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, clone / path)
    bin_ = _venv(tmp_path, libraries, environment, "python")
    hook = tmp_path / "hook"  # the steps make an environment of their own, which has the libraries by this
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(f"import sys\nsys.path.append({str(libraries)!r})\n")
    variables = {
        **environment, "PATH": f"{bin_}{os.pathsep}{environment['PATH']}", "RUNNER_TEMP": str(tmp_path / "temp"),
        "GITHUB_REF_NAME": f"v{__version__}", "PYTHONPATH": str(hook),
    }  # fmt: skip
    (tmp_path / "temp").mkdir()
    assert len(_run_steps(workflow["jobs"]["build"], clone, variables)) == 3
    assert sorted(path.suffix for path in (clone / "dist").iterdir()) == [".gz", ".whl"]
    assert (tmp_path / "temp" / "first" / "site" / "index.html").exists()
