"""The search box of a page's header."""

from playwright.sync_api import Locator, Page, expect


def search(page: Page, words: str) -> Locator:
    """Types the words; returns the links of the results, of which there is at least one."""
    page.get_by_role("combobox", name="Search papers").fill(words)
    results = page.get_by_role("listbox", name=f"Papers for {words}", exact=True).locator("a")
    expect(results.first).to_be_visible()
    return results
