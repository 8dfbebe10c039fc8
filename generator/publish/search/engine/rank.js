/** What the words of a query find together, and in which order. */

import { STOP } from "./fold.js";
import { countIn, tally } from "./match.js";
import { divided, joinedWords, needed, otherWay, spelled, withOther } from "./spellings.js";

/** A set smaller than this is filled up with papers that lack one of three words or more, and rare words may be typos. */
const FEW = 5;
/** What it counts that neighbours in the query are neighbours in the title, or one author's, or all in title or names. */
const BESIDE = 0.35, SAME_AUTHOR = 4, ALL_IN_HEAD = 2;
/** More than any word counts: a title that has the one word of a query comes first, as it is spelled there. */
const WHOLE = 100;
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

/** What each unit finds, in whatever spelling; where that is little, with words that a mistyped one may have meant. */
export async function evaluate(index, units, breathe) {
  const postings = new Map(), tallied = new Map(), meanings = [];
  const [looked, pairs] = await Promise.all([Promise.all(units.map((unit) => look(index, unit))), joinedWords(index, units)]);
  const used = looked.flat().map(({ unit, own, other }) => {
    postings.set(unit, own);
    tallied.set(unit, { other });
    return unit;
  });
  const known = new Set();
  for (const [first, found] of pairs.filter(([, found]) => found.length)) {
    const second = used[used.indexOf(first) + 1];
    postings.get(first).push(...found);
    postings.get(second).push(...found.map((one) => ({ ...one, shift: 1 })));
    known.add(first).add(second);
  }
  for (const unit of used) {
    const { other } = tallied.get(unit), own = tally(index, postings.get(unit));
    tallied.set(unit, other ? await withOther(index, own, other) : own);
    if (other?.meaning) meanings.push([unit.word, other.meaning.join(" ")]);
    await breathe();
  }
  const said = used.filter((unit) => !unit.stop), required = said.length ? said : used;
  const corrections = await correct(index, required, postings, tallied, known);
  const joined = pairs.map(([first, found]) => [first, found, found.length ? tally(index, found) : null]);
  const whole = used.flatMap((unit) => postings.get(unit)).filter(({ how }) => how !== "prefix" && how !== "wide");
  const meant = used.flatMap((unit) => [...tallied.get(unit).meant ?? [], ...unit.parts ?? []]);
  const prefixes = used.filter((unit) => unit.prefix).map((unit) => unit.word);
  const heard = { corrections, meanings, terms: new Set([...whole.map(({ term }) => term), ...meant]), prefixes };
  return { used, required, tallied, said: heard, exact: spelled(used, tallied, joined) };
}

/** A unit's postings, and how else it is written; a word in parts that stand together nowhere is its parts. */
async function look(index, unit) {
  const [own, known] = await Promise.all([index.postings(unit), otherWay(index, unit)]);
  const other = known ?? (own.length ? null : await divided(index, unit));
  if (!unit.parts || own.length) return [{ unit, own, other }];
  const parts = await Promise.all(unit.parts.map((part) => index.both(part)));
  const all = needed(unit.parts, parts.map((postings) => tally(index, postings)));
  if (all[0].score.some((_, doc) => all.every(({ score }) => score[doc]))) return [{ unit, own, other }];
  return unit.parts.map((word, n) => ({ unit: { ...unit, word, parts: null, prefix: false, stop: STOP.has(word) }, own: parts[n] }));
}

/** `[word, words taken for it]` pairs of the units that find too little; adds what those find. `known` are spelled right. */
async function correct(index, required, postings, tallied, known) {
  const all = countOf(index, required, tallied);
  const found = await Promise.all(required.map(async (unit) => {
    const { count } = tallied.get(unit);
    const doubtful = count === 0 || (required.length > 1 && (all === 0 || (all < FEW && count <= 2)));
    if (!doubtful || known.has(unit) || unit.quoted || unit.cjk || unit.word.length < 4) return null;
    const meant = await index.corrections(unit);
    if (!meant.length) return null;
    postings.get(unit).push(...meant);
    const own = tally(index, postings.get(unit)), { score } = tallied.get(unit);
    own.score.forEach((value, doc) => (own.score[doc] = Math.max(value, score[doc])));
    tallied.set(unit, { ...tallied.get(unit), ...own, count: countIn(own.score) });
    return [unit.word, meant.map(({ term }) => term)];
  }));
  return found.filter(Boolean);
}

/** How many papers all of the units find. */
function countOf(index, units, tallied) {
  const scores = units.map((unit) => tallied.get(unit).score);
  let count = 0;
  for (let doc = 0; doc < index.papers; doc++) if (scores.every((score) => score[doc])) count++;
  return count;
}

/** Scores and the papers that match: those with all words, and where they are few, those with nearly all. */
export async function combine(index, { used, required, tallied, exact }, first, passes, filters, breathe) {
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
    score[doc] += nearness(all, doc) + 1000 * has[doc] + (exact ? WHOLE * exact[doc] : 0);
  }
  for (const doc of first) [matched[doc], score[doc], has[doc]] = [1, 1e6 + score[doc], required.length];
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
