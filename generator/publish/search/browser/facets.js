/* Facets: what the papers found have in common, with counts that leave a facet's own choice aside. */

import { h } from "./dom.js";
import { FACETS, toggled } from "./state.js";

const SHOWN = 8;
const HAS = { paper: "Paper", code: "Code", data: "Data", model: "Model", demo: "Demo", project: "Project page", video: "Video", other: "Other links" };

/**
 * Views of all facets in `place`; `go(state)` goes to another state, from `now()`, which may be newer than the view;
 * `count(names)` promises the counts of facets that are opened, or null where they cannot be had.
 */
export function facetViews(place, now, go, count) {
  const open = new Set(["topic", "year", "has"]);
  const whole = new Set();
  const hidden = () => place.closest("details:not([open])");

  /** The facets whose counts are seen: those that are open, and those whose choices the chips name. */
  function seen(state) {
    const chosen = (name) => state.facets[name].any.length || state.facets[name].not.length;
    return Object.keys(FACETS).filter((name) => chosen(name) || (!hidden() && open.has(name)));
  }

  /** `counts`: facet → `[{value, label, count, parents, chosen}]`, every value that has papers or is chosen, or null. */
  function show(state, counts, chips) {
    const focus = document.activeElement?.dataset?.key;
    place.replaceChildren(...Object.entries(FACETS).filter(([name]) => counts[name] !== undefined).map(([name, title]) => {
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
    if (!counted.length) return h("p", {}, "None of these papers has one.");
    return h("div", {}, name === "year" ? years(state, counted) : values(state, name, counted));
  }

  function showChosen(state, counts, chips) {
    const all = Object.entries(state.facets).flatMap(([name, { any, not }]) => [
      ...any.map((value) => [name, value, "any"]), ...not.map((value) => [name, value, "not"])]);
    chips.replaceChildren(...all.map(([name, value, side]) => h("button", { type: "button", class: "chip",
      title: "Take this filter off", onclick: () => go(toggled(now(), name, value, side)) },
    `${side === "not" ? "not " : ""}${FACETS[name].toLowerCase()}: ${title(name, counts, value)} ×`)));
    if (all.length > 1) {
      const bare = Object.fromEntries(Object.keys(FACETS).map((name) => [name, { any: [], not: [] }]));
      chips.append(h("button", { type: "button", class: "plain-button", onclick: () => go({ ...now(), page: 1, facets: bare }) }, "Clear all"));
    }
  }

  function title(name, counts, value) {
    const known = counts[name]?.find((one) => one.value === value);
    return (name === "has" && HAS[value]) || known?.label || value;
  }

  function values(state, name, counted) {
    const below = (one) => one.parents.some((parent) => counted.some(({ value }) => value === parent));
    const rows = counted.filter((one) => !below(one)).flatMap((one) => [row(state, name, one),
      ...counted.filter(({ parents }) => parents.includes(one.value)).map((child) => row(state, name, child, "child"))]);
    const shown = counted.some(below) ? 2 * SHOWN : SHOWN;
    const many = rows.length > shown && !whole.has(name);
    const list = h("ul", {}, many ? rows.slice(0, shown) : rows);
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
        onclick: () => go(toggled(now(), name, value, "any")) }, label, h("span", { class: "count" }, String(count))),
      h("button", { type: "button", class: "without", "data-key": `${name} -${value}`, "aria-pressed": String(out),
        title: `Without ${label}`, "aria-label": `Without ${label}`, onclick: () => go(toggled(now(), name, value, "not")) }, "−"));
  }

  /** A histogram that can be dragged over, and two fields that say the same. */
  function years(state, counted) {
    const numbers = counted.map((one) => Number(one.value)).sort((a, b) => a - b);
    const [first, last] = [numbers[0], numbers.at(-1)];
    const span = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const count = new Map(counted.map((one) => [Number(one.value), one.count]));
    const most = Math.max(...count.values(), 1);
    const [from, to] = chosenYears(state, first, last);
    const choose = (a, b) => {
      const [low, high] = a <= b ? [a, b] : [b, a];
      const everything = low <= first && high >= last;
      go({ ...now(), page: 1, paper: "", facets: { ...now().facets, year: { any: everything ? [] : [low === high ? `${low}` : `${low}-${high}`], not: [] } } });
    };
    const bars = span.map((year) => h("span", { class: year >= from && year <= to ? "bar in" : "bar",
      style: `--part: ${(count.get(year) ?? 0) / most}`, title: `${year}: ${count.get(year) ?? 0}`, "data-year": year }));
    const chart = h("div", { class: "search-years", "aria-hidden": "true" }, bars);
    drag(chart, choose);
    const field = (label, value, set) => h("label", {}, label, h("input", { type: "number", min: first, max: last, value,
      "data-key": `year ${label}`, onchange: (event) => set(Math.min(last, Math.max(first, Number(event.target.value) || value))) }));
    return [chart, h("p", { class: "search-range" }, field("From ", from, (year) => choose(year, Math.max(year, to))),
      field(" to ", to, (year) => choose(Math.min(from, year), year)))];
  }

  return { seen, show };
}

/** The range that is chosen, or all there is. */
function chosenYears(state, first, last) {
  const ends = state.facets.year.any.flatMap((value) => value.split("-").map(Number)).filter(Number.isFinite);
  return ends.length ? [Math.min(...ends), Math.max(...ends)] : [first, last];
}

/** Calls `choose(from, to)` with the years between which a pointer was dragged; a click chooses one. */
function drag(chart, choose) {
  const yearAt = (event) => {
    const bars = [...chart.children];
    const at = bars.findIndex((bar) => event.clientX <= bar.getBoundingClientRect().right);
    return Number(bars.at(at < 0 ? -1 : at).dataset.year);
  };
  let start = null;
  const paint = (event) => {
    const now = yearAt(event);
    for (const bar of chart.children) {
      const year = Number(bar.dataset.year);
      bar.classList.toggle("in", year >= Math.min(start, now) && year <= Math.max(start, now));
    }
  };
  chart.addEventListener("pointerdown", (event) => {
    start = yearAt(event);
    chart.setPointerCapture(event.pointerId);
    paint(event);
  });
  chart.addEventListener("pointermove", (event) => start !== null && paint(event));
  chart.addEventListener("pointerup", (event) => {
    if (start !== null) choose(start, yearAt(event));
    start = null;
  });
  chart.addEventListener("pointercancel", () => (start = null));
}
