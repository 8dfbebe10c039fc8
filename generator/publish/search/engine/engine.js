/**
 * The search of a paper catalog, in a reader's browser: fetches from static files what a query needs.
 *
 *     import { openEngine, fetchLoader } from "./engine.js";
 *     const engine = await openEngine(fetchLoader((path) => new URL(path, import.meta.url)));
 *     const result = await engine.search({ query: "long context author:lewis", typing: true });
 *     result.total; result.docs[0].title; await engine.facets(result); await engine.docs(result, 10, 10);
 *
 * Nothing here touches the page, so that it runs in a worker (browser/worker.js) and in the tests, too. Browsers get
 * the modules of this folder joined into one file of this name (see scripts.py).
 */

import { CJK, CJK_CHARACTER, compact, fold, forms, isOneEdit, words } from "./fold.js";
import { ID, idOf, parse } from "./query.js";
import { decode, fetchLoader } from "./files.js";
import { Index } from "./index.js";
import { passOf, passOfDocs, passOfPhrase } from "./match.js";
import { breather, combine, evaluate, sorted } from "./rank.js";
import { Facets } from "./facets.js";

/** Opens an index: `load(path, version)` gives a file's unpacked bytes. */
async function openEngine(load) {
  const root = JSON.parse(decode(await load("root.bin", "")));
  return new Engine(new Index(load, root));
}

class Engine {
  #index; #facets;

  constructor(index) {
    this.#index = index;
    this.#facets = new Facets(index);
    this.facetNames = this.#facets.names;
  }

  /**
   * All papers of a state, in order, and the first of them.
   *
   * `query`; `typing`, whether its last word may go on; `sort`, `relevance`, `newest`, `oldest` or `title`; `chosen`,
   * facet → `{any: [values], not: [values]}`; `from` and `size` of the page. The result has `total`, `order` (the
   * papers' numbers), `docs` (the page), `full` (how many papers have all words; the others are to fill up),
   * `corrections` (`[word, words taken for it]` pairs), `meanings` (`[word, what it is short for]`), and is what `facets`, `docs` and `marks` take.
   */
  async search({ query = "", typing = false, sort = "relevance", chosen = {}, from = 0, size = 10 } = {}) {
    const index = this.#index, breathe = breather(), ids = ID.test(query) ? await index.keyed(`i${idOf(query)}`) : [];
    const { units, filters } = parse(ids.length ? "" : query, typing);
    const phrases = filters.filter(({ field }) => field === "phrase"), others = filters.filter((one) => !phrases.includes(one));
    const plain = query.trim() && !filters.some(({ field, not }) => not || field !== "phrase");
    const [first, found, passes, picks, titles, days] = await Promise.all([
      ids.length ? ids : plain ? index.keyed(`t${compact(query)}`) : [],
      evaluate(index, units, breathe),
      Promise.all(others.map((filter) => passOf(index, filter))),
      this.#facets.picks(chosen),
      sort === "title" ? index.file("titles/0") : null,
      sort === "newest" || sort === "oldest" ? index.days() : null,
      // fetched with the others, and read later
      ...phrases.flatMap(({ units: own }) => index.files.terms ? own.filter((unit) => !unit.stop).map((unit) => index.placesOf(unit)) : []),
    ]);
    for (const { units: own } of phrases) {
      passes.push(await passOfPhrase(index, own, own.map((unit) => found.tallied.get(unit))));
      others.push({ not: false });
      await breathe();
    }
    if (ids.length) [passes[0], others[0]] = [passOfDocs(index, ids), { not: false }];
    const { score, matched, full } = await combine(index, found, first, passes, others, breathe);
    const order = await sorted(index, matched, score, picks, { sort, titles, days }, breathe);
    const result = { query, sort, chosen, total: order.length, full, order, matched, picks, ...found.said };
    return Object.assign(result, { docs: await this.docs(result, from, size) });
  }

  /** Papers `from` to `from + size` of a result. */
  async docs(result, from = 0, size = 10) {
    return Promise.all(Array.from(result.order.subarray(from, from + size), (doc) => this.doc(doc)));
  }

  /** What is shown of the paper of a number; a title or opening with math is an array (see documents.py). */
  async doc(number) {
    const { block, links: kinds, topics: known } = this.#index;
    const bytes = await this.#index.file(`documents/${Math.floor(number / block)}`);
    const row = JSON.parse(decode(bytes))[number % block];
    const [id, title, authors, people, date, venue, topics, links, opening, state = "", ...awards] = row;
    const has = kinds.filter((_, n) => links & (1 << n));
    const named = topics.map((n) => ({ slug: known[n][0], title: known[n][1] }));
    return { number, id, title, authors, people, date, venue, topics: named, has, opening, state, awards };
  }

  /**
   * Facets of a result, of `facetNames`, which are those that any paper has a value of: name →
   * `[{value, label, count, all, parents, chosen}]`, the values with papers or chosen: topics in the order of their tree,
   * all years from the latest, authors by their papers in the catalog, the others the most frequent first. Counts heed all
   * choices but those of the facet itself; `chosen` is `any`, `not` or empty.
   */
  async facets(result, names = this.facetNames) {
    return this.#facets.count(result, names);
  }

  /** Topics, authors and venues that the words of a query name or begin to: `{topic: [{value, label, count}], …}`. */
  async suggest(query) {
    return this.#facets.named(query);
  }
}

const MARKED = new RegExp(`[${CJK}]|(?:(?![${CJK}])[\\p{L}\\p{N}\\p{M}])+(?:['’-](?:(?![${CJK}])[\\p{L}\\p{N}\\p{M}])+)*(?:\\+\\+|[#*])?`, "gu");

/** A text in pieces, `[[piece, whether it is to be marked], …]`, as a result found it. */
function marks(text, { terms, prefixes }) {
  const found = [...text.matchAll(MARKED)], pieces = [];
  const meant = ({ word }) => terms.has(word) || prefixes.some((prefix) => word.startsWith(prefix));
  const paired = (one, other) => one && other && one.index + one[0].length === other.index && terms.has(fold(one[0] + other[0]));
  let end = 0;
  found.forEach((match, n) => {
    const cjk = CJK_CHARACTER.test(match[0]) && (paired(match, found[n + 1]) || paired(found[n - 1], match));
    if (!cjk && !words(match[0]).some(meant)) return;
    if (match.index > end) pieces.push([text.slice(end, match.index), false]);
    pieces.push([match[0], true]);
    end = match.index + match[0].length;
  });
  return end < text.length ? [...pieces, [text.slice(end), false]] : pieces;
}

export { compact, fetchLoader, fold, forms, isOneEdit, marks, openEngine, parse, words };
