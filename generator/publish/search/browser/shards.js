/* A catalog on several sites: where what lies. The same function as in publish/shards.py, which says what is dealt out. */

/** The address of this site, with a slash at its end, wherever it is published. */
export const ROOT = new URL("../", import.meta.url).href;

// filled in where a catalog is built as several sites: the number of this one, and the addresses of all
const OWN = 0, SHARDS = [];

const DEALT = /^(?:(?:papers|authors|topics|venues|years)\/(?!index\.)|changes\/\d|catalog\.|search-index\/.*\/|search-scripts\/ids-)/;
const STEM = /^(?:[^/]*\/)*[^/.]*(?:\.\d[^/.]*)*/;

/** The number of the site, from 1 to `count`, that has what lies at an address. */
export function shardOf(path, count) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(STEM.exec(path)[0])) hash = Math.imul(hash ^ byte, 0x01000193);
  return ((hash >>> 0) % count) + 1;
}

/** Where a file of the catalog lies: `at("papers/lory-2024.html")`. */
export function at(path) {
  const shard = SHARDS.length && DEALT.test(path) ? shardOf(path, SHARDS.length) : OWN;
  return (shard === OWN ? ROOT : SHARDS[shard - 1]) + path;
}

/** The path that all sites of a catalog go by on a host that has several: that of the first. */
export const HOME = new URL(SHARDS[0] ?? ROOT).pathname;
