"""Escaped text shows as the text it was, wherever on a page it stands."""

import html
import json
import re
from functools import cache
from html.parser import HTMLParser

import jinja2
import markdown  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from mkdocs.utils.meta import get_data

from generator.publish.escaping import (
    as_markdown,
    environment,
    escape,
    front_matter,
    markdown_url,
    math_text,
    plain,
    safe_url,
)
from generator.publish.mathml import as_mathml, split_math
from generator.publish.plugin import COMMON
from tests.shared import SHARED

NAUGHTY = SHARED / "data" / "naughty-strings" / "blns.json"
PLACES = {
    "paragraph": "{}",
    "heading": "# {} {{ #top }}",
    "list": "- {}\n- {}",
    "link": "[{}](x.md){{ .chip }}",
    "cell": "| a | b |\n|---|---|\n| {} | {} |",
    "block": '<div markdown="1">\n\n- <span class="by">{}</span>\n\n</div>',
    "raw": '<svg><text x="1">{}</text></svg>',
    "attribute": '<p title="{}">x</p>',
}
PIECES = st.sampled_from([
    "<script>alert(1)</script>", "</title>", "<!--", "-->", "&amp;", "&#60;", "&", "*", "**", "_", "`", "```", "~~~",
    "[", "](", ")", "![", "#", "# ", "1. ", "2) ", "- ", "+ ", "> ", "|", "{", "}",
    "===", "---", ":", ": ", ", ", ". ", "a-b", "1.5", "a. b", "--", "...", "www.a.b", ":smile:", "a: b", "-1", "i.",
    "xiv. ", "{: .x }", "{{ 7*7 }}", "{% if %}", "\\", "\\(", "$", "$$", "\n", "\n\n", "    ", "\t",
    "\x02", "\x03", "\u202e", "\x00", "\ud800",
    "http://a.b", "a@b.c", "javascript:", "'", '"', "=", "<b>", "</b>", "<math>", "wzxhzdk:0",
    "[TOC]", "*[x]: y", "[^1]", "!!! note", "é", "漢", "x",
])
OTHERS = [
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "sane_lists", "smarty",
    "tables", "toc", "wikilinks", "pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret", "pymdownx.critic",
    "pymdownx.emoji", "pymdownx.fancylists", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark",
    "pymdownx.smartsymbols", "pymdownx.tasklist", "pymdownx.tilde",
]
TEXTS = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map("".join))


class _Shown(HTMLParser):
    """The text of a page, and its elements and attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: set[str] = set()
        self.attributes: dict[str, str | None] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@cache
def _extensions() -> tuple[list[str], dict[str, dict[str, object]]]:
    """Those of the site, and MkDocs' own."""
    text = COMMON.read_text(encoding="utf-8")
    names: list[str] = ["fenced_code"]
    options: dict[str, dict[str, object]] = {}
    for entry in yaml.safe_load(text)["markdown_extensions"]:
        names += entry if isinstance(entry, dict) else [entry]
        options |= entry if isinstance(entry, dict) else {}
    return names, options


def _shown(source: str) -> _Shown:
    names, options = _extensions()
    return _Shown(markdown.markdown(source, extensions=names, extension_configs=options))


def _placed(place: str, text: Markup) -> str:
    return PLACES[place].replace("{}", text).replace("{{", "{").replace("}}", "}")


def _check(place: str, text: str) -> None:
    expected = plain(text)
    if not expected:  # a list of nothing is no list: templates print none
        return
    page = _shown(_placed(place, escape(text)))
    assert page.tags == _shown(_placed(place, Markup("x"))).tags
    if place == "attribute":
        assert page.attributes["title"] == expected
    else:
        assert expected in " ".join("".join(page.text).split())


@given(st.sampled_from(sorted(PLACES)), TEXTS)
def test_text_shows_as_it_is(place: str, text: str) -> None:
    """In a paragraph, a heading, a link, a list, a table, raw HTML: no markup of its own comes of it."""
    _check(place, text)


@pytest.mark.shared("data/naughty-strings")
@pytest.mark.parametrize("place", PLACES)
def test_naughty_strings_show_as_they_are(place: str) -> None:
    """The big list of naughty strings, each of them."""
    for text in json.loads(NAUGHTY.read_text(encoding="utf-8")):
        _check(place, text)


