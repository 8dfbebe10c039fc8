/** What papers have in common: the values of each facet, which a reader may choose, with the papers of each value. */

import { words } from "./fold.js";
import { decode, readLists, readSets } from "./files.js";
import { passOfWords, passOfYears } from "./match.js";
import { breather } from "./rank.js";

const FACETS = ["topic", "year", "venue", "has", "author", "award", "lacks", "source"];
const SUGGESTED = ["topic", "author", "venue"], MOST_SUGGESTED = 3;

export class Facets {
  #index; #columns = new Map();

  constructor(index) {
    this.#index = index;
    this.names = FACETS.filter((name) => (name === "year" ? index.years.length : index.files[`facets/${name}`]));
  }

  /** A facet's file, read once: `{name, keys, labels, lists, parents}`, `lists` the papers of each value. */
  #column(name) {
    if (!this.#columns.has(name)) this.#columns.set(name, name === "year" ? this.#yearColumn() : this.#readColumn(name));
    return this.#columns.get(name);
  }

  #yearColumn() {
    const { years } = this.#index, keys = years.map(({ year }) => String(year));
    const lists = years.map(({ first, end }) => Uint32Array.from({ length: end - first }, (_, n) => first + n));
    return { name: "year", keys, labels: keys, lists, parents: keys.map(() => []) };
  }

  async #readColumn(name) {
    if (!this.names.includes(name)) return { name, keys: [], labels: [], lists: [], parents: [] };
    const { papers, topics } = this.#index, bytes = await this.#index.file(`facets/${name}/0`), end = bytes.indexOf(10);
    const { values, how } = JSON.parse(decode(bytes.subarray(0, end)));
    const keys = values.map(([key]) => key), rest = bytes.subarray(end + 1);
    const lists = how === "lists" ? readLists(rest, keys.length) : readSets(rest, keys.length, papers);
    if (name !== "topic") return { name, keys, labels: values.map(([key, label]) => label ?? key), lists, parents: keys.map(() => []) };
    const parents = topics.map(([, , own]) => own);
    const whole = lists.map((own, n) => union([own, ...lists.filter((_, m) => parents[m].includes(n))], papers));
    return { name, keys, labels: topics.map(([, title]) => title), lists: whole, parents };
  }

  /** For each facet with a choice, which papers pass it. */
  async picks(chosen) {
    const names = Object.keys(chosen).filter((name) => chosen[name].any?.length || chosen[name].not?.length);
    return Promise.all(names.map(async (name) => {
      const { any = [], not = [] } = chosen[name], pass = new Uint8Array(this.#index.papers).fill(any.length ? 0 : 1);
      for (const [values, to] of [[any, 1], [not, 0]]) {
        for (const value of values) for (const doc of await this.#valued(await this.#column(name), name, String(value))) pass[doc] = to;
      }
      return { name, pass };
    }));
  }

  /** The papers of a value: a year may be a range, an author one whom the facet does not list, and an id any paper's. */
  async #valued(column, name, value) {
    const n = column.keys.indexOf(value);
    if (n >= 0) return column.lists[n];
    if (name === "id") return this.#index.keyed(`i${value}`);
    if (name !== "year" && name !== "author") return [];
    const pass = name === "year" ? passOfYears(this.#index, value) : await passOfWords(this.#index, value, "author");
    return pass.reduce((docs, yes, doc) => (yes && docs.push(doc), docs), []);
  }

  /** See `Engine.suggest`; the ones named most nearly first, then those with the most papers. */
  async named(query) {
    const asked = words(query).filter(({ parts }) => !parts).map(({ word }) => word), found = {};
    const names = asked.length ? SUGGESTED.filter((name) => this.names.includes(name)) : [];
    for (const { name, keys, labels, lists } of await Promise.all(names.map((one) => this.#column(one)))) {
      const fits = keys.flatMap((value, n) => {
        const own = words(`${labels[n]} ${name === "venue" ? value : ""}`).map(({ word }) => word);
        if (!asked.every((word) => own.some((one) => one.startsWith(word)))) return [];
        const whole = asked.every((word) => own.includes(word)) ? 2 : 0, front = own[0] === asked[0] ? 1 : 0;
        return lists[n].length ? [{ value, label: labels[n], count: lists[n].length, near: whole + front }] : [];
      });
      found[name] = fits.sort((a, b) => b.near - a.near || b.count - a.count).slice(0, MOST_SUGGESTED);
    }
    return found;
  }

  /** See `Engine.facets`. */
  async count(result, names) {
    const breathe = breather(), columns = await Promise.all(names.map((name) => this.#column(name))), counted = {};
    for (const { name, keys, labels, lists, parents } of columns) {
      const rest = result.picks.filter((pick) => pick.name !== name), { any = [], not = [] } = result.chosen[name] ?? {};
      const open = result.matched.slice();
      for (const { pass } of rest) for (let doc = 0; doc < open.length; doc++) open[doc] &= pass[doc];
      const values = [];
      for (const [n, value] of keys.entries()) {
        let count = 0;
        for (const doc of lists[n]) count += open[doc];
        const state = any.map(String).includes(value) ? "any" : not.map(String).includes(value) ? "not" : "";
        if (count || state || name === "year") {
          values.push({ value, label: labels[n], count, all: lists[n].length, parents: parents[n].map((m) => keys[m]), chosen: state });
        }
        await breathe();
      }
      counted[name] = values;
    }
    return counted;
  }
}

/** The papers of several lists. */
function union(lists, docs) {
  if (lists.length === 1) return lists[0];
  const has = new Uint8Array(docs);
  for (const list of lists) for (const doc of list) has[doc] = 1;
  const all = new Uint32Array(docs);
  let count = 0;
  for (let doc = 0; doc < docs; doc++) if (has[doc]) all[count++] = doc;
  return all.subarray(0, count);
}
