/* Where a reader was in a list, so that the way back from a paper leads there: kept with the step of the history. */

/** `{returns, back}`: whether the reader comes back, and what goes to their place once the list is there again. */
export function keepPlace() {
  history.scrollRestoration = "manual";
  const returns = performance.getEntriesByType("navigation")[0]?.type === "back_forward" && Number.isFinite(history.state?.scroll);
  let left = returns ? history.state : null;
  addEventListener("pagehide", () => {
    const links = [...document.querySelectorAll(".search-results > li > a:first-of-type")];
    history.replaceState({ scroll: scrollY, link: links.indexOf(document.activeElement) }, "");
  });
  return { returns, back() {
    if (!left) return;
    const { scroll, link } = left;
    left = null;
    document.querySelectorAll(".search-results > li > a:first-of-type")[link]?.focus({ preventScroll: true });
    scrollTo(0, scroll);
  } };
}
