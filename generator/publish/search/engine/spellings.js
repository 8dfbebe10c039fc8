/**
 * One word in several spellings: `long-context`, `long context` and `longcontext` find the same papers, and `moe` those
 * that write it out.
 */

import { STOP } from "./fold.js";
import { passOfPhrase, tally } from "./match.js";
import { unitsOf } from "./query.js";

/** What it counts that words stand joined or in parts where the query has them otherwise, or are spelled out. */
const AS_JOINED = 0.9, AS_PARTS = 0.9, AS_MEANING = 0.6;
const PLAIN = /^[a-z0-9]+$/, NUMBERED = /^([a-z]{2,})(\d{1,3})$/;
const LEAST_LETTERS = 5, MOST_LETTERS = 24;

const isPlain = (unit) => !unit.quoted && !unit.parts && !unit.cjk && PLAIN.test(unit.word);

/** The postings of each two neighbours of a query as one word: `[[first unit, postings], …]`. */
export async function joinedWords(index, units) {
  const pairs = units.slice(0, -1).flatMap((unit, n) => {
    const next = units[n + 1], joined = unit.word + next.word;
    return isPlain(unit) && isPlain(next) && !unit.stop && !next.stop && joined.length <= MOST_LETTERS ? [[unit, next, joined]] : [];
  });
  return Promise.all(pairs.map(async ([unit, next, joined]) => {
    const found = await Promise.all([index.both(joined), next.prefix ? index.beginning(joined) : []]);
    return [unit, found.flat().map((one) => ({ ...one, weight: one.weight * AS_JOINED, how: one.how === "exact" ? "join" : one.how }))];
  }));
}

/** How else a word is written: `{parts: [words]}` as it is typed or as the texts have it, or `{meaning: [words]}`. */
export async function otherWay(index, unit) {
  if (unit.parts) return { parts: unit.parts };
  if (!isPlain(unit) || unit.stop) return null;
  const [, letters, number] = NUMBERED.exec(unit.word) ?? [];
  return await index.spelling(unit.word) ?? (letters ? { parts: [letters, number] } : null);
}

/** Parts of a word that nothing holds, which stand side by side in a title: `deepseek` in `Deep Seek`. */
export async function divided(index, { word, quoted }) {
  if (quoted || !/^[a-z]+$/.test(word) || word.length < LEAST_LETTERS || word.length > MOST_LETTERS) return null;
  const ways = Array.from({ length: word.length - 3 }, (_, n) => [word.slice(0, n + 2), word.slice(n + 2)]);
  const known = async (way, n) => (STOP.has(way[n]) ? [] : index.exact(way[n]));
  const heads = await Promise.all(ways.map((way) => known(way, 0)));
  const tails = await Promise.all(ways.map((way, n) => (heads[n].length ? known(way, 1) : [])));
  let best = null, most = 0;
  for (const [n, parts] of ways.entries()) {
    if (!tails[n].length) continue;
    const count = besides([heads[n], tails[n]].map((postings) => tally(index, postings))).reduce((sum, yes) => sum + yes, 0);
    if (count > most) [best, most] = [{ parts }, count];
  }
  return best;
}

/** The tallies of the parts that say something: long texts are not searched for `of` and `the`. */
export function needed(parts, all) {
  const said = all.filter((_, n) => !STOP.has(parts[n]));
  return said.length ? said : all;
}

/** Which titles have the words of all tallies side by side, a byte a paper. */
export function besides(all) {
  return Uint8Array.from(all[0].title, (_, doc) => (all.reduce((mask, own, n) => mask & (own.title[doc] >>> n), ~0) ? 1 : 0));
}

/** Adds the papers that write a word in another way to its tally; `beside` says which titles have its parts together. */
export async function withOther(index, own, { parts, meaning }) {
  if (meaning) return withMeaning(index, own, meaning);
  const all = await Promise.all(parts.map(async (part) => tally(index, await index.both(part))));
  const beside = besides(all), said = needed(parts, all);
  for (let doc = 0; doc < index.papers; doc++) {
    if (!said.every(({ score }) => score[doc])) continue;
    const value = (AS_PARTS * said.reduce((sum, { score }) => sum + score[doc], 0)) / said.length;
    add(own, doc, value, said.every(({ title }) => title[doc]) ? said.reduce((mask, { title }) => mask | title[doc], 0) : 0);
    own.author[doc] |= said.reduce((mask, { author }) => mask & author[doc], ~0);
  }
  return { ...own, beside };
}

async function withMeaning(index, own, meaning) {
  const units = unitsOf(meaning.join(" "), false, false), said = units.filter(({ stop }) => !stop);
  const all = new Map(await Promise.all(units.map(async (unit) => [unit, tally(index, await index.both(unit.word))])));
  const pass = await passOfPhrase(index, units, units.map((unit) => all.get(unit)));
  for (let doc = 0; doc < index.papers; doc++) {
    if (!pass[doc]) continue;
    const value = said.reduce((sum, unit) => sum + all.get(unit).score[doc], 0) / said.length;
    add(own, doc, AS_MEANING * value, said.every((unit) => all.get(unit).title[doc]) ? all.get(said[0]).title[doc] : 0);
  }
  return { ...own, meant: said.map(({ word }) => word) };
}

function add(own, doc, value, title) {
  if (!own.score[doc]) own.count++;
  own.score[doc] = Math.max(own.score[doc], value);
  own.title[doc] |= title;
}

/**
 * How nearly a title has the one word that a query is: 2 as it is spelled there, 1 in another spelling. A query of two
 * words is one where some text joins them; null where it is none.
 */
export function spelled(used, tallied, joined) {
  const [first, second, third] = used.map((unit) => ({ unit, ...tallied.get(unit) }));
  if (!first || third) return null;
  if (!second) {
    const { unit, whole, beside = [] } = first;
    return whole.map((place, doc) => (place && !beside[doc] === !unit.parts ? 2 : place || beside[doc] ? 1 : 0));
  }
  const [pair] = joined;
  if (!pair || pair[0] !== first.unit || !pair[2]) return null;
  const beside = besides([{ title: first.whole }, { title: second.whole }]);
  return beside.map((yes, doc) => (yes && !pair[2].title[doc] ? 2 : yes || pair[2].title[doc] ? 1 : 0));
}
