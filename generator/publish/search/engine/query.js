/** What a reader types, taken apart: words to look up, and filters. */

import { CJK_CHARACTER, STOP, words } from "./fold.js";

const FIELDS = ["author", "year", "topic", "venue", "has", "id", "title"];
const PIECE = new RegExp(`(-?)(?:(${FIELDS.join("|")}):)?(?:["“”]([^"“”]*)["“”]?|(\\S+))`, "giu");

/** A pasted abstract is cut. */
const MOST_WORDS = 32;

/**
 * What a query asks for. `attention -vision "long context" author:lewis year:2023-2024` becomes
 * `{units, filters}`: units are words and score; filters only let papers pass or, where `not`, none of theirs.
 */
export function parse(query, typing = false) {
  const units = [], filters = [];
  for (const piece of query.matchAll(PIECE)) {
    const [all, minus, field, quoted, bare] = piece;
    const text = quoted ?? bare, not = minus === "-";
    const last = typing && piece.index + all.length === query.length;
    if (field) filters.push({ field: field.toLowerCase(), value: text, not });
    else if (not) filters.push({ field: "text", value: text, not });
    else {
      const quote = (unit) => ({ ...unit, quoted: true }), left = MOST_WORDS - units.length;
      const own = (quoted === undefined ? unitsOf(text, last) : unitsOf(text, false, false).map(quote)).slice(0, left);
      if (quoted !== undefined && own.length > 1) filters.push({ field: "phrase", units: own, not });
      units.push(...own);
    }
  }
  return { units, filters };
}

/** The words of a text as things to look up: of a CJK run its pairs, of a hyphenated word the joined one. */
export function unitsOf(text, prefix, joined = true) {
  const found = words(text), units = [];
  for (let n = 0; n < found.length; n++) {
    const { word, at, parts } = found[n];
    const cjk = CJK_CHARACTER.test(word);
    if (parts && !joined) continue;
    const single = cjk && Array.from(word).length === 1;
    if (single && (found[n + 1]?.at === at || (n && found[n - 1].at === at - 1 && found[n - 1].word.endsWith(word)))) continue;
    units.push({ word, at, stop: STOP.has(word), cjk, prefix: false, parts: null });
    if (parts) {
      units.at(-1).parts = found.slice(n + 1, n + 1 + parts).map((part) => part.word);
      n += parts;
    }
  }
  if (prefix && units.length && !units.at(-1).cjk) units.at(-1).prefix = true;
  return units;
}

/** What may be an id, and then is looked up before anything else. */
export const ID = /^\s*(?:(?:arxiv|doi):?\s+)?\S*\d\S*\s*$/i;

/**
 * An id as its key has it: `https://arxiv.org/abs/2309.16039v2`, `arXiv:2309.16039` and the DOI that arXiv gives it,
 * `10.48550/arXiv.2309.16039`, are `2309.16039`.
 */
export function idOf(text) {
  const path = text.trim().toLowerCase().replace(/^(?:https?:\/\/)?(?:www\.)?((dx\.)?doi\.org|arxiv\.org\/(abs|pdf|html))\//, "");
  return path.replace(/^(arxiv|doi):?\s*/, "").replace(/^10\.48550\/arxiv\./, "").replace(/^(\d{4}\.\d{4,5}|[a-z-]+(\.[a-z]{2})?\/\d{7})v\d+(\.pdf)?$/, "$1");
}
