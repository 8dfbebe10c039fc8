"""The built sites and a real Chromium, for every browser test."""

import os
import shutil
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, sync_playwright

from generator.pipeline import import_captures
from tests.browser.hostile import hostile_catalog
from tests.browser.sites import Site, build, served
from tests.shared import ROOT, captures

NO_BROWSER = (
    "no Chromium found. Debian, Ubuntu: sudo apt install chromium; Fedora: sudo dnf install chromium; "
    "macOS: brew install --cask chromium"
)

Open = Callable[..., Page]
"""Opens a page in a context of its own; its arguments are those of playwright's `new_context`."""


def _chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    places = (*map(shutil.which, names), "/Applications/Chromium.app/Contents/MacOS/Chromium",
              "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    return next((place for place in places if place and Path(place).exists()), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = _chromium()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(NO_BROWSER)
    if path is None:
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        # Without its sandbox, which root and most containers do not have; it only ever opens our own pages.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The bundled catalog."""
    folder = tmp_path_factory.mktemp("bundled")
    shutil.copytree(ROOT / "site_src", folder / "site_src")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    build(folder / "site_src", folder / "site")
    with served(folder / "site") as site:
        yield site


@pytest.fixture(scope="session")
def records(site: Site) -> dict[str, dict[str, Any]]:
    folder = site.folder.parent / "site_src" / "records"
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yml"))}


@pytest.fixture(scope="session")
def seeded_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The bundled catalog after the seed captures were imported: the main job on real input, with its abstracts."""
    folder = tmp_path_factory.mktemp("seeded")
    shutil.copytree(ROOT / "site_src", folder / "site_src")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    import_captures(folder / "site_src", captures())
    build(folder / "site_src", folder / "site")
    with served(folder / "site") as site:
        yield site


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A fresh catalog, as `init` makes it, with records that hold markup wherever a record can hold text."""
    folder = hostile_catalog(tmp_path_factory.mktemp("hostile"))
    build(folder / "site_src", folder / "site")
    with served(folder / "site") as site:
        yield site


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens pages, and fails the test if one of them logged an error or asked another host for anything.

    Of the sites `others` it may ask.
    """
    heard: list[str] = []
    contexts: list[BrowserContext] = []

    def opened(url: str, *, others: Collection[str] = (), **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]  # whatever new_context takes
        contexts.append(context)
        page = context.new_page()
        _listen(page, {urlsplit(each).netloc for each in (url, *others)}, heard)
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not heard, "\n".join(heard)


def _listen(page: Page, hosts: Collection[str], heard: list[str]) -> None:
    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            heard.append(f"{page.url}: {message.text}")

    def on_dialog(dialog: Dialog) -> None:
        heard.append(f"{page.url}: dialog {dialog.message}")
        dialog.dismiss()

    def on_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc not in hosts:
            heard.append(f"{page.url} asks for {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    page.on("dialog", on_dialog)
    page.on("request", on_request)
