/* Rows that a reader picks, and the bar that takes them, or all results, along. */

import { amount, announce, h } from "./dom.js";
import { change } from "./reading_list.js";
import { MOST, copyBibtex, takeButtons, takeFile } from "./take.js";

/** Letters of a command that are shown; all of them are copied. */
const LONG_COMMAND = 160;

/** `{bar, box(hit), show(total)}`; `all()` promises the ids of all results, `command()` a command line for them. */
export function selection(list, { all, command }) {
  const picked = new Map();
  let total = 0, last = null, said = "";
  const boxes = () => [...list.querySelectorAll("input.pick")];
  const ids = async () => (picked.size ? [...picked.keys()] : all());

  const whole = h("input", { type: "checkbox", onchange: () => {
    for (const box of boxes()) pick(box, whole.checked);
    say();
  } });
  const text = h("span", { class: "picked-count", "aria-live": "polite" });
  const bibtex = h("button", { type: "button", onclick: () => act(takeFile(ids, ".bib", "papers", MOST)) }, "BibTeX");
  const copy = h("button", { type: "button", onclick: () => act(copied()) }, "Copy BibTeX");
  const star = h("button", { type: "button", onclick: () => {
    for (const [id, name] of picked) change(id, name, { starred: true });
    announce(`${amount(picked.size, "paper")} starred`);
  } }, "Star them");
  const clear = h("button", { type: "button", class: "plain-button", onclick: () => {
    for (const box of boxes()) pick(box, false);
    picked.clear();
    say();
  } }, "Clear");
  const line = h("code", {});
  const formats = h("p", { class: "tool-row" });
  const says = h("span", { class: "count" });
  const more = h("details", { class: "search-take" }, h("summary", {}, "More formats"), formats,
    h("p", {}, h("button", { type: "button", onclick: () => put(location.href, "The link is copied.") }, "Copy link")),
    h("p", {}, "All results with the command line: ", line, " ",
      h("button", { type: "button", class: "plain-button", onclick: () => put(said, "The command is copied.") }, "Copy")));
  more.addEventListener("toggle", () => more.open && sayCommand());
  more.addEventListener("toggle", async () => formats.append(...await takeButtons(ids, "search")), { once: true });
  const bar = h("div", { class: "search-picked", role: "group", "aria-label": "Take papers along" },
    h("label", {}, whole, " All shown"), text, bibtex, copy, star, clear, says, more);

  async function copied() {
    const wanted = await ids();
    if (wanted.length > MOST) return `More than ${MOST} papers: choose fewer.`;
    return copyBibtex(wanted);
  }

  async function act(done) {
    says.textContent = "…";
    says.textContent = await done.catch(() => "The papers cannot be fetched just now.");
    announce(says.textContent);
  }

  async function put(value, message) {
    await navigator.clipboard.writeText(value);
    announce(message);
  }

  async function sayCommand() {
    said = await command();
    line.textContent = said.length > LONG_COMMAND ? `${said.slice(0, LONG_COMMAND)}…` : said;
  }

  function pick(box, on) {
    box.checked = on;
    if (on) picked.set(box.value, box.dataset.name);
    else picked.delete(box.value);
  }

  function say() {
    const shown = boxes();
    whole.checked = shown.length > 0 && shown.every((box) => box.checked);
    whole.indeterminate = !whole.checked && shown.some((box) => box.checked);
    text.textContent = picked.size ? `${picked.size} selected` : `all ${amount(total, "paper")}`;
    star.hidden = clear.hidden = !picked.size;
    bar.classList.toggle("some", picked.size > 0);
  }

  /** The box of a row; with the shift key, all from the one that was clicked before. */
  function box(hit) {
    const own = h("input", { type: "checkbox", class: "pick", value: hit.id, "data-name": hit.name, "aria-label": `Select ${hit.name}` });
    own.checked = picked.has(hit.id);
    own.addEventListener("click", (event) => {
      const every = boxes(), [from, to] = [every.indexOf(last), every.indexOf(own)].sort((a, b) => a - b);
      if (event.shiftKey && from >= 0) for (const one of every.slice(from, to + 1)) pick(one, own.checked);
      pick(own, own.checked);
      last = own;
      say();
    });
    return own;
  }

  return { bar, box, show(found) {
    total = found;
    says.textContent = "";
    if (more.open) sayCommand();
    say();
  } };
}
