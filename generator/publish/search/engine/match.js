/** Which papers hold a word or pass a filter. A pass is a byte a paper: 1 where it passes. */

import { words } from "./fold.js";
import { idOf, unitsOf } from "./query.js";
import { placesOf } from "./files.js";

const PREFIX_IMPACT = 0.5;

const idf = (docs, count) => Math.log(1 + (docs - count + 0.5) / (count + 0.5));

/**
 * What postings say of each paper: `{score, title, author, whole, count}`, all but the last one number a paper; `whole`
 * are the places in the title of the very word that was asked for.
 */
export function tally(index, postings) {
  const score = new Float32Array(index.papers), title = new Uint32Array(index.papers);
  const author = new Uint32Array(index.papers), whole = new Uint32Array(index.papers);
  // all postings together are as rare as their sum, so that no odd word outweighs the one that was asked for
  let text = 0, names = 0;
  for (const { shard, n } of postings) {
    text += shard.counts[3 * n] + shard.counts[3 * n + 2];
    names += shard.counts[3 * n + 1];
  }
  const worth = [text, names, text].map((size) => idf(index.papers, Math.min(index.papers, size)));
  for (const { shard, n, how, weight, shift = 0 } of postings) {
    const values = worth.map((most, section) =>
      index.levels[section].map((level) => most * weight * (how === "wide" ? PREFIX_IMPACT : level)));
    shard.each(n, (section, doc, impact, place) => {
      const value = values[section][impact];
      if (score[doc] < value) score[doc] = value;
      if (section === 0 && how === "exact") whole[doc] |= 1 << place;
      if (section === 0) title[doc] |= 1 << (place + shift);
      else if (section === 1) author[doc] |= 1 << place;
    });
  }
  return { score, title, author, whole, count: countIn(score) };
}

/** How many papers have a number. */
export function countIn(numbers) {
  let count = 0;
  for (let doc = 0; doc < numbers.length; doc++) if (numbers[doc]) count++;
  return count;
}

/** Those of the very words, without their other forms. */
const tallies = (index, units) => Promise.all(units.map(async (unit) => tally(index, await index.exact(unit.word))));

/** The papers that a filter of the query names, whether it wants them or not. */
export async function passOf(index, { field, value }) {
  const units = unitsOf(value, false, false);
  if (field === "text" && units.length > 1) return passOfPhrase(index, units, await tallies(index, units));
  if (field === "year") return passOfYears(index, value);
  if (field === "id") return passOfDocs(index, await index.keyed(`i${idOf(value)}`));
  if (field === "author" || field === "title") return passOfWords(index, value, field);
  const slug = words(value).filter(({ parts }) => !parts).map(({ word }) => word).join("-");
  const term = field === "text" ? units[0]?.word ?? "" : `${field}:${slug}`;
  const pass = new Uint8Array(index.papers);
  for (const { shard, n } of await index.exact(term)) shard.each(n, (_, doc) => (pass[doc] = 1));
  return pass;
}

export function passOfDocs(index, docs) {
  const pass = new Uint8Array(index.papers);
  for (const doc of docs) pass[doc] = 1;
  return pass;
}

/** Papers that have all words in the title, or in one author's name. */
export async function passOfWords(index, value, section) {
  const all = await tallies(index, unitsOf(value, false, false));
  const pass = new Uint8Array(index.papers);
  for (let doc = 0; doc < index.papers && all.length; doc++) {
    let mask = ~0;
    for (const own of all) mask = section === "author" ? mask & own.author[doc] : own.title[doc] && mask;
    pass[doc] = mask ? 1 : 0;
  }
  return pass;
}

/** `2023`, `2021-2023`, `2021-` or `-2019`: papers lie by year, the latest first. */
export function passOfYears(index, value) {
  const [, from, range, to] = /^(\d{4})?(\.\.|-|–)?(\d{4})?$/.exec(value) ?? [];
  const low = Number(from ?? 0), high = Number(range ? to ?? 9999 : from ?? -1);
  const pass = new Uint8Array(index.papers);
  for (const { year, first, end } of index.years) if (year >= low && year <= high) pass.fill(1, first, end);
  return pass;
}

/** Papers that have the words side by side: in the title, in one author's name, or in one of the other texts. */
export async function passOfPhrase(index, units, all) {
  const pass = new Uint8Array(index.papers), start = units[0]?.at ?? 0;
  const body = await bodyTest(index, units.filter((unit) => !unit.stop));
  for (let doc = 0; doc < index.papers && all.length; doc++) {
    let title = ~0, author = ~0;
    units.forEach((unit, n) => {
      title &= all[n].title[doc] >>> (unit.at - start);
      author &= all[n].author[doc];
    });
    pass[doc] = title || author || body?.(doc) ? 1 : 0;
  }
  return pass;
}

/** A test whether a paper's texts other than the title hold the words at these distances; stop words are not there. */
async function bodyTest(index, units) {
  if (!units.length || !index.files.terms) return null;
  const lists = await Promise.all(units.map(async (unit) => {
    const [shard, bytes] = await Promise.all([index.shardOf(unit), index.placesOf(unit)]);
    return shard.number.has(unit.word) ? placesOf(shard, bytes, shard.number.get(unit.word)) : new Map();
  }));
  return (doc) => {
    if (lists.some((list) => !list.has(doc))) return false;
    const [first, ...rest] = lists.map((list) => list.get(doc));
    return first.some((at) => rest.every((list, n) => list.includes(at + units[n + 1].at - units[0].at)));
  };
}
