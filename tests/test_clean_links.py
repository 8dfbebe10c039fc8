"""Links cut free from the words around them, and what they lead to."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clean.links import find_links
from generator.clean.urls import kind_of, parse_url
from generator.model import URL

GH = "https://github.com"

MENDED = [
    # glued on the left
    ("Results are athttps://owl-tree.github.io.", "Results are at https://owl-tree.github.io."),
    (f"code at:{GH}/a/b", f"code at: {GH}/a/b"),
    (f"methods.{GH}/a/b", f"methods. {GH}/a/b"),
    # no scheme
    ("accessible atgithub.com/a/Box.", f"accessible at {GH}/a/Box."),
    ("see github.com/a/b for it", f"see {GH}/a/b for it"),
    ("The data is available atsnow-benchmark.github.io.", "The data is available at https://snow-benchmark.github.io."),
    ("Visit atlas-owls.github.io/x today", "Visit https://atlas-owls.github.io/x today"),
    # footnote numbers
    (f"for training111{GH}/a/EasyLMand evaluating", f"for training {GH}/a/EasyLM and evaluating"),
    (f"GPT-9 Omni.111Our code is in:{GH}/a/b.", f"GPT-9 Omni. Our code is in: {GH}/a/b."),
    (f"(DiscoOwl) 222Code:{GH}/a/b., a new", f"(DiscoOwl) Code: {GH}/a/b., a new"),
    ("tuning.333https://roe.example/owls", "tuning. https://roe.example/owls"),
    (f"tuning101010{GH}/a/b", f"tuning {GH}/a/b"),
    ("tuning.²https://roe.example/owls", "tuning. https://roe.example/owls"),
    ("over 111 owls at https://a.example/x", "over 111 owls at https://a.example/x"),
    # glued on the right
    (f"to{GH}/a/Owl-Modelingand{GH}/a/Online-RLHFfor more", f"to {GH}/a/Owl-Modeling and {GH}/a/Online-RLHF for more"),
    (f"it222{GH}/a/open-instructour models", f"it {GH}/a/open-instruct our models"),
    (f"see {GH}/a/owls2and more", f"see {GH}/a/owls2 and more"),
    ("at https://owls.example.comand then", "at https://owls.example.com and then"),
    (f"at {GH}/a/b.We show that owls", f"at {GH}/a/b. We show that owls"),
    # behind
    (f"in {GH}/a/ssm/owl..", f"in {GH}/a/ssm/owl."),
    (f"at {{{GH}/a/LEval}}.", f"at {GH}/a/LEval."),
    ("page: https://a.github.io/owls/ .", "page: https://a.github.io/owls."),
    (f"({GH}/a/b)", f"({GH}/a/b)"),
    ("(https://w.example/Set_(game)).", "(https://w.example/Set_(game))."),
    # mirrors
    ("at https://huggingface.abcdef.workers.dev/collections/a/b-1.", "at https://huggingface.co/collections/a/b-1."),
    ("https://hf-mirror.com/a/b", "https://huggingface.co/a/b"),
]

KEPT = [
    f"{GH}/a/command is",
    f"see {GH}/a/flavour models",
    f"see {GH}/a/island and",
    f"use {GH}/a/pandas to",
    f"use {GH}/a/open-instructour models",
    "https://web.archive.org/web/2020/https://a.example/x",
    "e.g.this and i.e.that, file.py, README.md",
    "mygithub.com/a and user@github.com/x",
    "javascript:alert(1) data:text/html;x ftp://a.example/x",
    "http://localhost/x and https://x",
]


@pytest.mark.parametrize(("text", "mended"), MENDED)
def test_a_link_is_cut_free_in_its_text(text: str, mended: str) -> None:
    """Spaces come back, footnote numbers and doubled full stops go."""
    assert find_links(text)[0] == mended


@pytest.mark.parametrize("text", KEPT)
def test_a_text_in_order_stays_as_it_is(text: str) -> None:
    """Real names that end like a word, other schemes and bare file names are not touched."""
    assert find_links(text)[0] == text


@pytest.mark.parametrize("word", ["command", "brand", "flavour", "sandbox", "behaviour", "island"])
def test_a_whole_word_is_not_cut_even_where_spaces_are_lost(word: str) -> None:
    """`command` is no `comm` with a word glued to it."""
    assert find_links(f"code athttps://github.com/a/{word} is")[1][0].url == f"{GH}/a/{word}"


@pytest.mark.parametrize("text", [text for text, _ in MENDED] + KEPT)
def test_a_mended_text_needs_no_mending(text: str) -> None:
    """Mending again changes neither text nor links."""
    mended, links = find_links(text)
    assert find_links(mended) == (mended, links)


def test_links_come_once_and_in_order() -> None:
    """A link named twice is one link; an arXiv or DOI address is an id and no link."""
    ids = "https://arxiv.org/abs/2904.00001, https://doi.org/10.1000/x"
    text = f"At {GH}/a/b/ and https://huggingface.co/a, {GH}/a/b, {ids}."
    assert [link.url for link in find_links(text)[1]] == [f"{GH}/a/b", "https://huggingface.co/a"]


_PIECES = st.sampled_from([*"a1.:/ {})(", "https://", "github.com/", "and", "x.io"])


@given(st.text(max_size=60) | st.lists(_PIECES, max_size=14).map("".join))
def test_any_text_has_valid_links_or_none(text: str) -> None:
    """Finding never raises, and every link is an http address that the model accepts."""
    for link in find_links(text)[1]:
        assert re.match(URL, link.url)


@pytest.mark.parametrize(("text", "url"), [
    ("HTTPS://GitHub.com:443/a/b.git/", f"{GH}/a/b"),
    ("https://github.com/a/b.git", f"{GH}/a/b"),
    ("http://a.example/", "http://a.example"),
    ("https://a.example/x/?q=1/", "https://a.example/x/?q=1/"),
    (r"\url{https://a.example/x\_1\%20y}", "https://a.example/x_1%20y"),
    ("www.a.example/x", "https://www.a.example/x"),
    ("javascript:alert(1)", None),
    ("data:text/html,x", None),
    ("https://user@a.example/x", None),
    ("https://a.example:port/", None),
    ("https://[::1/x", None),
    ("https://a.example/a b", None),
    ("", None),
])  # fmt: skip
def test_an_address_has_one_normal_form(text: str, url: str | None) -> None:
    """Host in lower case, no default port, no slash at the end; anything but http and https is None."""
    assert parse_url(text) == url


@given(st.text(max_size=50).map(lambda text: f"https://a.example/{text}") | st.text(max_size=50))
def test_an_address_is_its_own_normal_form(text: str) -> None:
    """Normalizing twice changes nothing."""
    if url := parse_url(text):
        assert re.match(URL, url)
        assert parse_url(url) == url


@pytest.mark.parametrize(("url", "before", "kind"), [
    (f"{GH}/a/b", "", "code"),
    ("https://gitlab.lab.example/a", "", "code"),
    ("https://anonymous.4open.science/r/x", "", "code"),
    ("https://huggingface.co/datasets/a/b", "our code at ", "data"),
    ("https://huggingface.co/spaces/a/b", "Leaderboard: ", "demo"),
    ("https://huggingface.co/collections/a/b", "models and datasets at ", "model"),
    ("https://huggingface.co/a", "", "model"),
    ("https://owls.github.io", "the code is at ", "project"),
    ("https://youtu.be/x", "", "video"),
    ("https://zenodo.org/record/1", "", "data"),
    ("https://aka.ms/owls", "Owls are many. The code is available at ", "code"),
    ("https://short.example/owls", "The dataset is at ", "data"),
    ("https://short.example/owls", "We write code. More ", "project"),
    ("https://roe.example/owls", "", "other"),
])  # fmt: skip
def test_a_link_has_a_kind(url: str, before: str, kind: str) -> None:
    """The host decides; where it tells nothing, the sentence before the link does."""
    assert kind_of(url, before) == kind
