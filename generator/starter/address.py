"""Where this very program can be had from: the line of requirements.txt that a new catalog begins with. [I/O]

Never a bare name: whoever registers it at a package index would run in everybody's workflows.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import Distribution, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from generator import __version__
from generator.problems import CatalogError
from generator.records.git import git_said

NAME = "paper-catalog"
_ADDRESS = re.compile(r"(https|git\+https|git\+ssh|file)://[^\s\"'<>]+")
_WHEEL = "{}/releases/download/v{}/paper_catalog-{}-py3-none-any.whl"
_UNKNOWN = f"""\
# It is not known from where {NAME} can be had: {{why}}.
# Put its address behind the @, that of a release's wheel: https://github.com/OWNER/NAME/releases/download/vX/….whl
{NAME} @ (its address is not known: write it into requirements.txt)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """From where the program can be had."""

    address: str
    """With `#sha256=…` where that is known; empty where nothing is."""
    why: str = ""
    """Why nothing is known."""

    @property
    def requirement(self) -> str:
        """The line for pip; without an address one that pip refuses, with the reason above it."""
        return f"{NAME} @ {self.address}" if self.address else _UNKNOWN.format(why=self.why)


def origin(package: str = "") -> Origin:
    """From the address that a person named, else from where this program was installed, else its release."""
    if package:
        return Origin(address=_named(package))
    try:
        installed = distribution(NAME)
    except ModuleNotFoundError:
        return _of_checkout(Path(__file__).parent.parent.parent)
    direct = json.loads(installed.read_text("direct_url.json") or "{}")
    url = str(direct.get("url", ""))
    if "vcs_info" in direct:
        return Origin(address=f"{direct['vcs_info']['vcs']}+{_bare(url)}@{direct['vcs_info']['commit_id']}")
    if "dir_info" in direct:
        return _of_checkout(Path(url2pathname(unquote(urlsplit(url).path))))
    if url.startswith("https://"):
        return Origin(address=_bare(url) + "".join(_digests(direct.get("archive_info", {}))))
    return _of_release(installed)


def _named(package: str) -> str:
    if _ADDRESS.fullmatch(package):
        return package
    file = Path(package)
    if file.suffix in (".whl", ".gz") and file.is_file():
        return f"{file.resolve().as_uri()}#sha256={sha256(file.read_bytes()).hexdigest()}"
    raise CatalogError(
        f"found the package `{package}`, expected its address (https://…, git+https://…) or a wheel: "
        "a bare name may be anybody's"
    )


def _digests(archive: dict[str, dict[str, str]]) -> Iterator[str]:
    if found := archive.get("hashes", {}).get("sha256"):
        yield f"#sha256={found}"


def _of_release(installed: Distribution) -> Origin:
    """The wheel that belongs to this version in the repository that the package itself names."""
    urls = dict(entry.split(", ", 1) for entry in installed.metadata.get_all("Project-URL") or ())
    if home := urls.get("Repository", ""):
        return Origin(address=_WHEEL.format(home.rstrip("/"), __version__, __version__))
    return Origin(address="", why="the package that is installed names no repository")


def _of_checkout(folder: Path) -> Origin:
    """The release of a clone that stands at one, else the commit, as far as others can have it."""
    remote, commit = _git(folder, "remote", "get-url", "origin"), _git(folder, "rev-parse", "HEAD")
    home = _bare(re.sub(r"^(?:ssh://)?git@([^:/]+)[:/]", r"https://\1/", remote)).removesuffix(".git")
    if not home.startswith("https://") or not commit:
        return Origin(address="", why="this is a clone without a remote repository on the web")
    if f"v{__version__}" in _git(folder, "tag", "--points-at", "HEAD").split():
        return Origin(address=_WHEEL.format(home, __version__, __version__))
    if not _git(folder, "for-each-ref", "--contains", "HEAD", "refs/remotes"):
        return Origin(address="", why=f"{home} does not have the commit {commit[:12]} of this clone; push it first")
    return Origin(address=f"git+{home}@{commit}")


def _bare(url: str) -> str:
    """Without the name and the password that a remote may have in its address."""
    return re.sub(r"^(https?://)[^/@]*@", r"\1", url)


def _git(folder: Path, *arguments: str) -> str:
    return (git_said(folder, *arguments) or "").strip()
