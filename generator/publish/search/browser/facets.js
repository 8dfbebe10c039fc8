/* Facets: what the papers found have in common, with counts that leave a facet's own choice aside. */

import { h } from "./dom.js";
import { FACETS, LIST_MARKS, toggled } from "./state.js";
import { asYears, years } from "./years.js";

const SHOWN = 8;
const HAS = { paper: "Paper", code: "Code", data: "Data", model: "Model", demo: "Demo", project: "Project page", video: "Video", other: "Other links" };

/**
 * Views of all facets in `place`; `go(state)` goes to another state, from `now()`, which may be newer than the view;
 * `count(names)` promises the counts of facets that are opened, or null where they cannot be had.
 */
export function facetViews(place, now, go, count) {
  const open = new Set(["topic", "year", "has"]);
  const whole = new Set();
  const labels = new Map(Object.entries(LIST_MARKS).map(([mark, label]) => [`list ${mark}`, label]));
  const hidden = () => place.closest("details:not([open])");

  /** The facets whose counts are seen: those that are open, and those whose choices the chips name. */
  function seen(state) {
    const chosen = (name) => state.facets[name].any.length || state.facets[name].not.length;
    return Object.keys(FACETS).filter((name) => chosen(name) || (!hidden() && open.has(name)));
  }

  /** `counts`: facet → `[{value, label, count, parents, chosen}]`, every value that has papers or is chosen, or null. */
  function show(state, counts, chips) {
    const focus = document.activeElement?.dataset?.key;
    place.replaceChildren(...Object.entries(FACETS).filter(([name]) => counts[name] === null || counts[name]?.length).map(([name, title]) => {
      const view = h("details", { class: `facet ${name}`, open: open.has(name) }, h("summary", {}, title), body(state, name, counts[name]));
      view.addEventListener("toggle", () => (view.open ? reveal(view, name, counts) : open.delete(name)));
      return view;
    }));
    if (focus) place.querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus();
    showChosen(state, counts, chips);
  }

  async function reveal(view, name, counts) {
    open.add(name);
    if (counts[name] || hidden()) return; // a view that is built open says that it was opened, too
    counts[name] = (await count([name]))?.[name];
    if (counts[name]) view.lastElementChild.replaceWith(body(now(), name, counts[name]));
  }

  function body(state, name, counted) {
    if (!counted) return h("p", {}, "…");
    return h("div", {}, name === "year" ? years(state, counted, now, go) : values(state, name, counted));
  }

  /** A chip for each choice, which takes it off; by its key until its label is known. */
  function showChosen(state, counts, chips) {
    const all = Object.entries(state.facets).flatMap(([name, { any, not }]) => [
      ...any.map((value) => [name, value, "any"]), ...not.map((value) => [name, value, "not"])]);
    chips.replaceChildren(...all.map(([name, value, side]) => h("button", { type: "button", class: "chip",
      title: "Take this filter off", onclick: () => go(toggled(now(), name, value, side)) },
    `${side === "not" ? "not " : ""}${FACETS[name].toLowerCase()}: ${title(name, counts, value)} ×`)));
    if (all.length) {
      const bare = Object.fromEntries(Object.keys(FACETS).map((name) => [name, { any: [], not: [] }]));
      chips.append(h("button", { type: "button", class: "plain-button", onclick: () => go({ ...now(), page: 1, facets: bare }) }, "Clear all"));
    }
  }

  function title(name, counts, value) {
    const found = counts[name]?.find((one) => one.value === value)?.label;
    if (found) labels.set(`${name} ${value}`, found);
    return (name === "has" && HAS[value]) || (name === "year" && asYears(value)) || labels.get(`${name} ${value}`) || value;
  }

  function values(state, name, counted) {
    const below = (one) => one.parents.some((parent) => counted.some(({ value }) => value === parent));
    const rows = counted.filter((one) => !below(one)).flatMap((one) => [row(state, name, one),
      ...counted.filter(({ parents }) => parents.includes(one.value)).map((child) => row(state, name, child, "child"))]);
    const shown = counted.some(below) ? SHOWN + 4 : SHOWN;
    const many = rows.length > shown && !whole.has(name);
    const list = h("ul", {}, many ? rows.filter((one, n) => n < shown || one.matches(".chosen, .excluded")) : rows);
    return many
      ? [list, h("button", { type: "button", class: "plain-button", "data-key": `${name} all`, onclick: (event) => {
        whole.add(name);
        list.replaceChildren(...rows);
        event.target.remove();
        list.querySelectorAll("li")[shown]?.querySelector("button").focus();
      } }, `All ${rows.length}`)]
      : list;
  }

  function row(state, name, { value, count, label: said }, kind = null) {
    const { any, not } = state.facets[name];
    const label = (name === "has" && HAS[value]) || said;
    const out = not.includes(value);
    return h("li", { class: [kind, any.includes(value) && "chosen", out && "excluded"].filter(Boolean).join(" ") || null },
      h("button", { type: "button", "data-key": `${name} ${value}`, "aria-pressed": String(any.includes(value)),
        onclick: () => go(toggled(now(), name, value, "any")) }, h("span", { class: "value" }, label), " ", h("span", { class: "count" }, count.toLocaleString("en"))),
      h("button", { type: "button", class: "without", "data-key": `${name} -${value}`, "aria-pressed": String(out),
        title: `Without ${label}`, "aria-label": `Without ${label}`, onclick: () => go(toggled(now(), name, value, "not")) }, "−"));
  }

  return { seen, show, showChosen };
}
