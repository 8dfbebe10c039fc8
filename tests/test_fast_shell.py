"""The shell of a page, cut from the first ones of a kind and filled for the others."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from generator.publish.fast import shell
from generator.publish.fast.shell import Differs, Shell
from tests.nasty import built, built_slowly, written

MAIN = (
    "<head>{% block site_meta %}<meta>{% endblock %}{% block htmltitle %}<title>{{ page.title }}</title>{% endblock %}"
    "{% block extrahead %}{{ page.meta.robots }}{% endblock %}</head>{{ page.meta.section }}{{ page.tail }}"
    "<article>{% block content %}<h1>{{ page.title }}</h1>{% endblock %}</article>"
)


def _shell(main: str = MAIN) -> tuple[Shell, list[str]]:
    """A shell of that template, and the titles of the pages that were rendered in full."""
    env = Environment(loader=DictLoader({"main.html": main, "base.html": ""}), autoescape=False)
    template, full = env.get_template("main.html"), []
    render = template.render

    def noting(context: dict[str, Any]) -> str:
        full.append(context["page"].title)
        return render(context)

    template.render = noting  # type: ignore[method-assign]
    return Shell(env, template), full


def _context(title: str, folder: str = "papers", tail: str = "", **meta: str) -> dict[str, Any]:
    page = SimpleNamespace(title=title, url=f"{folder}/{title}.html", meta={"section": folder, **meta}, tail=tail,
                           parent=None, previous_page=None, next_page=None, toc=SimpleNamespace(items=[]))
    return {"page": page, "nav": SimpleNamespace(items=[])}


def test_two_pages_of_a_kind_are_rendered_in_full_and_the_third_is_filled() -> None:
    """A block that was empty in those two stands where it belongs in the third."""
    made, full = _shell()
    shown = [made.render(_context(title, **meta)) for title, meta in (("a", {}), ("b", {}), ("c", {"robots": "none"}))]
    assert full == ["a", "b"]
    assert shown[2] == "<head><meta><title>c</title>none</head>papers<article><h1>c</h1></article>"


def test_each_kind_has_its_own_shell() -> None:
    """Folder, section and weight make a kind."""
    made, full = _shell()
    kinds = ({"folder": "papers"}, {"folder": "authors"}, {"folder": "papers", "shell": "light"})
    for number in range(3):
        for kind in kinds:
            made.render(_context(f"p{number}", **kind))
    assert full == ["p0"] * 3 + ["p1"] * 3


def test_a_shell_that_differs_in_the_sample_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the theme shows in its shell what no kind knows of: here the page's tail."""
    monkeypatch.setattr(shell, "_SAMPLE", 1)
    made, _ = _shell()
    for title in "abc":
        made.render(_context(title))
    context = _context("d", tail="!")
    context["page"].file = SimpleNamespace(src_uri="d")
    with pytest.raises(Differs, match="d"):
        made.render(context)


def test_a_theme_whose_blocks_cannot_be_found_again_is_given_up() -> None:
    """Another order of the blocks, or one that shows something else each time."""
    made, _ = _shell("{% block content %}x{% endblock %}{% block site_meta %}<meta>{% endblock %}"
                     "{% block htmltitle %}{% endblock %}{% block extrahead %}{% endblock %}")
    with pytest.raises(Differs, match="the shell"):
        made.render(_context("a"))


@pytest.mark.slow
def test_a_shell_that_differs_is_said_and_the_site_built_the_slow_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where papers and authors are taken for one kind, the wrong tab would be active."""
    site = written(tmp_path, 3)
    slow = built_slowly(site, monkeypatch)
    monkeypatch.setattr(shell, "_SAMPLE", 1)
    monkeypatch.setattr(shell, "_kind", lambda page: "any")
    quick = built(site, "quick")
    assert "the short way would change" in (said := capsys.readouterr().err) and "building again" in said
    assert {path: quick[path] for path in quick if path.endswith(".html")} == {
        path: slow[path] for path in slow if path.endswith(".html")
    }
