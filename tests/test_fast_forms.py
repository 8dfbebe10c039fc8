"""What our templates may write stands in `fast/forms.py`; every template is read against it here."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from jinja2 import Template

from generator.knowledge.catalog import Catalog
from generator.model import PaperId
from generator.publish.fast.forms import UnknownFormError, convert
from generator.publish.fast.page import read_front_matter
from generator.publish.pages import Page, render_pages
from generator.publish.pages.listing import PAPERS_PER_PAGE
from generator.publish.pages.page import templates
from generator.records.settings import Ruling
from tests.exports.toy import catalog_of, papers
from tests.make import paper
from tests.nasty import nasty_papers
from tests.pages.toy import toy_catalog

LEFT_TO_PYTHON_MARKDOWN = frozenset(("index.md", "data.md", "reading-list.md"))
"""Pages with forms that `forms` does not know: a handful in a catalog of any size. Whoever writes a form that no other
page has, puts the page here; one that is in many pages belongs into `forms`."""


def _catalogs() -> Iterator[Catalog]:
    """All that a page can show: of four papers, of none, of more than fit on a page, hostile ones among them."""
    yield toy_catalog()
    yield toy_catalog(abstracts=False)
    yield catalog_of()
    of_one_year = (paper(f"wire-{number}", title=f"Wire {number}", date="2024") for number in range(PAPERS_PER_PAGE))
    many = catalog_of(*papers(), *nasty_papers(210), *of_one_year)
    rulings = {PaperId("gone"): Ruling(names=("gone",), title="<b>*Gone*</b>", because="`no` | _paper_")}
    settings = replace(many.settings, light_above=0, description="# *All* `of` <it>", repository="https://github.com/x/y")
    yield replace(many, settings=settings, excluded=rulings, within={**many.within, "frame": False})


@pytest.fixture(scope="module")
def pages() -> list[tuple[str, Page]]:
    """(template, page) pairs of these catalogs."""
    made: dict[str, str] = {}
    render = Template.render

    def noting(self: Template, *values: Any, **named: Any) -> str:
        text = render(self, *values, **named)
        made[text.strip()] = str(self.name)
        return text

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", noting)
        pages = [page for catalog in _catalogs() for page in render_pages(catalog)]
    return [(made[page.text.partition("\n---\n")[2].strip()], page) for page in pages]


def test_every_template_writes_only_forms_that_the_short_way_knows(pages: list[tuple[str, Page]]) -> None:
    """Whatever texts it is given, and but for the pages that are listed above."""
    unknown: dict[str, str] = {}
    for template, page in pages:
        if page.path in LEFT_TO_PYTHON_MARKDOWN:
            continue
        read = read_front_matter(page.text)
        assert read, f"{template} of {page.path}: front matter that only YAML can read"
        try:
            convert(read[1], lambda url: url)
        except UnknownFormError as error:
            if not any(mark in read[1] for mark in "\x02\x03"):  # Python-Markdown drops these from a BibTeX entry
                unknown.setdefault(template, f"{page.path}: {error}")
    assert unknown == {}


def test_every_template_is_read(pages: list[tuple[str, Page]]) -> None:
    """A new one that no page of these catalogs is made of would go unread."""
    names = {name for name in templates().list_templates() if not name.startswith("_")}
    assert {template for template, _ in pages} == names


def test_what_is_left_to_python_markdown_is_named_page_by_page(pages: list[tuple[str, Page]]) -> None:
    """No name on the list that needs not to be there."""
    held = set()
    for _, page in pages:
        read = read_front_matter(page.text)
        try:
            convert(read[1] if read else "", lambda url: url)
        except UnknownFormError:
            held.add(page.path)
    assert held >= LEFT_TO_PYTHON_MARKDOWN
