/* The engine as the views use it: fetched with the first query, and asked with what the address of the page says. */

import { ROOT } from "./dom.js";

let loading = null;
let last = { key: "", result: null };

/** The module and the open index, fetched once; a failure is tried again with the next query. */
function engine() {
  loading ??= import("../search-index/engine.js").then(async (module) => ({
    marks: module.marks,
    engine: await module.openEngine(module.fetchLoader(new URL("search-index/", ROOT))),
  }));
  loading.catch(() => (loading = null));
  return loading;
}

/** `{query, facets, sort, offset, limit}` → `{total, partial, hits, mark}`; `mark(text)` is `[[piece, found], …]`. */
async function search({ query = "", facets = {}, sort = "relevance", offset = 0, limit = 10 }) {
  const { engine: opened, marks } = await engine();
  const result = await opened.search({ query, typing: !query.endsWith(" "), sort, chosen: facets, from: offset, size: limit });
  last = { key: JSON.stringify([query, facets]), result };
  const hits = result.docs.map((doc) => ({ ...doc, year: doc.date.slice(0, 4) }));
  return { total: result.total, partial: result.full < result.total, hits, mark: (text) => marks(text, result) };
}

/** Facet → `[{value, label, count, parents, chosen}]` of the papers that the same query finds. */
async function facets({ query = "", facets: chosen = {}, sort }) {
  if (last.key !== JSON.stringify([query, chosen])) await search({ query, facets: chosen, sort, limit: 0 });
  const { engine: opened } = await engine();
  return opened.facets(last.result);
}

export const finder = { search, facets };
