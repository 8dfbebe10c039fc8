/* The page of all papers: a query, facets beside the results, and the whole view in the address. */

import { LOST, amount, announce, h } from "./dom.js";
import { facetViews } from "./facets.js";
import { helpButton } from "./keys.js";
import { keepPlace } from "./place.js";
import { readings } from "./readings.js";
import { entries } from "./reading_list.js";
import { densitySwitch, row } from "./row.js";
import { selection } from "./selection.js";
import { at } from "./shards.js";
import { LIST_MARKS, RESULTS_PER_PAGE, SORTS, asCommand, asFilterCommand, asSearch, asTyped, readState } from "./state.js";
import { MOST, filesOfSite, pageOf } from "./take.js";

const FOLDERS = { topic: "topics", author: "authors", venue: "venues" };

/** Fills the page; `client` has `search(request)`, `facets(request)` and `suggest(request)`. */
export function openSearchPage(place, client) {
  let state = readState(location.search);
  let turn = 0;

  const input = h("input", { type: "search", placeholder: "Title, author, words, id", "aria-label": "Search papers",
    autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  const total = h("p", { class: "search-total" }, "…");
  const said = h("p", { class: "search-said" });
  const named = h("p", { class: "search-named" });
  const sort = h("select", { "aria-label": "Order", onchange: () => go({ ...state, sort: sort.value, page: 1 }) },
    Object.entries(SORTS).map(([value, label]) => h("option", { value }, label)));
  const chips = h("p", { class: "search-chosen" });
  const list = h("ol", { class: "search-results" });
  const pager = h("nav", { class: "search-pager", "aria-label": "Pages of results" });
  const picked = selection(list, { all: allIds, command: async () => asFilterCommand(state) || asCommand((await allIds()).slice(0, MOST)) });
  const facets = h("div", { class: "search-facets" });
  const count = (names) => client.facets(request({ names: names.filter((name) => name !== "list") })).then(withList, () => null);
  const views = facetViews(facets, () => state, (next) => go(next), count);
  const wide = matchMedia("(min-width: 60em)");
  const filters = h("details", { class: "search-filters", open: wide.matches }, h("summary", {}, "Filter"), facets);
  wide.addEventListener("change", () => (filters.open = wide.matches));
  // a filter that is built open says that it was opened, too, before there is anything to count
  filters.addEventListener("toggle", () => filters.open && facets.hasChildNodes() && showFacets());
  place.replaceChildren(
    h("form", { role: "search", onsubmit: (event) => event.preventDefault() }, input, h("button", { type: "submit", class: "search-submit" }, "Search")),
    h("div", { class: "search-bar" }, total, h("span", { class: "search-tools" }, helpButton(), densitySwitch(), h("label", {}, "Order ", sort))),
    h("div", { class: "search-columns" }, filters,
      h("section", { "aria-label": "Results" }, chips, said, named, picked.bar, h("div", { class: "papers" }, list), pager)));
  place.classList.add("live");
  const kept = keepPlace();

  /** What the reader has marked, by mark, as ids: the engine knows nothing of the list. */
  function marked(mark) {
    return Object.entries(entries()).filter(([, entry]) => entry[mark]).map(([id]) => id);
  }

  function request(over = {}) {
    const { list: own, ...rest } = state.facets;
    const ids = ({ any, not }) => ({ any: any.length ? ["", ...any.flatMap(marked)] : [], not: not.flatMap(marked) });
    const facetsAsked = own.any.length || own.not.length ? { ...rest, id: ids(own) } : rest;
    return { query: state.query, facets: facetsAsked, sort: state.sort || (state.query ? "relevance" : "newest"), ...over };
  }

  /** Adds how many of the papers found are in the reader's list. */
  async function withList(counts) {
    const { list: own, ...rest } = state.facets;
    const each = Object.keys(LIST_MARKS).filter((mark) => marked(mark).length || own.any.includes(mark) || own.not.includes(mark));
    const list = await Promise.all(each.map(async (mark) => {
      const found = await client.search({ query: state.query, facets: { ...rest, id: { any: ["", ...marked(mark)], not: [] } }, limit: 0 });
      const side = own.any.includes(mark) ? "any" : own.not.includes(mark) ? "not" : "";
      return { value: mark, label: LIST_MARKS[mark], count: found.total, parents: [], chosen: side };
    }));
    return { ...counts, list };
  }

  async function allIds() {
    const { hits } = await client.search(request({ limit: MOST + 1 }));
    return hits.map((hit) => hit.id);
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
    views.showChosen(state, {}, chips);
    const [found, names] = await Promise.all([
      client.search(request({ offset: (state.page - 1) * RESULTS_PER_PAGE, limit: RESULTS_PER_PAGE })).catch(() => null),
      state.query && state.page === 1 ? client.suggest({ query: state.query }).catch(() => ({})) : {}]);
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
    said.replaceChildren(...readings(found));
    showNamed(names);
    list.start = (state.page - 1) * RESULTS_PER_PAGE + 1;
    list.replaceChildren(...found.hits.map((hit) => result(hit)));
    if (!found.total) list.replaceChildren(h("li", { class: "missing" }, "No paper has all of this. Fewer words or fewer filters find more."));
    picked.show(found.total);
    showPager(found.total);
    await showFacets();
    kept.back();
  }

  async function showFacets() {
    const mine = turn;
    const counts = await count(views.seen(state));
    if (counts && mine === turn) views.show(state, counts, chips);
  }

  /** Pages that bear the name that was typed. */
  function showNamed(names) {
    const links = Object.entries(FOLDERS).flatMap(([facet, folder]) => (names[facet] ?? []).slice(0, 2).flatMap(({ value, label }) => [
      h("a", { class: `chip ${facet}`, href: at(`${folder}/${value}.html`) }, label), " "]));
    named.replaceChildren(...links.length ? ["Pages of that name: ", ...links] : []);
  }

  function result(hit) {
    const open = state.paper === hit.id;
    const more = h("button", { type: "button", class: "plain-button more", "aria-expanded": String(open), "aria-label": `${open ? "Less" : "More"} of ${hit.name}`,
      onclick: () => go({ ...state, paper: open ? "" : hit.id }) }, open ? "Less" : "More");
    const item = row(hit, more);
    item.prepend(picked.box(hit));
    if (open) {
      item.classList.add("open");
      item.append(opened(hit));
    }
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
    const to = (page, label, name) => h("a", { href: location.pathname + asSearch({ ...state, page }), "aria-label": name, onclick: (event) => {
      event.preventDefault();
      go({ ...state, page, paper: "" });
      place.scrollIntoView();
    } }, label);
    const near = [...new Set([1, state.page - 1, state.page, state.page + 1, last])].filter((page) => page >= 1 && page <= last);
    const numbers = near.flatMap((page, n) => [n && page - near[n - 1] > 1 ? h("span", { class: "gap" }, "…") : null,
      page === state.page ? h("strong", { "aria-current": "page" }, String(page)) : to(page, String(page), `Page ${page}`)]);
    pager.replaceChildren(...last > 1 ? [state.page > 1 && to(state.page - 1, "‹", "Previous page"), ...numbers,
      state.page < last && to(state.page + 1, "›", "Next page")].filter(Boolean) : []);
  }

  let typing = false;
  input.addEventListener("input", () => {
    go({ ...state, query: asTyped(input.value), page: 1, paper: "" }, { replace: typing });
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
    const links = [...list.querySelectorAll("li > a:first-of-type")];
    const now = links.indexOf(document.activeElement);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1 }[event.key];
    if (now < 0 || to === undefined) return;
    event.preventDefault();
    (links[to] ?? (to < 0 ? input : links[now])).focus();
  });
  addEventListener("popstate", () => {
    state = readState(location.search);
    input.value = state.query;
    show();
  });
  input.value = state.query;
  show();
  if (matchMedia("(hover: hover)").matches && !kept.returns) input.focus({ preventScroll: true });
}
