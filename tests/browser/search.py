"""The search box of a page."""

import re

from playwright.sync_api import Locator, Page, expect


def search(page: Page, words: str) -> Locator:
    """Types the words; returns the results, of which there is at least one."""
    # What is typed before the index is there is not searched for.
    expect(page.locator(".md-search-result__meta")).not_to_have_text(re.compile("Initializing"))
    page.get_by_role("textbox", name="Search").click()
    page.get_by_role("textbox", name="Search").press_sequentially(words)
    results = page.locator(".md-search-result__link")
    expect(results.first).to_be_visible()
    return results
