/* The engine as the views ask it: started with the first query, in a worker where the browser allows one. */

let ask = null;

/** A function `(kind, request) → promise` that asks the worker. */
function start() {
  let worker;
  try {
    worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  } catch {
    return inPage;
  }
  const waiting = new Map();
  let asked = 0;
  worker.addEventListener("message", ({ data: { number, value, error } }) => {
    const { request, resolve, reject, kind } = waiting.get(number);
    waiting.delete(number);
    if (error) reject(new Error(`${kind} ${JSON.stringify(request)}: ${error}`));
    else resolve(value);
  });
  worker.addEventListener("error", () => { // it could not be loaded: the page does the work
    ask = inPage;
    for (const { kind, request, resolve, reject } of waiting.values()) inPage(kind, request).then(resolve, reject);
    waiting.clear();
  });
  return (kind, request) => new Promise((resolve, reject) => {
    waiting.set(++asked, { kind, request, resolve, reject });
    worker.postMessage({ number: asked, kind, request });
  });
}

async function inPage(kind, request) {
  const { answer } = await import("./worker.js");
  return answer(kind, request);
}

function asked(kind, request) {
  ask ??= start();
  return ask(kind, request);
}

/** `{query, facets, sort, offset, limit}` → `{total, partial, corrections, meanings, hits}`. */
const search = (request) => asked("search", request);

/** Facet → `[{value, label, count, parents, chosen}]` of the papers that the same request finds; null if not in `names`. */
const facets = (request) => asked("facets", request);

/** `{query}` → topics, authors and venues of that name, facet → `[{value, label, count}]`. */
const suggest = (request) => asked("suggest", request);

export const client = { search, facets, suggest };
