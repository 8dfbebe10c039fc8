/** What the words of a query find together, and in which order. */

import { STOP } from "./fold.js";
import { tally } from "./match.js";

/** A set smaller than this is filled up with papers that lack one of three words or more, and rare words may be typos. */
const FEW = 5;
/** What it counts that neighbours in the query are neighbours in the title, or one author's, or all in title or names. */
const BESIDE = 0.35, SAME_AUTHOR = 4, ALL_IN_HEAD = 2;
const SLICE = 12;

const clock = () => globalThis.performance?.now() ?? Date.now();

/** Lets the page breathe where work has lasted. */
export function breather() {
  let since = clock();
  return async () => {
    if (clock() - since > SLICE) {
      await new Promise((done) => (globalThis.setTimeout ?? queueMicrotask)(done));
      since = clock();
    }
  };
}

/** What each unit finds; where that is little, with words that a mistyped one may have meant. */
export async function evaluate(index, units, breathe) {
  const postings = new Map();
  const look = async (unit) => {
    const [own, ...parts] = await Promise.all([index.postings(unit), ...(unit.parts ?? []).map((part) => index.both(part))]);
    postings.set(unit, own);
    return parts.length && !own.length ? unit.parts.map((word, n) => {
      const part = { ...unit, word, parts: null, prefix: false, stop: STOP.has(word) };
      postings.set(part, parts[n]);
      return part;
    }) : [unit];
  };
  const used = (await Promise.all(units.map(look))).flat(), tallied = new Map();
  for (const unit of used) {
    tallied.set(unit, tally(index, postings.get(unit)));
    await breathe();
  }
  const needed = used.filter((unit) => !unit.stop), required = needed.length ? needed : used;
  const all = countOf(index, required, tallied);
  const corrections = await Promise.all(required.map(async (unit) => {
    const { count } = tallied.get(unit);
    const doubtful = count === 0 || (required.length > 1 && (all === 0 || (all < FEW && count <= 2)));
    if (!doubtful || unit.quoted || unit.cjk || unit.word.length < 4) return null;
    const meant = await index.corrections(unit);
    if (!meant.length) return null;
    postings.get(unit).push(...meant);
    tallied.set(unit, tally(index, postings.get(unit)));
    return [unit.word, meant.map(({ term }) => term)];
  }));
  const whole = used.flatMap((unit) => postings.get(unit)).filter(({ how }) => how !== "prefix" && how !== "wide");
  const prefixes = used.filter((unit) => unit.prefix).map((unit) => unit.word);
  const said = { corrections: corrections.filter(Boolean), terms: new Set(whole.map(({ term }) => term)), prefixes };
  return { used, required, tallied, said };
}

/** How many papers all of the units find. */
function countOf(index, units, tallied) {
  const scores = units.map((unit) => tallied.get(unit).score);
  let count = 0;
  for (let doc = 0; doc < index.papers; doc++) if (scores.every((score) => score[doc])) count++;
  return count;
}

/** Scores and the papers that match: those with all words, and where they are few, those with nearly all. */
export async function combine(index, { used, required, tallied }, first, passes, filters, breathe) {
  const score = new Float64Array(index.papers), has = new Uint8Array(index.papers);
  const all = used.map((unit) => ({ unit, ...tallied.get(unit) }));
  for (const { unit, score: own } of all) {
    const one = required.includes(unit) ? 1 : 0;
    for (let doc = 0; doc < index.papers; doc++) {
      if (!own[doc]) continue;
      score[doc] += own[doc];
      has[doc] += one;
    }
    await breathe();
  }
  const least = leastOf(has, required.length), matched = new Uint8Array(index.papers);
  let full = 0;
  for (let doc = 0; doc < index.papers; doc++) {
    if (has[doc] < least) continue;
    matched[doc] = 1;
    score[doc] += nearness(all, doc) + 1000 * has[doc];
  }
  for (const doc of first) [matched[doc], score[doc], has[doc]] = [1, 1e6, required.length];
  passes.forEach((pass, n) => {
    for (let doc = 0; doc < index.papers; doc++) matched[doc] &= pass[doc] ^ (filters[n].not ? 1 : 0);
  });
  for (let doc = 0; doc < index.papers; doc++) full += matched[doc] && has[doc] === required.length ? 1 : 0;
  await breathe();
  return { score, matched, full };
}

/** How many of the required words a paper must have, so that a few papers have them; `has` says how many each has. */
function leastOf(has, required) {
  const byCount = new Uint32Array(required + 1), half = Math.ceil(required / 2);
  for (const count of has) byCount[count]++;
  let least = required;
  for (let sum = byCount[least]; sum < (least > 2 ? FEW : 1) && least > half; sum += byCount[least]) least--;
  return least;
}

/** What it adds to a paper's score that words of the query stand together in it as they do in the query. */
function nearness(all, doc) {
  let sum = 0, head = 0, complete = all.length > 1;
  for (let n = 0; n < all.length; n++) {
    const own = all[n], next = all[n + 1];
    if (own.title[doc] || own.author[doc]) head += own.score[doc];
    else if (!own.unit.stop) complete = false;
    if (!next || !own.score[doc] || !next.score[doc]) continue;
    const less = Math.min(own.score[doc], next.score[doc]);
    if ((own.title[doc] << 1) & next.title[doc]) sum += BESIDE * less;
    if (own.author[doc] & next.author[doc]) sum += SAME_AUTHOR * less;
  }
  return sum + (complete ? ALL_IN_HEAD * head : 0);
}

/** The numbers of the papers that match and are not ruled out by a choice, in order. */
export async function sorted(index, matched, score, picks, { sort, titles, days }, breathe) {
  let count = 0;
  const keys = new Float64Array(index.papers);
  for (let doc = 0; doc < index.papers; doc++) {
    if (!matched[doc] || picks.some(({ pass }) => !pass[doc])) continue;
    let place = 0;
    if (sort === "relevance") place = -Math.round(score[doc] * 1000);
    else if (sort === "newest") place = -days[doc];
    else if (sort === "oldest") place = days[doc] || 1e6 * 32;
    else if (sort === "title") place = [0, 1, 2].reduce((rank, n) => rank + titles[doc + n * index.papers] * 256 ** n, 0);
    keys[count++] = place * index.papers + doc;
  }
  await breathe();
  return Uint32Array.from(keys.subarray(0, count).sort(), (key) => key - Math.floor(key / index.papers) * index.papers);
}
