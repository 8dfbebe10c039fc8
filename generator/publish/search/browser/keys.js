/* All keys of the catalog, in one place. They act outside fields only, and single letters can be turned off (WCAG
   2.1.4); `?` says what they are. */

import { announce, h } from "./dom.js";
import { idOf } from "./row.js";
import { copyBibtex } from "./take.js";

const OFF = "paper-catalog:keys-off";
const KEYS = [["/", "to the search"], ["j", "next paper"], ["k", "previous paper"], ["Enter", "open it"],
  ["s", "star it"], ["b", "copy its BibTeX"], ["?", "this help"]];
const WORDS = [
  ["long context", "all of the words, in any order and spelling; where few papers have all, those that have most"],
  ["“theory of mind”", "the words side by side"],
  ["-vision", "without this word"],
  ["author:lewis title:attention", "in a name, in a title"],
  ["year:2023- venue:acl", "from 2023 on, at ACL; also 2021-2023"],
  ["topic:long-context has:code", "of a topic, with code, data, a model, an abstract"],
  ["2309.17453 or 10.48550/…", "an identifier, alone, or the address of a paper"],
];

function isOff() {
  try {
    return Boolean(localStorage.getItem(OFF));
  } catch {
    return false;
  }
}

function turn(on) {
  try {
    localStorage.setItem(OFF, on ? "" : "1");
  } catch {
    announce("This browser does not let the site keep this choice.");
  }
}

let dialog = null;

/** How to search, and the keys. */
export function showHelp() {
  const pairs = (rows, name) => h("dl", {}, rows.flatMap(([term, text]) => [h("dt", {}, h(name, {}, term)), h("dd", {}, text)]));
  if (!dialog) {
    const box = h("input", { type: "checkbox", onchange: () => turn(box.checked) });
    dialog = h("dialog", { class: "help md-typeset", "aria-labelledby": "help-title" },
      h("h2", { id: "help-title" }, "How to search"), pairs(WORDS, "code"),
      h("h2", {}, "Keys"), pairs(KEYS, "kbd"),
      h("p", {}, h("label", {}, box, " Use these keys. ", h("kbd", {}, "Ctrl"), " ", h("kbd", {}, "K"), " opens the search in any case.")),
      h("p", {}, h("button", { type: "button", onclick: () => dialog.close() }, "Close")));
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    document.body.append(dialog);
  }
  dialog.querySelector("input").checked = !isOff();
  dialog.showModal();
}

/** A button that shows them. */
export const helpButton = () => h("button", { type: "button", class: "plain-button", onclick: showHelp }, "How to search");

const rows = () => [...document.querySelectorAll("article .row")].filter((row) => row.offsetParent);
const rowAt = () => document.activeElement?.closest(".row");

function move(step) {
  const all = rows(), now = all.indexOf(rowAt());
  const next = now < 0 ? all.find((row) => row.getBoundingClientRect().bottom > 60) : all[now + step];
  next?.querySelector("a").focus();
  next?.scrollIntoView({ block: "nearest" });
}

function ownId() {
  const item = rowAt();
  return item ? idOf(item) : document.querySelector("h1#paper") && /([a-z0-9-]+)\.html$/.exec(location.pathname)?.[1];
}

async function cite() {
  const id = ownId();
  if (!id) return announce("Choose a paper first, with j and k.");
  return copyBibtex([id]).then(announce, () => announce("The entry cannot be fetched just now."));
}

/** Starts listening; `find` goes to the search box of the page. */
export function listen(find) {
  const acts = { "/": find, j: () => move(1), k: () => move(-1), b: cite, "?": showHelp,
    s: () => (rowAt() ?? document.querySelector("h1#paper + .list-marks"))?.querySelector(".list-mark.starred")?.click() };
  document.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (key.toLowerCase() === "k" && (ctrlKey || metaKey)) {
      event.preventDefault();
      find();
      return;
    }
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog");
    if (typing || ctrlKey || metaKey || altKey || !Object.hasOwn(acts, key) || isOff()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    acts[key]();
  }, true);
}
