/* A paper as search shows it: in the header's list and on the search page. */

import { amount, h } from "./dom.js";
import { at } from "./shards.js";

const MATHML = "http://www.w3.org/1998/Math/MathML";

/** The pieces of a text: what was found is marked, math is set, or shown as it was written. */
export function shown(pieces) {
  return pieces.map(([text, kind, mathml]) => (kind === "mark" ? h("mark", {}, text) : kind === "math" ? formula(text, mathml) : text));
}

function formula(tex, mathml) {
  const math = new DOMParser().parseFromString(mathml, "text/html").querySelector("math");
  const safe = math && [...math.querySelectorAll("*")].every((element) => element.namespaceURI === MATHML);
  return safe ? h("span", { class: "math" }, document.adoptNode(math)) : h("code", {}, tex);
}

/** `Mike Lewis, Ann Roe, Max Poe and 5 others`: the first three, and of the others that are known here who was found. */
export function people(authors, all) {
  const named = authors.filter((author, at) => at < 3 || author.some(([, kind]) => kind === "mark"));
  const names = named.flatMap((author, at) => (at ? [", ", ...shown(author)] : shown(author)));
  return all > named.length ? [...names, ` and ${amount(all - named.length, "other")}`] : names;
}

/** Title, authors, venue and year, topics, whether it was retracted, and whether there is code. */
export function card(hit, { chips = 3, link = {} } = {}) {
  const year = hit.date.slice(0, 4);
  const facts = [hit.venue, hit.venue.includes(year) ? "" : year].filter(Boolean).join(" · ");
  return [
    h("a", { href: at(`papers/${hit.id}.html`), ...link }, shown(hit.title)),
    h("span", { class: "by" }, people(hit.authors, hit.people)),
    facts && h("span", { class: "at" }, facts),
    h("span", { class: "search-chips" },
      hit.state && h("span", { class: "state" }, hit.state),
      hit.has.includes("code") && h("span", { class: "has" }, "code"),
      hit.topics.slice(0, chips).map((topic) => h("span", { class: "chip" }, topic.title))),
  ];
}