@given(TEXTS)
def test_escaping_takes_only_what_cannot_be_seen(text: str) -> None:
    """Read as HTML, it is the text on one line; in Markdown, it holds no mark but those of references and of words."""
    shown = escape(text)
    assert html.unescape(shown) == plain(text)
    assert not set(shown) & set("!\"$%'()*+/<=>?@[\\]^_`{|}~")
    for mark in re.finditer("[,.:-]", shown):
        before, after = shown[:mark.start()][-1:], shown[mark.end():][:1]
        assert before.isalnum() or re.fullmatch(r"&#\d+;", shown[:mark.start()])  # a digit that begins the text
        assert after.isalnum() if mark[0] == "-" else after in ("", " ", *"0123456789")


@given(TEXTS)
def test_text_shows_as_it_is_with_other_extensions_too(text: str) -> None:
    """Those that a keeper may add, which take bare addresses, dots, dashes, colons and digits for something."""
    expected = plain(text)
    page = _Shown(markdown.markdown(f"x {escape(text)}\n\n- {escape(text)}", extensions=OTHERS))
    assert page.tags == {"p", "ul", "li"}
    assert " ".join("".join(page.text).split()) == " ".join(f"x {expected} {expected}".split())


@pytest.mark.parametrize(("text", "expected"), [
    ("a\tb\u202e  c", "a b c"), ("1. x", "&#49;&#46; x"), ("iv. a. oh.", "iv&#46; a&#46; oh."),
    ("a-b, c: 1.5 - d", "a-b, c: 1.5 &#45; d"), ("a\x02b\ud800", "ab"), ("*a*", "&#42;a&#42;"), ("", ""),
    ("\u2066a\u2069\u2028b", "a b"),
])
def test_what_cannot_be_seen_goes(text: str, expected: str) -> None:
    """Control and bidirectional characters, half characters, line ends of every kind."""
    assert escape(text) == expected


@pytest.mark.parametrize(("text", "parts"), [
    ("an $n^2$ bound", [(False, "an "), (True, "n^2"), (False, " bound")]),
    ("$x$-axis and $$y$$", [(True, "x"), (False, "-axis and "), (True, "y")]),
    ("costs $5 or $10", [(False, "costs $5 or $10")]),
    ("$ x$ and $x $", [(False, "$ x$ and $x $")]),
    ("$20,000 and US$5", [(False, "$20,000 and US$5")]),
    (r"\$x$ is not", [(False, r"\$x$ is not")]),
    (r"$a\$b$", [(True, r"a\$b")]),
])
def test_math_is_told_from_money(text: str, parts: list[tuple[bool, str]]) -> None:
    """By pandoc's rule: what is beside the dollars decides."""
    assert list(split_math(text)) == parts


@pytest.mark.parametrize("place", ["paragraph", "heading", "link", "list", "block", "cell"])
@pytest.mark.parametrize("tex", [r"\alpha_{i}*\beta_{j}", "n^2", r"\frac{a}{b} < c", "x_1_", "*a*", r"\log n"])
def test_math_shows_as_mathml(place: str, tex: str) -> None:
    """Its stars and underscores are no emphasis, and a line may begin with it."""
    page = _shown(_placed(place, math_text(f"${tex}$ end")))
    assert {"math", "span"} <= page.tags or "code" in page.tags
    assert not {"em", "strong", "script"} & page.tags
    assert "end" in "".join(page.text)


@pytest.mark.parametrize("tex", [
    r"\text{<script>alert(1)</script>}", r"\href{javascript:alert(1)}{x}", r"\text{<img src=x onerror=alert(1)>}",
    r"\text{</math><script>alert(1)</script>}", r"\color{red\" onclick=\"alert(1)}{x}", r"\class{x}{y}",
    r"\text{<a href=x>}", r"\mathrm{<style>@import 'x'</style>}", r"\unicode{x<}",
])
def test_hostile_math_runs_nothing(tex: str) -> None:
    """latex2mathml copies text and addresses as they are; what is not MathML goes."""
    page = _Shown(math_text(f"${tex}$"))
    assert not page.tags & {"script", "img", "a", "style", "iframe"}
    assert not {name for name in page.attributes if name.startswith(("on", "href", "style", "src"))}


