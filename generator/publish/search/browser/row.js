/* A paper as one row, the same wherever papers stand in a list: results here, and the lists that pages bring along
   (pages/rows.py), to which the stars are added. */

import { amount, h } from "./dom.js";
import { toggle } from "./reading_list.js";
import { at } from "./shards.js";

const MATHML = "http://www.w3.org/1998/Math/MathML";
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const BADGES = ["code", "data", "model"];
const TOPICS = 3;

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

/** `NeurIPS 2024`, `arXiv · Mar 2024`: the date where the venue does not say its year. */
function place({ venue, date }) {
  const [year, month] = date.split("-");
  const when = venue.includes(year) && year ? "" : month ? `${MONTHS[month - 1]} ${year}` : year;
  return [venue, when].filter(Boolean).join(" · ");
}

/** Title, authors, venue and date, and badges; `link` are further attributes of the title's link. */
export function facts(hit, link = {}) {
  const badges = [...hit.state ? [["state", hit.state]] : [], ...hit.awards.map((award) => ["award", award]),
    ...BADGES.filter((kind) => hit.has.includes(kind)).map((kind) => ["has", kind])];
  const where = place(hit);
  return [
    h("a", { href: at(`papers/${hit.id}.html`), ...link }, shown(hit.title)), " ",
    hit.authors.length > 0 && h("span", { class: "by" }, people(hit.authors, hit.people)), " ",
    where && h("span", { class: "at" }, where),
    ...badges.flatMap(([kind, text]) => [" ", h("span", { class: kind }, text)]),
  ];
}

/** A row of a list, with what else stands at its end. */
export function row(hit, ...more) {
  return h("li", { class: "row", "data-id": hit.id },
    facts(hit), toggle(hit.id, hit.name, "starred"),
    hit.opening.length > 0 && h("span", { class: "gist" }, shown(hit.opening)),
    h("span", { class: "tags" }, hit.topics.slice(0, TOPICS).flatMap((topic) => [
      h("a", { class: "chip", href: at(`topics/${topic.slug}.html`) }, topic.title), " "]), ...more));
}

/** The id of the paper that a row is about. */
export function idOf(item) {
  return item.dataset.id ?? /\/papers\/([a-z0-9-]+)\.html$/.exec(item.querySelector("a")?.href ?? "")?.[1] ?? "";
}

/** Stars for the rows of a page's own lists, and the switch between one line each and summaries. */
export function dressLists() {
  const lists = [...document.querySelectorAll("article .papers:not(.fixes) > ul")].filter((list) => !list.closest(".search-page, .reading-list"));
  for (const item of lists.flatMap((list) => [...list.children])) {
    const id = idOf(item);
    if (!id) continue;
    item.classList.add("row");
    item.querySelector("a").after(" ", toggle(id, item.querySelector("a").textContent, "starred"));
  }
  const heading = lists.find((list) => list.querySelector(".gist, .tags"))?.closest(".papers").previousElementSibling;
  if (heading && !document.querySelector(".hero")) heading.before(densitySwitch());
}

const TIGHT = "paper-catalog:tight";

/** Two buttons, of which one is pressed; the choice is kept for all lists (assets/shell.js sets it before they show). */
export function densitySwitch() {
  const root = document.documentElement;
  const buttons = [["Summaries", false], ["Titles", true]].map(([label, tight]) => h("button", { type: "button", onclick: () => {
    root.classList.toggle("tight", tight);
    try {
      localStorage.setItem(TIGHT, tight ? "1" : "");
    } catch {
      // it lasts as long as the page
    }
    say();
  } }, label));
  const say = () => buttons.forEach((button, n) => button.setAttribute("aria-pressed", String(root.classList.contains("tight") === Boolean(n))));
  say();
  return h("span", { class: "density", role: "group", "aria-label": "How much of each paper to show" }, buttons);
}
