/* A paper as search shows it: in the header's list and on the search page. */

import { ROOT, h } from "./dom.js";

/**
 * The text with every word that was searched for marked; `terms` are folded words or beginnings of words, `fold` makes
 * a word comparable. Math between dollar signs is shown as code, without them.
 */
export function marked(text, terms, fold) {
  return text.split(/(\$[^$\s](?:[^$]*[^$\s])?\$)/).map((part, at) => (at % 2
    ? h("code", {}, part.slice(1, -1))
    : part.split(/([\p{L}\p{N}]+)/u).map((word, place) => {
      const folded = place % 2 ? fold(word) : "";
      return folded && terms.some((term) => folded.startsWith(term)) ? h("mark", {}, word) : word;
    }))).flat();
}

/** `Mike Lewis, Ann Roe and 5 others`. */
export function people(authors) {
  if (authors.length <= 3) return authors.join(", ");
  return `${authors.slice(0, 3).join(", ")} and ${authors.length - 3} others`;
}

/** Title, authors, venue and year, topics, and whether there is code. */
export function card(hit, found, { chips = 3, link = {} } = {}) {
  const facts = [hit.venue, hit.venue.includes(String(hit.year)) ? "" : hit.year].filter(Boolean).join(" · ");
  return [
    h("a", { href: `${ROOT}papers/${hit.id}.html`, ...link }, marked(hit.title, found.terms, found.fold)),
    hit.state && h("span", { class: "state" }, hit.state),
    h("span", { class: "by" }, marked(people(hit.authors), found.terms, found.fold)),
    facts && h("span", { class: "at" }, facts),
    h("span", { class: "finder-chips" },
      hit.links.includes("code") && h("span", { class: "has" }, "code"),
      hit.topics.slice(0, chips).map((topic) => h("span", { class: "chip" }, topic.title))),
  ];
}
