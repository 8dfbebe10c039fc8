/*
 * Takes requests that are plain data and gives the engine's answers, which are. It is a worker, so that a large catalog
 * never holds up the page, and a module, for browsers that allow none.
 */

import { at } from "./shards.js";

const file = (path) => at(`search-index/${path}`);
let opening = null;
let last = { key: "", result: null };

/** The engine's code and the root of its index are fetched at once: each round trip counts. */
async function open() {
  const root = fetch(file("root.bin"), { cache: "no-cache" });
  root.catch(() => null);
  const { fetchLoader, marks, openEngine } = await import("../search-index/engine.js");
  return Object.assign(await openEngine(fetchLoader(file, root)), { marks });
}

/** The open index, fetched once; a failure is tried again with the next request. */
function engine() {
  opening ??= open();
  opening.catch(() => (opening = null));
  return opening;
}

async function find({ query = "", facets = {}, sort = "relevance", offset = 0, limit = 10 }) {
  const opened = await engine();
  const result = await opened.search({ query, typing: !query.endsWith(" "), sort, chosen: facets, from: offset, size: limit });
  last = { key: JSON.stringify([query, facets]), result };
  return result;
}

/** A paper as it is shown: `title`, `authors` and `opening` in pieces `[text, "" | "mark" | "math", MathML]`. */
function hit(doc, result, marks) {
  const pieces = (text) => [text].flat().flatMap((part) => (typeof part === "string"
    ? marks(part, result).map(([piece, found]) => [piece, found ? "mark" : ""])
    : [[part[0], "math", part[1]]]));
  const title = pieces(doc.title);
  return { ...doc, name: title.map(([text]) => text).join(""), title, authors: doc.authors.map(pieces), opening: pieces(doc.opening) };
}

/**
 * `search`: `{total, partial, corrections, meanings, hits}`; `suggest`: see the engine. `facets`: of what the same request finds, facet → its values, or
 * null for a facet that is not among its `names`, so that a reader who does not look fetches nothing.
 */
export async function answer(kind, request) {
  if (kind === "search") {
    const result = await find(request), { marks } = await engine();
    const { corrections, meanings } = result;
    return { total: result.total, partial: result.full < result.total, corrections, meanings, hits: result.docs.map((doc) => hit(doc, result, marks)) };
  }
  if (kind === "suggest") return (await engine()).suggest(request.query);
  if (last.key !== JSON.stringify([request.query ?? "", request.facets ?? {}])) await find({ ...request, limit: 0 });
  const opened = await engine();
  const counted = await opened.facets(last.result, request.names);
  return Object.fromEntries(opened.facetNames.map((name) => [name, counted[name] ?? null]));
}

if (globalThis.WorkerGlobalScope) {
  addEventListener("message", async ({ data: { number, kind, request } }) => {
    try {
      postMessage({ number, value: await answer(kind, request) });
    } catch (error) {
      postMessage({ number, error: String(error) });
    }
  });
}
