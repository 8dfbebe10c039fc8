/** An open index: its files, each fetched once, and the terms that are looked up in them. */

import { forms, isOneEdit, reverse } from "./fold.js";
import { Shard, Varints, checksum, decode, fileOf, unfront } from "./files.js";

/** What words count that are its plural, that only begin as the one asked for, or that differ by one letter. */
const AS_FORM = 0.4, AS_PREFIX = 0.8, AS_TYPO = 0.5;
const WIDE = 3, MOST_CORRECTIONS = 4;

/** The files that a root names. Postings are `{shard, n, term, how, weight}`: where those of a term are, and its worth. */
export class Index {
  #load; #files = new Map(); #shards = new Map();

  constructor(load, root) {
    Object.assign(this, root);
    for (const part of ["terms", "prefixes", "words", "sdrow"]) {
      const divided = root.files[part];
      this.files[part] = Array.isArray(divided) ? unfront(divided) : divided ? [] : null;
    }
    let first = 0;
    this.years = root.years.map(([year, count]) => ({ year, first, end: (first += count) }));
    this.levels = root.scales.map(([low, high, count]) =>
      Float64Array.from({ length: count + 1 }, (_, level) => low + ((high - low) * (level - 1)) / (count - 1)));
    this.#load = load;
  }

  /** A file's bytes, fetched once; one that failed is asked for again. */
  file(path) {
    if (!this.#files.has(path)) {
      const loading = this.#load(`${path}.bin`, this.version);
      this.#files.set(path, loading);
      loading.catch(() => this.#files.delete(path));
    }
    return this.#files.get(path);
  }

  async shard(part, n) {
    const path = `${part}/${n}`;
    const bytes = await this.file(path);
    if (!this.#shards.has(path)) this.#shards.set(path, new Shard(bytes));
    return this.#shards.get(path);
  }

  /** The shard that holds a term, if any does. */
  shardOf({ word }) {
    return this.shard("terms", fileOf(this.files.terms, word));
  }

  /** The places that belong to that shard. */
  placesOf({ word }) {
    return this.file(`places/${fileOf(this.files.terms, word)}`);
  }

  /** The postings of a term; none where nothing holds it. */
  async exact(term, how = "exact", weight = 1) {
    if (!this.files.terms) return [];
    const shard = await this.shardOf({ word: term }), n = shard.number.get(term);
    return n === undefined ? [] : [{ shard, n, term, how, weight }];
  }

  /** Those of a term and of its other number. */
  async both(term) {
    const all = [this.exact(term), ...forms(term).map((form) => this.exact(form, "form", AS_FORM))];
    return (await Promise.all(all)).flat();
  }

  /** Other spellings of a term (see spellings.py): `{parts}`, or `{meaning}`, the words it is short for; else null. */
  async spelling(word) {
    if (!this.files.terms) return null;
    const words = (await this.shardOf({ word })).spellings.get(word);
    if (!words) return null;
    if (!/^[\d,]+$/.test(words[0])) return { meaning: words };
    const ends = [0, ...words[0].split(",").map(Number), word.length];
    return { parts: ends.slice(1).map((end, n) => word.slice(ends[n], end)) };
  }

  /** The postings of all terms that begin so, besides the term itself. */
  async beginning(prefix) {
    if (!this.files.terms) return [];
    const first = fileOf(this.files.terms, prefix), last = fileOf(this.files.terms, prefix + "\uffff");
    if (last - first + 1 > WIDE) {
      const shard = await this.shard("prefixes", fileOf(this.files.prefixes, prefix)), n = shard.number.get(prefix);
      return n === undefined ? [] : [{ shard, n, term: `${prefix}*`, how: "wide", weight: AS_PREFIX }];
    }
    const shards = await Promise.all(Array.from({ length: last - first + 1 }, (_, n) => this.shard("terms", first + n)));
    return shards.flatMap((shard) => shard.terms.flatMap((found, n) =>
      found.startsWith(prefix) && !found.includes(":") ? [{ shard, n, term: found, how: "prefix", weight: AS_PREFIX }] : []));
  }

  /** The postings of a unit of the query (see query.js). */
  async postings(unit) {
    const [exact, more] = await Promise.all([
      unit.quoted ? this.exact(unit.word) : this.both(unit.word),
      unit.prefix ? this.beginning(unit.word) : [],
    ]);
    return [...exact, ...more.filter(({ term }) => !exact.some((posting) => posting.term === term))];
  }

  /** The postings of the words that a mistyped one may have meant, the most frequent first. */
  async corrections(unit) {
    const candidates = new Map(), { word } = unit;
    const half = Math.max(2, (word.length - 1) >> 1), rest = Math.max(2, word.length - 1 - half);
    await Promise.all([["words", word.slice(0, half)], ["sdrow", reverse(word).slice(0, rest)]].map(async ([part, beginning]) => {
      if (!this.files[part]) return;
      const first = fileOf(this.files[part], beginning), last = Math.min(first + WIDE, fileOf(this.files[part], beginning + "\uffff"));
      const files = await Promise.all(Array.from({ length: last - first + 1 }, (_, n) => this.file(`${part}/${first + n}`)));
      for (const lines of files.map((bytes) => decode(bytes).split("\n"))) {
        const known = unfront(lines.map((line) => line.slice(1)));
        known.forEach((entry, n) => {
          if (!entry.startsWith(beginning)) return;
          const meant = part === "words" ? entry : reverse(entry);
          if (isOneEdit(word, meant)) candidates.set(meant, lines[n].charCodeAt(0));
        });
      }
    }));
    const best = [...candidates].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_CORRECTIONS);
    const weight = (frequency) => (AS_TYPO * (frequency - 95)) / (best[0][1] - 95);
    return (await Promise.all(best.map(([term, frequency]) => this.exact(term, "typo", weight(frequency))))).flat();
  }

  /** The papers with a key (see keys.py). */
  async keyed(key) {
    if (!this.files.keys) return [];
    const [crc, length] = checksum(key), found = [];
    const numbers = new Varints(await this.file(`keys/${Math.floor((crc * this.files.keys) / 2 ** 32)}`));
    for (let sum = 0; numbers.at < numbers.bytes.length; ) {
      sum += numbers.next();
      const same = numbers.next() === length, doc = numbers.next();
      if (sum === crc && same) found.push(doc);
    }
    return found;
  }

  /** When each paper first appeared (see documents.py): a number that grows from day to day, 0 where that is not known. */
  async days() {
    const days = new Uint32Array(this.papers), numbers = new Varints(await this.file("days/0"));
    for (let doc = 0, day = 0; doc < this.papers;) {
      const count = numbers.next(), step = numbers.next();
      day += step % 2 ? (step + 1) / 2 : -step / 2;
      days.fill(day, doc, doc += count);
    }
    return days;
  }
}
