/* The search page: a query, facets beside the results, and the whole view in the address. */

import { LOST, amount, announce, h } from "./dom.js";
import { facetViews } from "./facets.js";
import { card, shown } from "./hit.js";
import { RESULTS_PER_PAGE, SORTS, asCommand, asFilterCommand, asSearch, readState } from "./state.js";
import { toggle } from "./reading_list.js";
import { at } from "./shards.js";
import { MOST, filesOfSite, pageOf, takeButtons } from "./take.js";

/** Fills the page; `client` has `search(request)` and `facets(request)`. */
export function openSearchPage(place, client) {
  let state = readState(location.search);
  let turn = 0;

  const input = h("input", { type: "search", placeholder: "Title, author, words, “a phrase”, year:2023-2024, has:code",
    "aria-label": "Search papers", autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  const total = h("p", { class: "search-total" });
  const sort = h("select", { "aria-label": "Order", onchange: () => go({ ...state, sort: sort.value, page: 1 }) },
    Object.entries(SORTS).map(([value, label]) => h("option", { value }, label)));
  const chips = h("p", { class: "search-chosen" });
  const list = h("ol", { class: "search-results" });
  const pager = h("nav", { class: "search-pager", "aria-label": "Pages of results" });
  const command = h("code", {});
  const share = h("button", { type: "button", onclick: () => copy(location.href, "The link is copied.") }, "Copy link");
  const formats = h("p", { class: "tool-row" }, share);
  const take = h("details", { class: "search-take" }, h("summary", {}, "Take this list along"), formats,
    h("p", {}, "With the command line: ", command, " ",
      h("button", { type: "button", class: "plain-button", onclick: () => copy(command.textContent, "The command is copied.") }, "Copy")));
  take.addEventListener("toggle", () => take.open && sayCommand());
  take.addEventListener("toggle", async () => formats.append(...await takeButtons(allIds, "search")), { once: true });
  const facets = h("div", { class: "search-facets" });
  const count = (names) => client.facets(request({ names })).catch(() => null);
  const views = facetViews(facets, () => state, (next) => go(next), count);
  const wide = matchMedia("(min-width: 60em)");
  const filters = h("details", { class: "search-filters", open: wide.matches }, h("summary", {}, "Filter"), facets);
  wide.addEventListener("change", () => (filters.open = wide.matches));
  // a filter that is built open says that it was opened, too, before there is anything to count
  filters.addEventListener("toggle", () => filters.open && facets.hasChildNodes() && showFacets());
  place.replaceChildren(
    h("form", { role: "search", onsubmit: (event) => event.preventDefault() }, input),
    h("div", { class: "search-bar" }, total, h("label", {}, "Order ", sort)), chips,
    h("div", { class: "search-columns" }, filters, h("section", { "aria-label": "Results" }, list, pager, take)));

  async function copy(text, said) {
    await navigator.clipboard.writeText(text);
    announce(said);
  }

  function request(over = {}) {
    return { query: state.query, facets: state.facets, sort: state.sort || (state.query ? "relevance" : "newest"), ...over };
  }

  async function allIds() {
    const { hits } = await client.search(request({ limit: MOST + 1 }));
    return hits.map((hit) => hit.id);
  }

  async function sayCommand() {
    command.textContent = asFilterCommand(state) || asCommand((await allIds()).slice(0, MOST));
  }

  /** Goes to another state: a step of the history, or, while a word is typed, the same step. */
  function go(next, { replace = false } = {}) {
    state = next;
    history[replace ? "replaceState" : "pushState"](null, "", location.pathname + asSearch(state));
    show();
  }

  async function show() {
    const mine = ++turn;
    list.ariaBusy = "true";
    if (document.activeElement !== input) input.value = state.query;
    const found = await client.search(request({ offset: (state.page - 1) * RESULTS_PER_PAGE, limit: RESULTS_PER_PAGE })).catch(() => null);
    if (mine !== turn) return;
    list.ariaBusy = "false";
    if (!found) {
      total.textContent = LOST;
      announce(LOST);
      return;
    }
    sort.value = state.sort || (state.query ? "relevance" : "newest");
    total.textContent = amount(found.total, "paper") + (found.partial ? ", not all words in each" : "");
    announce(total.textContent);
    list.start = (state.page - 1) * RESULTS_PER_PAGE + 1;
    list.replaceChildren(...found.hits.map((hit) => result(hit)));
    if (!found.total) list.replaceChildren(h("li", { class: "missing" }, "No paper has all of this. Fewer words or fewer filters find more."));
    showPager(found.total);
    if (take.open) sayCommand();
    await showFacets();
  }

  async function showFacets() {
    const mine = turn;
    const counts = await count(views.seen(state));
    if (counts && mine === turn) views.show(state, counts, chips);
  }

  function result(hit) {
    const open = state.paper === hit.id;
    const more = h("button", { type: "button", class: "plain-button", "aria-expanded": String(open),
      onclick: () => go({ ...state, paper: open ? "" : hit.id }) }, open ? "Less" : "More");
    const item = h("li", { class: open ? "open" : null },
      h("div", { class: "search-hit" }, card(hit, { chips: 4 }), toggle(hit.id, hit.name, "starred")),
      hit.opening.length > 0 && h("p", { class: "gist" }, shown(hit.opening)), more);
    if (open) item.append(opened(hit));
    return item;
  }

  /** The open paper: what its page says of it, here. */
  function opened(hit) {
    const body = h("div", { class: "search-open-paper" }, "…");
    const link = h("a", { href: at(`papers/${hit.id}.html`) }, "Open its page");
    Promise.all([pageOf(hit.id), filesOfSite()]).then(([page, { papers }]) => {
      const texts = [...page.querySelectorAll("article :is(.authors, .summary, #abstract + p)")];
      const outside = [...page.querySelectorAll("article div.buttons a")];
      body.replaceChildren(
        ...texts.map((text) => h("p", {}, text.textContent)),
        h("p", { class: "buttons" }, outside.map((one) => h("a", { href: one.href }, one.textContent)), link,
          papers.includes(".bib") && h("a", { href: at(`papers/${hit.id}.bib`), download: true }, "BibTeX")));
    }, () => body.replaceChildren(link));
    return body;
  }

  function showPager(all) {
    const last = Math.ceil(all / RESULTS_PER_PAGE);
    const near = [...new Set([1, state.page - 1, state.page, state.page + 1, last])].filter((page) => page >= 1 && page <= last);
    pager.replaceChildren(...(last > 1 ? near : []).map((page) => (page === state.page
      ? h("strong", { "aria-current": "page" }, String(page))
      : h("a", { href: location.pathname + asSearch({ ...state, page }), onclick: (event) => {
        event.preventDefault();
        go({ ...state, page, paper: "" });
        place.scrollIntoView();
      } }, String(page)))));
  }

  let typing = false;
  input.addEventListener("input", () => {
    go({ ...state, query: input.value.trim(), page: 1, paper: "" }, { replace: typing });
    typing = true;
  });
  input.addEventListener("blur", () => (typing = false));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      list.querySelector("a")?.focus();
    } else if (event.key === "Enter") {
      list.querySelector("a")?.click();
    } else if (event.key === "Escape" && input.value) {
      event.preventDefault();
      input.value = "";
      input.dispatchEvent(new Event("input"));
    }
  });
  list.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("li .search-hit > a")];
    const at = links.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    (links[to] ?? (to < 0 ? input : links[at])).focus();
  });
  addEventListener("popstate", () => {
    state = readState(location.search);
    input.value = state.query;
    show();
  });
  input.value = state.query;
  show();
  if (matchMedia("(hover: hover)").matches) input.focus();
}
