/* The page of the reading list: its papers as rows, with marks and notes, and the list as a file. */

import { amount, announce, download, h } from "./dom.js";
import { asFile, entries, keep, noteField, parsed, renamed, toggle, watch } from "./reading_list.js";
import { row } from "./row.js";
import { ROOT, at } from "./shards.js";
import { takeButtons } from "./take.js";

const MOST_ROWS = 500;

/** Fills the page; `client.search` tells what the papers are. */
export async function showReadingList(place, client) {
  const aliases = await fetch(`${ROOT}search-scripts/aliases.json`).then((answer) => answer.json()).catch(() => ({}));
  const before = entries();
  const now = renamed(before, aliases);
  if (JSON.stringify(now) !== JSON.stringify(before)) keep(now);

  const list = h("ul");
  const says = h("p", { class: "lead" });
  const choose = h("input", { type: "file", accept: "application/json,.json", hidden: true });
  choose.addEventListener("change", async () => {
    try {
      const added = renamed(parsed(await choose.files[0].text()), aliases);
      keep({ ...added, ...entries() });
      announce(`${amount(Object.keys(added).length, "paper")} read from the file`);
    } catch (error) {
      says.textContent = error.message;
    }
    choose.value = "";
  });
  const wanted = () => Object.entries(entries()).filter(([, { starred }]) => starred).map(([id]) => id);
  const formats = h("span", { class: "formats" }, await takeButtons(wanted, "reading-list").catch(() => []));
  const tools = h("p", { class: "tool-row" }, formats,
    h("button", { type: "button", onclick: () => download("reading-list.json", asFile(entries()), "application/json") }, "Save as a file"),
    h("button", { type: "button", onclick: () => choose.click() }, "Read from a file"), choose);
  place.replaceChildren(says, tools, h("div", { class: "papers" }, list));
  const known = new Map();
  const learn = async (ids) => {
    const missing = ids.filter((id) => !known.has(id)).slice(0, MOST_ROWS);
    if (!missing.length) return;
    const found = await client.search({ facets: { id: { any: missing, not: [] } }, sort: "title", limit: MOST_ROWS }).catch(() => null);
    for (const id of missing) known.set(id, found?.hits.find((hit) => hit.id === id) ?? null);
    show();
  };
  function show() {
    if (list.contains(document.activeElement) && document.activeElement.tagName === "TEXTAREA") return;
    const all = Object.entries(entries()).sort(([, a], [, b]) => (a.since < b.since ? 1 : a.since > b.since ? -1 : 0));
    says.textContent = all.length ? amount(all.length, "paper") : "Nothing yet: the star beside a paper, in any list and on its page, puts it here.";
    formats.hidden = !all.length;
    list.replaceChildren(...all.map(([id, entry]) => item(id, entry, known.get(id))));
    learn(all.map(([id]) => id));
  }
  watch(show);
}

function item(id, entry, hit) {
  const note = h("div", { class: "list-note", hidden: !entry.note }, noteField(id, entry.title));
  const open = h("button", { type: "button", class: "plain-button", "aria-expanded": String(!note.hidden), "aria-label": `Note on ${entry.title}`, onclick: () => {
    note.hidden = !note.hidden;
    open.setAttribute("aria-expanded", String(!note.hidden));
    if (!note.hidden) note.firstElementChild.focus();
  } }, "Note");
  const marks = h("span", { class: "row-marks" }, toggle(id, entry.title, "read"), open);
  if (hit) {
    const made = row(hit, marks);
    made.append(note);
    return made;
  }
  return h("li", { class: "row", "data-id": id }, h("a", { href: at(`papers/${id}.html`) }, entry.title), toggle(id, entry.title, "starred"), marks, note);
}