def test_math_that_cannot_be_read_is_shown_as_it_is() -> None:
    """The reader still sees what the authors wrote."""
    assert as_mathml(r"\frac{1}{") is None
    assert _Shown(math_text(r"$\frac{1}{$")).text == [r"\frac{1}{"]


@given(TEXTS)
def test_text_with_math_keeps_its_other_text(text: str) -> None:
    """Whatever is math in it, what is not shows as it is."""
    page = _shown(math_text(text))
    assert not page.tags & {"script", "b", "em", "strong", "h1", "a", "img"}
    for is_math, part in split_math(text):
        if not is_math:
            assert plain(part) in " ".join("".join(page.text).split())


@pytest.mark.parametrize(("url", "expected"), [
    ("https://a.b/c_(d)?e=1&f=%20", "https://a.b/c_%28d%29?e=1&amp;f=%20"),
    ("https://a.b/é*x*'\"", "https://a.b/%C3%A9%2Ax%2A%27%22"),
    ("javascript:alert(1)", "#"), ("JAVASCRIPT://a", "#"), ("data:text/html,x", "#"), ("//a.b", "#"),
    ("https:///x", "#"), ("", "#"), ("java\nscript:x", "#"),
])
def test_only_web_addresses_are_links(url: str, expected: str) -> None:
    """Others lead nowhere; and none ends its link early."""
    assert safe_url(url) == expected


@given(st.from_regex(r"https?://[^\s<>\"\\^`{|}]+", fullmatch=True))
def test_an_address_stays_whole_in_a_link(url: str) -> None:
    """Parentheses, stars, quotes and ampersands in it are part of it."""
    page = _shown(f"[x]({safe_url(url)})")
    assert page.text == ["x"]
    assert page.attributes["href"] == html.unescape(safe_url(url))


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_front_matter_is_read_back_as_escaped_html(title: str, names: list[str]) -> None:
    """MkDocs prints it as it is: into the title, the header, the description."""
    body, data = get_data(front_matter(title=title, names=names, search={"boost": 2}) + "# x\n")
    assert body == "# x\n"
    assert html.unescape(data.get("title", "")) == plain(title)
    assert not re.search(r"[<>\"]", data.get("title", ""))
    assert [html.unescape(name) for name in data.get("names", [])] == [plain(name) for name in names]
    assert data["search"] == {"boost": 2}


def test_templates_escape_what_they_print() -> None:
    """But for what is markup already; what is undefined or None fails instead of showing."""
    templates = environment(jinja2.DictLoader({"a": "{{ x }}|{{ x|math }}|{{ n }}", "b": "{{ y }}"}))
    assert templates.get_template("a").render(x="<b>", n=12) == "&#60;b&#62;|&#60;b&#62;|12"
    assert templates.get_template("a").render(x=escape("*"), n=1).startswith("&#42;|")
    with pytest.raises(jinja2.UndefinedError):
        templates.get_template("b").render()
    with pytest.raises(TypeError):
        templates.get_template("b").render(y=None)


@pytest.mark.parametrize(("text", "expected"), [
    ("*a* <b> [c](d) `e` f_g", r"\*a\* \<b\> \[c\](d) \`e\` f\_g"),
    ("1. one", r"1\. one"), ("1.5 pints", "1.5 pints"), ("# no heading", r"\# no heading"),
    ("- no list", r"\- no list"),
    ("R&D &amp; &#42;", r"R&D \&amp; \&#42;"), ("$n^2$\n\x07 a~b~", r"$n^2$ a\~b\~"),
])  # fmt: skip
def test_text_in_markdown_files_stays_text(text: str, expected: str) -> None:
    """With few backslashes, since people read it as it is."""
    assert as_markdown(text) == expected


def test_addresses_in_markdown_files_cannot_end_early() -> None:
    """And are copied out of them as they are."""
    assert markdown_url("https://a.example/b_(c)?d=1&e=2") == "https://a.example/b_%28c%29?d=1&e=2"
    assert markdown_url("https://a.example/?a=1&copy;=2") == "https://a.example/?a=1&amp;copy;=2"
    assert markdown_url("javascript:alert(1)") == "#"
