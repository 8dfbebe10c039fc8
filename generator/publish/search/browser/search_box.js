/* The search box of every page: topics, authors, venues and papers as you type, in a list one can walk through with the
   keyboard. */

import { LOST, amount, announce, h } from "./dom.js";
import { showHelp } from "./keys.js";
import { facts } from "./row.js";
import { ROOT, at } from "./shards.js";
import { readings } from "./readings.js";

const SHOWN = 6;
const GROUPS = [["topic", "Topics", "topics"], ["author", "Authors", "authors"], ["venue", "Venues", "venues"]];

/** Makes a form a combobox, and gives `{enter}`, which goes to it. Without scripts the form leads to all papers. */
export function openSearchBox(form, client) {
  if (!form) return null;
  const input = form.querySelector("input");
  const list = h("div", { id: "search-list", role: "listbox", "aria-label": "Suggestions" });
  const said = h("p", { class: "search-said" });
  const all = h("a", { class: "search-all" });
  const help = h("button", { type: "button", class: "plain-button", onclick: showHelp }, "How to search");
  const close = h("button", { type: "button", class: "search-close", onclick: () => leave() }, "Close");
  const panel = h("div", { class: "search-panel", hidden: true }, said, list, h("div", { class: "search-foot" }, all, help));
  form.append(close, panel);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id,
    "aria-autocomplete": "list", "aria-haspopup": "listbox" })) input.setAttribute(name, value);
  let chosen = -1;
  let asked = 0;

  const options = () => [...list.querySelectorAll("[role=option]")];

  function choose(place) {
    chosen = place;
    for (const [n, option] of options().entries()) option.setAttribute("aria-selected", String(n === place));
    const option = options()[place];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function show(open) {
    panel.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) choose(-1);
  }

  function enter() {
    document.body.classList.toggle("search-opened", form.matches(".search-box"));
    form.classList.add("open");
    input.focus();
    input.select();
  }

  function leave() {
    document.body.classList.remove("search-opened");
    form.classList.remove("open");
    show(false);
    input.blur();
  }

  async function look() {
    const query = input.value.trim();
    const turn = ++asked;
    if (!query) return show(false);
    const [found, named] = await Promise.all([client.search({ query, limit: SHOWN }).catch(() => null),
      client.suggest({ query }).catch(() => ({}))]);
    if (turn !== asked) return; // a later letter was typed
    const groups = [
      ...GROUPS.map(([facet, title, folder]) => group(title, (named[facet] ?? []).map(({ value, label, count }) =>
        option(at(`${folder}/${value}.html`), [label, h("span", { class: "count" }, String(count))], "named")))),
      group("Papers", (found?.hits ?? []).map((hit) => option(at(`papers/${hit.id}.html`), paper(hit), "paper"))),
    ];
    list.replaceChildren(...groups.filter(Boolean));
    for (const [n, one] of options().entries()) one.id = `search-${n}`;
    said.replaceChildren(...found ? readings(found) : []);
    all.href = `${ROOT}papers/index.html?${new URLSearchParams({ q: query })}`;
    all.textContent = more(found);
    announce(found ? amount(found.total, "paper") : LOST);
    choose(-1);
    show(true);
  }

  function more(found) {
    if (!found) return LOST;
    if (!found.total) return "No paper found. Search the whole list";
    return found.total > found.hits.length ? `All ${amount(found.total, "paper")}` : "Open as a list";
  }

  input.addEventListener("focus", () => {
    client.search({ query: "", limit: 0 }).catch(() => null); // fetches what the first query will need
    if (input.value.trim()) look();
  });
  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const last = options().length - 1;
    const moves = { ArrowDown: chosen < last ? chosen + 1 : -1, ArrowUp: chosen >= 0 ? chosen - 1 : last };
    if (event.key in moves && !panel.hidden) {
      event.preventDefault();
      choose(moves[event.key]);
    } else if (event.key === "Enter" && chosen >= 0 && !panel.hidden) {
      event.preventDefault();
      options()[chosen].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (panel.hidden || !input.value) leave();
      else show(false);
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!form.contains(event.target)) {
      show(false);
      form.classList.remove("open");
      document.body.classList.remove("search-opened");
    }
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) show(false);
  });
  document.querySelector(".search-open")?.addEventListener("click", (event) => {
    event.preventDefault();
    enter();
  });
  if (document.activeElement === input && input.value.trim()) look();
  return { enter };
}

/** Options under a heading; null where there are none. */
function group(title, options) {
  if (!options.length) return null;
  const id = `search-group-${title.toLowerCase()}`;
  return h("div", { role: "group", "aria-labelledby": id }, h("div", { class: "search-group", id, role: "presentation" }, title), options);
}

const option = (href, content, kind) => h("a", { class: `search-option ${kind}`, role: "option", "aria-selected": "false", tabindex: -1, href }, content);

/** What a row says of a paper, without a link in the link. */
function paper(hit) {
  const [title, ...rest] = facts(hit);
  return [h("span", { class: "title" }, ...title.childNodes), ...rest];
}
