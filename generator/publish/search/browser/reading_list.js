/* The reading list: stars, read marks and private notes. They stay in this browser, and leave it only as a file. */

import { announce, h, icon } from "./dom.js";
import { HOME } from "./shards.js";

const KEY = `paper-catalog:${HOME}`;
const listeners = new Set();

/** Id → `{title, starred, read, note, since}`; an empty list where the browser keeps nothing for this site. */
export function entries() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return stored && typeof stored === "object" && !Array.isArray(stored) ? stored : {};
  } catch {
    return {};
  }
}

export function keep(all) {
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    announce("This browser does not let the site keep a reading list.");
  }
  for (const listener of listeners) listener();
}

addEventListener("storage", (event) => {
  if (event.key === KEY) for (const listener of listeners) listener();
});

/** Runs now, and whenever the list changes, in another tab too. */
export function watch(listener) {
  listeners.add(listener);
  listener();
}

/** Changes one paper's entry; one with neither star, mark nor note is taken off the list. */
export function change(id, title, values) {
  const all = entries();
  const entry = { since: new Date().toISOString().slice(0, 10), ...all[id], title: title || all[id]?.title || id, ...values };
  if (entry.starred || entry.read || entry.note) all[id] = entry;
  else delete all[id];
  keep(all);
}

/** A button that shows and changes a mark of a paper: `toggle(id, title, "starred")`. */
export function toggle(id, title, mark) {
  const words = mark === "starred" ? ["Add to the reading list", "On the reading list"] : ["Mark as read", "Read"];
  const button = h("button", { type: "button", class: `list-mark ${mark}` }, icon(mark === "starred" ? "star" : "read"));
  button.addEventListener("click", (event) => {
    event.preventDefault();
    change(id, title, { [mark]: !entries()[id]?.[mark] });
  });
  watch(() => {
    const on = Boolean(entries()[id]?.[mark]);
    button.setAttribute("aria-pressed", on);
    button.title = words[Number(on)];
    button.setAttribute("aria-label", `${words[Number(on)]}: ${title}`);
  });
  return button;
}

/** A field for a private note on a paper. */
export function noteField(id, title) {
  const field = h("textarea", { rows: 2, placeholder: "A private note, kept in this browser", "aria-label": `Note on ${title}` });
  field.value = entries()[id]?.note ?? "";
  field.addEventListener("input", () => change(id, title, { note: field.value.trim() && field.value }));
  return field;
}

/** Entries whose ids were changed since, or merged into another, under the ids they have now. */
export function renamed(all, aliases) {
  const moved = {};
  for (const [id, entry] of Object.entries(all)) {
    const now = aliases[id] ?? id;
    const before = moved[now];
    moved[now] = before ? { ...entry, ...before, starred: before.starred || entry.starred, read: before.read || entry.read,
      note: [before.note, entry.note].filter(Boolean).join("\n") } : entry;
  }
  return moved;
}

/** What a file of a reading list holds, or an error that says what is wrong with it. */
export function parsed(text) {
  let read;
  try {
    read = JSON.parse(text);
  } catch {
    throw new Error("This file is not a reading list: it is not JSON.");
  }
  if (read?.format !== "paper-catalog reading list" || typeof read.papers !== "object" || !read.papers) {
    throw new Error("This file is not a reading list: expected one that was saved on this page.");
  }
  const clean = {};
  for (const [id, entry] of Object.entries(read.papers)) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || !entry || typeof entry !== "object") continue;
    const text = (value) => (typeof value === "string" ? value : "");
    clean[id] = { title: text(entry.title) || id, starred: entry.starred === true, read: entry.read === true,
      note: text(entry.note), since: text(entry.since) };
  }
  return clean;
}

/** The list as a file that `parsed` reads. */
export function asFile(all) {
  return JSON.stringify({ format: "paper-catalog reading list", papers: all }, null, 1);
}

/** On a paper's page: its star, its mark and its note, under the title. */
export function markPaper() {
  const id = /\/papers\/([a-z0-9-]+)\.html$/.exec(location.pathname)?.[1];
  const heading = document.querySelector("h1#paper");
  if (!id || !heading) return;
  const title = heading.textContent.trim();
  const note = h("div", { class: "list-note", hidden: !entries()[id]?.note }, noteField(id, title));
  const open = h("button", { type: "button", class: "plain-button", "aria-expanded": String(!note.hidden), onclick: () => {
    note.hidden = !note.hidden;
    open.setAttribute("aria-expanded", String(!note.hidden));
    if (!note.hidden) note.firstElementChild.focus();
  } }, "Note");
  heading.after(h("div", { class: "list-marks" }, toggle(id, title, "starred"), toggle(id, title, "read"), open), note);
}
