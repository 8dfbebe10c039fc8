/* The search in the header of every page: results as you type, in a list one can walk through with the keyboard. */

import { LOST, amount, announce, h } from "./dom.js";
import { card } from "./hit.js";
import { ROOT } from "./shards.js";

const SHOWN = 8;

/** Makes the header's form a combobox; `search` is the client's. Without it the form leads to the search page. */
export function openSearchBox(form, search) {
  const input = form.querySelector("input");
  const list = h("ul", { id: "search-list", role: "listbox", "aria-label": "Papers" });
  const all = h("a", { class: "search-all" });
  const close = h("button", { type: "button", class: "search-close", onclick: () => leave() }, "Close");
  const panel = h("div", { class: "search-panel", hidden: true }, list, all);
  form.append(close, panel);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id,
    "aria-autocomplete": "list", "aria-haspopup": "listbox" })) input.setAttribute(name, value);
  let chosen = -1;
  let asked = 0;

  const options = () => [...list.children];

  function choose(at) {
    chosen = at;
    for (const [place, option] of options().entries()) option.setAttribute("aria-selected", String(place === at));
    const option = options()[at];
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
    document.body.classList.add("search-opened");
    form.classList.add("open");
    input.focus();
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
    const found = await search({ query, limit: SHOWN }).catch(() => null);
    if (turn !== asked) return; // a later letter was typed
    list.replaceChildren(...(found?.hits ?? []).map((hit, at) => h("li", { id: `search-${at}`, role: "option", "aria-selected": "false" },
      card(hit, { chips: 2, link: { tabindex: -1 } }))));
    list.setAttribute("aria-label", `Papers for ${query}`);
    all.href = `${ROOT}search/index.html?${new URLSearchParams({ q: query })}`;
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
    search({ query: "", limit: 0 }).catch(() => null); // fetches what the first query will need
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
      options()[chosen].querySelector("a").click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (panel.hidden || !input.value) leave();
      else show(false);
    }
  });
  list.addEventListener("click", (event) => {
    if (!event.target.closest("a")) event.target.closest("li")?.querySelector("a").click();
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
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (slash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      const field = document.querySelector(".search-page input[type=search]") ?? input;
      if (field === input) enter();
      field.focus();
      field.select();
    }
  });
  for (const link of document.querySelectorAll(".search-link")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      enter();
    });
  }
  if (document.activeElement === input && input.value.trim()) look();
}
