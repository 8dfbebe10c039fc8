/* The engine's desk: takes requests that are plain data and gives answers that are, in a worker or in the page. */

import { fetchLoader, openEngine } from "../search-index/engine.js";

let opening = null;
let last = { key: "", result: null };

/** The open index, fetched once; a failure is tried again with the next request. */
function engine() {
  opening ??= openEngine(fetchLoader(new URL("../search-index/", import.meta.url)));
  opening.catch(() => (opening = null));
  return opening;
}

async function find({ query = "", facets = {}, sort = "relevance", offset = 0, limit = 10 }) {
  const opened = await engine();
  const result = await opened.search({ query, typing: !query.endsWith(" "), sort, chosen: facets, from: offset, size: limit });
  last = { key: JSON.stringify([query, facets]), result };
  return result;
}

/** `search`: `{total, full, docs, terms, prefixes}`; `facets`: facet → its values, of what the same request finds. */
export async function answer(kind, request) {
  if (kind === "search") {
    const { total, full, docs, terms, prefixes } = await find(request);
    return { total, full, docs, terms, prefixes };
  }
  if (last.key !== JSON.stringify([request.query ?? "", request.facets ?? {}])) await find({ ...request, limit: 0 });
  return (await engine()).facets(last.result);
}
