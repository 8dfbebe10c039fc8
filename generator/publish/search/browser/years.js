/* The years of the papers found beside those of all papers: a chart to drag over, and two fields that say the same. */

import { h } from "./dom.js";

/** `2023-` in words: `since 2023`. */
export function asYears(value) {
  const [, from, range, to] = /^(\d{4})?(-)?(\d{4})?$/.exec(value) ?? [];
  if (!range) return value;
  return from && to ? `${from}–${to}` : from ? `since ${from}` : `until ${to}`;
}

/** The range that is chosen, as it was typed: `2023-2024`, `2023-`, `-2019`, `2023`; both empty where none is. */
function chosenYears({ facets: { year: { any } } }) {
  const [, from = "", range = "", to = ""] = /^(\d{4})?(-)?(\d{4})?$/.exec(any[0] ?? "") ?? [];
  return [from, range ? to : from];
}

/** `counted`: every year of the catalog, with `count` and `all`; `go(state)` goes to another state, from `now()`. */
export function years(state, counted, now, go) {
  const numbers = counted.map((one) => Number(one.value)).sort((a, b) => a - b);
  const [first, last] = [numbers[0], numbers.at(-1)];
  const span = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const known = new Map(counted.map((one) => [Number(one.value), one]));
  const most = Math.max(...counted.map(({ all }) => all), 1);
  const [from, to] = chosenYears(state);
  const isIn = (year) => (from || to) && year >= Number(from || 0) && year <= Number(to || 9999);
  const set = (value) => go({ ...now(), page: 1, paper: "", facets: { ...now().facets, year: { any: value ? [value] : [], not: [] } } });
  const choose = (a, b) => {
    const [low, high] = a <= b ? [a, b] : [b, a];
    set(low <= first && high >= last ? "" : low === high ? `${low}` : `${low}-${high}`);
  };
  const bars = span.map((year) => {
    const { count = 0, all = 0 } = known.get(year) ?? {};
    return h("span", { class: isIn(year) ? "bar in" : "bar", title: `${year}: ${count} of ${all}`, "data-year": year },
      h("span", { class: "of-all", style: `height: ${(100 * all) / most}%` }), h("span", { class: "found", style: `height: ${(100 * count) / most}%` }));
  });
  const chart = h("div", { class: "search-years" }, bars);
  drag(chart, choose);
  const ticks = [...new Set([first, ...span.filter((year) => year % 5 === 0 && year - first > 2 && last - year > 2), last])];
  const axis = h("div", { class: "search-axis" }, ticks.map((year) =>
    h("span", { style: `left: ${(100 * (year - first + 0.5)) / span.length}%` }, String(year))));
  const field = (label, value, other, say) => h("label", {}, label, " ", h("input", { type: "text", inputmode: "numeric", maxlength: 4, size: 4,
    placeholder: other, value, "data-key": `year ${label}`, onchange: (event) => say(/^\d{4}$/.test(event.target.value) ? event.target.value : "") }));
  const range = (low, high) => (low || high ? (low === high ? low : `${low}-${high}`) : "");
  return [h("div", { class: "search-chart", "aria-hidden": "true" }, h("span", { class: "most" }, String(most)), chart, axis),
    h("p", { class: "search-range" }, field("From", from, String(first), (year) => set(range(year, to))), " ",
      field("to", to, String(last), (year) => set(range(from, year))))];
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
