/* A paper as search shows it: in the header's list and on the search page. */

import { ROOT, amount, h } from "./dom.js";

/** The text with what was found in it marked; math between dollar signs is shown as code, without them. */
export function marked(text, mark) {
  return text.split(/(\$[^$\s](?:[^$]*[^$\s])?\$)/).flatMap((part, at) => (at % 2
    ? [h("code", {}, part.slice(1, -1))]
    : mark(part).map(([piece, found]) => (found ? h("mark", {}, piece) : piece))));
}

/** `Mike Lewis, Ann Roe, Max Poe and 5 others`: of a paper that has so many authors the first ones are known here. */
export function people(authors, all) {
  if (all <= 3) return authors.join(", ");
  return `${authors.slice(0, 3).join(", ")} and ${amount(all - 3, "other")}`;
}

/** Title, authors, venue and year, topics, and whether there is code. */
export function card(hit, found, { chips = 3, link = {} } = {}) {
  const facts = [hit.venue, hit.venue.includes(hit.year) ? "" : hit.year].filter(Boolean).join(" · ");
  return [
    h("a", { href: `${ROOT}papers/${hit.id}.html`, ...link }, marked(hit.title, found.mark)),
    hit.state && h("span", { class: "state" }, hit.state),
    h("span", { class: "by" }, marked(people(hit.authors, hit.people), found.mark)),
    facts && h("span", { class: "at" }, facts),
    h("span", { class: "finder-chips" },
      hit.has.includes("code") && h("span", { class: "has" }, "code"),
      hit.topics.slice(0, chips).map((topic) => h("span", { class: "chip" }, topic.title))),
  ];
}
