/**
 * The search of a paper catalog, in a reader's browser: fetches from static files what a query needs.
 *
 *     import { openEngine, fetchLoader } from "./engine.js";
 *     const engine = await openEngine(fetchLoader(new URL("./", import.meta.url)));
 *     const result = await engine.search({ query: "long context author:lewis", typing: true });
 *     result.total; result.docs[0].title; await engine.facets(result); await engine.docs(result, 10, 10);
 *
 * The files and their formats are those of the Python package beside this file; `fold.py` folds words as this does.
 * Nothing here touches the page, so that it runs in a worker (browser/desk.js) and in the tests, too.
 */

// ---------------------------------------------------------------------------------------------- words (see fold.py)

const DROPPED = "\\u00ad\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u200b-\\u200f\\u2060-\\u2064\\u20d0-\\u20ff" +
  "\\ufe00-\\ufe0f\\ufe20-\\ufe2f\\ufeff\\u{e0000}-\\u{e0fff}";
const DIVIDERS = "\\0-&(-,./:-`{-\\u00bf\\u00d7\\u00f7\\u02b0-\\u02ff\\u0374\\u0375\\u037e\\u0387\\u055a-\\u055f\\u0589\\u058a" +
  "\\u05be\\u05c0\\u05c3\\u05f3\\u05f4\\u0600-\\u060f\\u061b-\\u061f\\u066a-\\u066d\\u06d4\\u0964\\u0965\\u0e4f\\u0e5a\\u0e5b" +
  "\\u2000-\\u2bff\\u2e00-\\u2e7f\\u3000-\\u3004\\u3008-\\u3020\\u3030\\u303d-\\u303f\\u3099-\\u309c\\u30a0\\u30fb" +
  "\\ud800-\\uf8ff\\ufd3e\\ufd3f\\ufe10-\\ufe6f\\uff00-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65\\uffe0-\\uffff" +
  "\\u{1f000}-\\u{1faff}";
const CJK = "\\u2e80-\\u2fdf\\u3005-\\u3007\\u3021-\\u3029\\u3031-\\u3035\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u9fff" +
  "\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const LETTERS = {
  "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t",
  "ŋ": "n", "ĸ": "k", "ς": "σ", "\u2010": "-", "\u2012": "-", "\u2013": "-", "\u2212": "-", "\u2018": "'",
  "\u2019": "'", "\u02bc": "'",
};
const STOP = new Set(("a an and are as at be but by can do for from has have in into is it its not of on or our that " +
  "the their them then there these they this those to was we were what when where which while will with").split(" "));
const LONGEST = 32;
const ASCII = /^[\0-\x7f]*$/;
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const DROP = new RegExp(`[${DROPPED}]+`, "gu");
const WORD = new RegExp(`[^${DIVIDERS}'-]+(?:['-]+[^${DIVIDERS}'-]+)*`, "gu");
const RUN = new RegExp(`[${CJK}]+|[^${CJK}]+`, "gu");
const CJK_CHARACTER = new RegExp(`[${CJK}]`, "u");

/** Without case, accents and compatibility forms: `"Łukasz’ Ｆast ﬁt"` becomes `"lukasz' fast fit"`. */
export function fold(text) {
  if (ASCII.test(text)) return text.toLowerCase();
  const letters = text.normalize("NFKD").toLowerCase().replace(LETTER, (letter) => LETTERS[letter]);
  return letters.replace(DROP, "").normalize("NFC");
}

/** The other number of a word, as far as endings tell; what is no word finds nothing. `studies`: `studie`, `study`. */
export function forms(word) {
  const found = new Set(), { length } = word;
  if (length < 3 || !/^[a-z]+$/.test(word)) return [];
  const swap = (ending, ...others) => {
    if (word.endsWith(ending)) for (const other of others) found.add(word.slice(0, length - ending.length) + other);
  };
  if (/[^su]s$/.test(word) && !word.endsWith("is") && length > 3) swap("s", "");
  if (length > 4) swap("es", "", "is");
  if (length > 4) swap("ies", "y");
  if (/([sxz]|[cs]h)$/.test(word)) swap("", "es");
  else swap("", "s");
  if (/[^aeiou]y$/.test(word)) swap("y", "ies");
  swap("sis", "ses");
  swap("ices", "ex", "ix");
  if (/[ie]x$/.test(word)) found.add(word.slice(0, -2) + "ices");
  swap("corpus", "corpora");
  swap("corpora", "corpus");
  return [...found];
}

/** The words of a text as `{word, at, parts}`: `parts` says of how many words that follow a joined one is made. */
export function words(text) {
  const found = [];
  let at = 0;
  const put = (word, parts = 0) => found.push({ word: word.length > LONGEST ? cut(word) : word, at, parts });
  for (const [token] of fold(text).matchAll(WORD)) {
    const parts = token.split(/['-]+/u);
    if (parts.length === 2 && parts[1] === "s" && token.includes("'")) parts.pop();
    if (parts.length > 1 && !CJK_CHARACTER.test(token)) put(parts.join(""), parts.length);
    for (const [run] of parts.flatMap((part) => [...part.matchAll(RUN)])) {
      if (!CJK_CHARACTER.test(run)) {
        put(run);
        at += 1;
        continue;
      }
      const characters = Array.from(run);
      characters.forEach((character, i) => {
        put(character);
        if (i + 1 < characters.length) put(character + characters[i + 1]);
        at += 1;
      });
    }
  }
  return found;
}

const cut = (word) => Array.from(word).slice(0, LONGEST).join("");

/** Letters and digits only, under which all spellings of a title meet. */
export const compact = (text) => (fold(text).match(WORD) ?? []).join("").replace(/['-]/g, "");

// ------------------------------------------------------------------------------------------------------- the query

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
function unitsOf(text, prefix, joined = true) {
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

// --------------------------------------------------------------------------------------------------- reading files

const decode = (bytes) => new TextDecoder().decode(bytes);

/** A cursor over varints. */
class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  next() {
    let value = 0, scale = 1, byte;
    do {
      byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    return value;
  }
  skip(count) {
    for (; count > 0; this.at++) if (this.bytes[this.at] < 128) count--;
  }
}

/** `["acat", "ds", "bow"]` becomes `["cat", "cats", "cow"]`. */
function unfront(coded) {
  let last = "";
  return coded.map((entry) => (last = last.slice(0, entry.charCodeAt(0) - 97) + entry.slice(1)));
}

/** How many of the sorted dividers are not after the word: which of the files between them holds it. */
function fileOf(dividers, word) {
  let low = 0, high = dividers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dividers[middle] <= word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One file of postings (see shards.py). */
class Shard {
  constructor(bytes) {
    const reader = new Reader(bytes);
    const count = reader.next(), end = bytes.indexOf(0, reader.at);
    this.terms = unfront(decode(bytes.subarray(reader.at, end)).split("\n"));
    this.number = new Map(this.terms.map((term, n) => [term, n]));
    reader.at = end + 1;
    this.counts = new Uint32Array(3 * count);
    let rows = 0, placed = 0;
    this.first = new Uint32Array(count);
    this.firstPlaced = new Uint32Array(count);
    for (let n = 0; n < 3 * count; n++) {
      if (n % 3 === 0) [this.first[n / 3], this.firstPlaced[n / 3]] = [rows, placed];
      rows += this.counts[n] = reader.next();
      if (n % 3 < 2) placed += this.counts[n];
    }
    this.gaps = new Uint32Array(count);
    for (let n = 0; n < count; n++) {
      this.gaps[n] = reader.at;
      reader.skip(this.counts[3 * n] + this.counts[3 * n + 1] + this.counts[3 * n + 2]);
    }
    this.bytes = bytes;
    this.impacts = reader.at;
    this.places = reader.at + rows;
  }
  /** Calls `row(section, paper, impact, place)` for each row of a term: sections are 0 title, 1 authors, 2 the rest. */
  each(n, row) {
    const reader = new Reader(this.bytes, this.gaps[n]);
    let impact = this.impacts + this.first[n], place = this.places + this.firstPlaced[n];
    for (let section = 0; section < 3; section++) {
      for (let left = this.counts[3 * n + section], doc = 0; left > 0; left--) {
        doc += reader.next();
        row(section, doc, this.bytes[impact++], section < 2 ? this.bytes[place++] : 0);
      }
    }
  }
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});

/** CRC-32 of a text in UTF-8, and seven bits of its length. */
function checksum(text) {
  const bytes = new TextEncoder().encode(text);
  let crc = ~0;
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC[(crc ^ byte) & 255];
  return [~crc >>> 0, bytes.length & 127];
}

/** Loads and unpacks files below a base address; some hosts have unpacked them already. `root` may be on its way. */
export function fetchLoader(base, root = null) {
  return async (path, version) => {
    const response = await (version ? fetch(new URL(`${path}?${version}`, base))
      : root ?? fetch(new URL(path, base), { cache: "no-cache" }));
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
    const unpacking = new DecompressionStream("gzip"), writer = unpacking.writable.getWriter();
    writer.write(bytes).catch(() => {});
    writer.close().catch(() => {});
    return new Uint8Array(await new Response(unpacking.readable).arrayBuffer());
  };
}

// ---------------------------------------------------------------------------------------------------- the engine

/** A set smaller than this is filled up with papers that lack one of three words or more, and rare words may be typos. */
const FEW = 5;
const FACETS = ["topic", "year", "venue", "has", "author", "lacks", "reader", "capture"];
/** What words count that are its plural, that only begin as the one asked for, or that differ by one letter. */
const AS_FORM = 0.4, AS_PREFIX = 0.8, AS_TYPO = 0.5;
const WIDE = 3, MOST_CORRECTIONS = 4, PREFIX_IMPACT = 0.5;
/** What it counts that neighbours in the query are neighbours in the title, or one author's, or all in title or names. */
const BESIDE = 0.35, SAME_AUTHOR = 4, ALL_IN_HEAD = 2;
const SLICE = 12;

const idf = (docs, count) => Math.log(1 + (docs - count + 0.5) / (count + 0.5));
const clock = () => globalThis.performance?.now() ?? Date.now();

/** Opens an index: `load(path, version)` gives a file's unpacked bytes. */
export async function openEngine(load) {
  const root = JSON.parse(decode(await load("root.bin", "")));
  return new Engine(load, root);
}

class Engine {
  #load; #files = new Map(); #shards = new Map(); #facets = new Map(); #levels;

  constructor(load, root) {
    Object.assign(this, root);
    for (const part of ["terms", "prefixes", "words", "sdrow"]) {
      const divided = root.files[part];
      this.files[part] = Array.isArray(divided) ? unfront(divided) : divided ? [] : null;
    }
    let first = 0;
    this.years = root.years.map(([year, count]) => ({ year, first, end: (first += count) }));
    this.#levels = root.scales.map(([low, high, count]) =>
      Float64Array.from({ length: count + 1 }, (_, level) => low + ((high - low) * (level - 1)) / (count - 1)));
    this.facetNames = FACETS.filter((name) => (name === "year" ? this.years.length : this.files[`facets/${name}`]));
    this.#load = load;
  }

  /** A file's bytes, fetched once; one that failed is asked for again. */
  #file(path) {
    if (!this.#files.has(path)) {
      const loading = this.#load(`${path}.bin`, this.version);
      this.#files.set(path, loading);
      loading.catch(() => this.#files.delete(path));
    }
    return this.#files.get(path);
  }

  async #shard(part, n) {
    const path = `${part}/${n}`;
    const bytes = await this.#file(path);
    if (!this.#shards.has(path)) this.#shards.set(path, new Shard(bytes));
    return this.#shards.get(path);
  }

  /** Lets the page breathe where work has lasted. */
  #breather() {
    let since = clock();
    return async () => {
      if (clock() - since > SLICE) {
        await new Promise((done) => (globalThis.setTimeout ?? queueMicrotask)(done));
        since = clock();
      }
    };
  }

  // ------------------------------------------------------------------------------------------------ looking up

  /** The entries `{shard, n, term, how, weight}` of a term; none where nothing holds it. */
  async #exact(term, how = "exact", weight = 1) {
    if (!this.files.terms) return [];
    const shard = await this.#shard("terms", fileOf(this.files.terms, term)), n = shard.number.get(term);
    return n === undefined ? [] : [{ shard, n, term, how, weight }];
  }

  /** Those of a term and of its other number. */
  async #both(term) {
    const all = [this.#exact(term), ...forms(term).map((form) => this.#exact(form, "form", AS_FORM))];
    return (await Promise.all(all)).flat();
  }

  /** The entries of all terms that begin so, besides the term itself. */
  async #beginning(prefix) {
    if (!this.files.terms) return [];
    const first = fileOf(this.files.terms, prefix), last = fileOf(this.files.terms, prefix + "\uffff");
    if (last - first + 1 > WIDE) {
      const shard = await this.#shard("prefixes", fileOf(this.files.prefixes, prefix)), n = shard.number.get(prefix);
      return n === undefined ? [] : [{ shard, n, term: `${prefix}*`, how: "wide", weight: AS_PREFIX }];
    }
    const shards = await Promise.all(Array.from({ length: last - first + 1 }, (_, n) => this.#shard("terms", first + n)));
    return shards.flatMap((shard) => shard.terms.flatMap((found, n) =>
      found.startsWith(prefix) && !found.includes(":") ? [{ shard, n, term: found, how: "prefix", weight: AS_PREFIX }] : []));
  }

  async #entries(unit) {
    const [exact, more] = await Promise.all([
      unit.quoted ? this.#exact(unit.word) : this.#both(unit.word),
      unit.prefix ? this.#beginning(unit.word) : [],
    ]);
    return [...exact, ...more.filter(({ term }) => !exact.some((entry) => entry.term === term))];
  }

  /** The entries of the words that a mistyped one may have meant, the most frequent first. */
  async #corrections(unit) {
    const candidates = new Map(), { word } = unit;
    const half = Math.max(2, (word.length - 1) >> 1), rest = Math.max(2, word.length - 1 - half);
    await Promise.all([["words", word.slice(0, half)], ["sdrow", reverse(word).slice(0, rest)]].map(async ([part, beginning]) => {
      if (!this.files[part]) return;
      const first = fileOf(this.files[part], beginning), last = Math.min(first + WIDE, fileOf(this.files[part], beginning + "\uffff"));
      const files = await Promise.all(Array.from({ length: last - first + 1 }, (_, n) => this.#file(`${part}/${first + n}`)));
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
    return (await Promise.all(best.map(([term, frequency]) => this.#exact(term, "typo", weight(frequency))))).flat();
  }

  /** What the entries say of each paper: `{score, title, author, count}`, the first three one number a paper. */
  #hits(entries) {
    const score = new Float32Array(this.papers), title = new Uint32Array(this.papers), author = new Uint32Array(this.papers);
    // all entries together are as rare as their sum, so that no odd word outweighs the one that was asked for
    let text = 0, names = 0;
    for (const { shard, n } of entries) {
      text += shard.counts[3 * n] + shard.counts[3 * n + 2];
      names += shard.counts[3 * n + 1];
    }
    const worth = [text, names, text].map((size) => idf(this.papers, Math.min(this.papers, size)));
    for (const { shard, n, how, weight } of entries) {
      const values = worth.map((most, section) =>
        this.#levels[section].map((level) => most * weight * (how === "wide" ? PREFIX_IMPACT : level)));
      shard.each(n, (section, doc, impact, place) => {
        const value = values[section][impact];
        if (score[doc] < value) score[doc] = value;
        if (section === 0) title[doc] |= 1 << place;
        else if (section === 1) author[doc] |= 1 << place;
      });
    }
    let count = 0;
    for (let doc = 0; doc < this.papers; doc++) if (score[doc]) count++;
    return { score, title, author, count };
  }

  // --------------------------------------------------------------------------------------------------- filters

  /** A byte a paper: 1 where it passes. */
  async #filter({ field, value }) {
    const units = unitsOf(value, false, false);
    if (field === "text" && units.length > 1) {
      return this.#phrase(units, await Promise.all(units.map(async (unit) => this.#hits(await this.#exact(unit.word)))));
    }
    if (field === "year") return this.#years(value);
    if (field === "id") return this.#marked(await this.#keyed(`i${idOf(value)}`));
    if (field === "author") return this.#place(value, "author");
    if (field === "title") return this.#place(value, "title");
    const slug = words(value).filter(({ parts }) => !parts).map(({ word }) => word).join("-");
    const term = field === "text" ? units[0]?.word ?? "" : `${field}:${slug}`;
    const pass = new Uint8Array(this.papers);
    for (const { shard, n } of await this.#exact(term)) shard.each(n, (_, doc) => (pass[doc] = 1));
    return pass;
  }

  #marked(docs) {
    const pass = new Uint8Array(this.papers);
    for (const doc of docs) pass[doc] = 1;
    return pass;
  }

  /** Papers that have all words in the title, or in one author's name. */
  async #place(value, section) {
    const units = unitsOf(value, false, false);
    const all = await Promise.all(units.map(async (unit) => this.#hits(await this.#exact(unit.word))));
    const pass = new Uint8Array(this.papers);
    for (let doc = 0; doc < this.papers && all.length; doc++) {
      let mask = ~0;
      for (const hits of all) mask = section === "author" ? mask & hits.author[doc] : hits.title[doc] && mask;
      pass[doc] = mask ? 1 : 0;
    }
    return pass;
  }

  /** `2023`, `2021-2023`, `2021-` or `-2019`: papers lie by year, the latest first. */
  #years(value) {
    const [, from, range, to] = /^(\d{4})?(\.\.|-|–)?(\d{4})?$/.exec(value) ?? [];
    const low = Number(from ?? 0), high = Number(range ? to ?? 9999 : from ?? -1);
    const pass = new Uint8Array(this.papers);
    for (const { year, first, end } of this.years) if (year >= low && year <= high) pass.fill(1, first, end);
    return pass;
  }

  /** The papers with a key (see keys.py). */
  async #keyed(key) {
    if (!this.files.keys) return [];
    const [crc, length] = checksum(key), found = [];
    const reader = new Reader(await this.#file(`keys/${Math.floor((crc * this.files.keys) / 2 ** 32)}`));
    for (let sum = 0; reader.at < reader.bytes.length; ) {
      sum += reader.next();
      const same = reader.next() === length, doc = reader.next();
      if (sum === crc && same) found.push(doc);
    }
    return found;
  }

  /** Papers that have the words side by side: in the title, in one author's name, or in one of the other texts. */
  async #phrase(units, all) {
    const pass = new Uint8Array(this.papers), start = units[0]?.at ?? 0;
    const body = await this.#bodyPlaces(units.filter((unit) => !unit.stop));
    for (let doc = 0; doc < this.papers && all.length; doc++) {
      let title = ~0, author = ~0;
      units.forEach((unit, n) => {
        title &= all[n].title[doc] >>> (unit.at - start);
        author &= all[n].author[doc];
      });
      pass[doc] = title || author || body?.(doc) ? 1 : 0;
    }
    return pass;
  }

  #places({ word }) {
    return this.#file(`places/${fileOf(this.files.terms, word)}`);
  }

  /** A test whether a paper's texts other than the title hold the words at these distances; stop words are not there. */
  async #bodyPlaces(units) {
    if (!units.length || !this.files.terms) return null;
    const lists = await Promise.all(units.map(async (unit) => {
      const [shard, bytes] = await Promise.all([this.#shard("terms", fileOf(this.files.terms, unit.word)), this.#places(unit)]);
      return shard.number.has(unit.word) ? placesOf(shard, bytes, shard.number.get(unit.word)) : new Map();
    }));
    return (doc) => {
      if (lists.some((list) => !list.has(doc))) return false;
      const [first, ...rest] = lists.map((list) => list.get(doc));
      return first.some((at) => rest.every((list, n) => list.includes(at + units[n + 1].at - units[0].at)));
    };
  }

  // ---------------------------------------------------------------------------------------------------- search

  /**
   * All papers of a state, in order, and the first of them.
   *
   * `query`; `typing`, whether its last word may go on; `sort`, `relevance`, `newest`, `oldest` or `title`; `chosen`,
   * facet → `{any: [values], not: [values]}`; `from` and `size` of the page. The result has `total`, `order` (the
   * papers' numbers), `docs` (the page), `full` (how many papers have all words; the others are to fill up),
   * `corrections` (`[word, words taken for it]` pairs), and is what `facets`, `docs` and `marks` take.
   */
  async search({ query = "", typing = false, sort = "relevance", chosen = {}, from = 0, size = 10 } = {}) {
    const breathe = this.#breather(), ids = ID.test(query) ? await this.#keyed(`i${idOf(query)}`) : [];
    const { units, filters } = parse(ids.length ? "" : query, typing);
    const phrases = filters.filter(({ field }) => field === "phrase"), others = filters.filter((one) => !phrases.includes(one));
    const plain = query.trim() && !filters.some(({ field, not }) => not || field !== "phrase");
    const [first, found, passes, picks, titles, days] = await Promise.all([
      ids.length ? ids : plain ? this.#keyed(`t${compact(query)}`) : [],
      this.#evaluate(units, breathe),
      Promise.all(others.map((filter) => this.#filter(filter))),
      this.#picks(chosen),
      sort === "title" ? this.#file("titles/0") : null,
      sort === "newest" || sort === "oldest" ? this.#days() : null,
      // fetched with the others, and read later
      ...phrases.flatMap(({ units: own }) => this.files.terms ? own.filter((unit) => !unit.stop).map((unit) => this.#places(unit)) : []),
    ]);
    for (const { units: own } of phrases) {
      passes.push(await this.#phrase(own, own.map((unit) => found.hits.get(unit))));
      others.push({ not: false });
      await breathe();
    }
    if (ids.length) [passes[0], others[0]] = [this.#marked(ids), { not: false }];
    const { score, matched, full } = await this.#combine(found, first, passes, others, breathe);
    const order = await this.#sorted(matched, score, picks, { sort, titles, days }, breathe);
    const result = { query, sort, chosen, total: order.length, full, order, matched, picks, ...found.said };
    return Object.assign(result, { docs: await this.docs(result, from, size) });
  }

  /** Papers `from` to `from + size` of a result. */
  async docs(result, from = 0, size = 10) {
    return Promise.all(Array.from(result.order.subarray(from, from + size), (doc) => this.doc(doc)));
  }

  /** What is shown of the paper of a number; a title or opening with math is an array (see documents.py). */
  async doc(number) {
    const bytes = await this.#file(`documents/${Math.floor(number / this.block)}`);
    const row = JSON.parse(decode(bytes))[number % this.block];
    const [id, title, authors, people, date, venue, topics, links, opening, state = ""] = row;
    const has = this.links.filter((_, n) => links & (1 << n));
    const named = topics.map((n) => ({ slug: this.topics[n][0], title: this.topics[n][1] }));
    return { number, id, title, authors, people, date, venue, topics: named, has, opening, state };
  }

  /** What each unit finds; where that is little, with words that a mistyped one may have meant. */
  async #evaluate(units, breathe) {
    const entries = new Map();
    const look = async (unit) => {
      const [own, ...parts] = await Promise.all([this.#entries(unit), ...(unit.parts ?? []).map((part) => this.#both(part))]);
      entries.set(unit, own);
      return parts.length && !own.length ? unit.parts.map((word, n) => {
        const part = { ...unit, word, parts: null, prefix: false, stop: STOP.has(word) };
        entries.set(part, parts[n]);
        return part;
      }) : [unit];
    };
    const used = (await Promise.all(units.map(look))).flat(), hits = new Map();
    for (const unit of used) {
      hits.set(unit, this.#hits(entries.get(unit)));
      await breathe();
    }
    const needed = used.filter((unit) => !unit.stop), required = needed.length ? needed : used;
    const all = this.#count(required, hits, required.length);
    const corrections = await Promise.all(required.map(async (unit) => {
      const { count } = hits.get(unit);
      const doubtful = count === 0 || (required.length > 1 && (all === 0 || (all < FEW && count <= 2)));
      if (!doubtful || unit.quoted || unit.cjk || unit.word.length < 4) return null;
      const meant = await this.#corrections(unit);
      if (!meant.length) return null;
      entries.get(unit).push(...meant);
      hits.set(unit, this.#hits(entries.get(unit)));
      return [unit.word, meant.map(({ term }) => term)];
    }));
    const whole = used.flatMap((unit) => entries.get(unit)).filter(({ how }) => how !== "prefix" && how !== "wide");
    const prefixes = used.filter((unit) => unit.prefix).map((unit) => unit.word);
    const said = { corrections: corrections.filter(Boolean), terms: new Set(whole.map(({ term }) => term)), prefixes };
    return { used, required, hits, said };
  }

  /** How many papers at least so many of the units find. */
  #count(units, hits, least) {
    let count = 0;
    for (let doc = 0; doc < this.papers; doc++) {
      let has = 0;
      for (const unit of units) if (hits.get(unit).score[doc]) has++;
      if (has >= least) count++;
    }
    return count;
  }

  /** Scores and the papers that match: those with all words, and where they are few, those with nearly all. */
  async #combine({ used, required, hits }, first, passes, filters, breathe) {
    const score = new Float64Array(this.papers), has = new Uint8Array(this.papers);
    const all = used.map((unit) => ({ unit, ...hits.get(unit) }));
    for (const { unit, score: own } of all) {
      const one = required.includes(unit) ? 1 : 0;
      for (let doc = 0; doc < this.papers; doc++) {
        if (!own[doc]) continue;
        score[doc] += own[doc];
        has[doc] += one;
      }
      await breathe();
    }
    const byCount = new Uint32Array(required.length + 1);
    for (const count of has) byCount[count]++;
    let least = required.length;
    const half = Math.ceil(required.length / 2);
    for (let sum = byCount[least]; sum < (least > 2 ? FEW : 1) && least > half; sum += byCount[least]) least--;
    const matched = new Uint8Array(this.papers);
    let full = 0;
    for (let doc = 0; doc < this.papers; doc++) {
      if (has[doc] < least) continue;
      matched[doc] = 1;
      score[doc] += nearness(all, doc) + 1000 * has[doc];
    }
    for (const doc of first) [matched[doc], score[doc], has[doc]] = [1, 1e6, required.length];
    passes.forEach((pass, n) => {
      for (let doc = 0; doc < this.papers; doc++) matched[doc] &= pass[doc] ^ (filters[n].not ? 1 : 0);
    });
    for (let doc = 0; doc < this.papers; doc++) full += matched[doc] && has[doc] === required.length ? 1 : 0;
    await breathe();
    return { score, matched, full };
  }

  /** When each paper first appeared (see documents.py): a number that grows from day to day, 0 where that is not known. */
  async #days() {
    const days = new Uint32Array(this.papers), reader = new Reader(await this.#file("days/0"));
    for (let doc = 0, day = 0; doc < this.papers;) {
      const count = reader.next(), step = reader.next();
      day += step % 2 ? (step + 1) / 2 : -step / 2;
      days.fill(day, doc, doc += count);
    }
    return days;
  }

  /** The numbers of the papers that match and are not ruled out by a choice, in order. */
  async #sorted(matched, score, picks, { sort, titles, days }, breathe) {
    let count = 0;
    const keys = new Float64Array(this.papers);
    for (let doc = 0; doc < this.papers; doc++) {
      if (!matched[doc] || picks.some(({ pass }) => !pass[doc])) continue;
      let place = 0;
      if (sort === "relevance") place = -Math.round(score[doc] * 1000);
      else if (sort === "newest") place = -days[doc];
      else if (sort === "oldest") place = days[doc] || 1e6 * 32;
      else if (sort === "title") place = [0, 1, 2].reduce((rank, n) => rank + titles[doc + n * this.papers] * 256 ** n, 0);
      keys[count++] = place * this.papers + doc;
    }
    await breathe();
    return Uint32Array.from(keys.subarray(0, count).sort(), (key) => key - Math.floor(key / this.papers) * this.papers);
  }

  // ---------------------------------------------------------------------------------------------------- facets

  /** A facet's file, read once: `{name, keys, labels, lists, parents}`, `lists` the papers of each value. */
  #column(name) {
    if (!this.#facets.has(name)) this.#facets.set(name, name === "year" ? this.#yearColumn() : this.#readColumn(name));
    return this.#facets.get(name);
  }

  #yearColumn() {
    const keys = this.years.map(({ year }) => String(year));
    const lists = this.years.map(({ first, end }) => Uint32Array.from({ length: end - first }, (_, n) => first + n));
    return { name: "year", keys, labels: keys, lists, parents: keys.map(() => []) };
  }

  async #readColumn(name) {
    if (!this.facetNames.includes(name)) return { name, keys: [], labels: [], lists: [], parents: [] };
    const bytes = await this.#file(`facets/${name}/0`), end = bytes.indexOf(10);
    const { values, how } = JSON.parse(decode(bytes.subarray(0, end)));
    const keys = values.map(([key]) => key), rest = bytes.subarray(end + 1);
    const lists = how === "lists" ? readLists(rest, keys.length) : readSets(rest, keys.length, this.papers);
    if (name !== "topic") return { name, keys, labels: values.map(([key, label]) => label ?? key), lists, parents: keys.map(() => []) };
    const parents = this.topics.map(([, , own]) => own);
    const whole = lists.map((own, n) => union([own, ...lists.filter((_, m) => parents[m].includes(n))], this.papers));
    return { name, keys, labels: this.topics.map(([, title]) => title), lists: whole, parents };
  }

  /** For each facet with a choice, which papers pass it. */
  async #picks(chosen) {
    const names = Object.keys(chosen).filter((name) => chosen[name].any?.length || chosen[name].not?.length);
    return Promise.all(names.map(async (name) => {
      const { any = [], not = [] } = chosen[name], pass = new Uint8Array(this.papers).fill(any.length ? 0 : 1);
      for (const [values, to] of [[any, 1], [not, 0]]) {
        for (const value of values) for (const doc of await this.#valued(await this.#column(name), name, String(value))) pass[doc] = to;
      }
      return { name, pass };
    }));
  }

  /** The papers of a value: a year may be a range, and an author one whom the facet does not list. */
  async #valued(column, name, value) {
    const n = column.keys.indexOf(value);
    if (n >= 0) return column.lists[n];
    if (name !== "year" && name !== "author") return [];
    const pass = name === "year" ? this.#years(value) : await this.#place(value, "author");
    return pass.reduce((docs, yes, doc) => (yes && docs.push(doc), docs), []);
  }

  /**
   * Facets of a result, of `facetNames`, which are those that any paper has a value of: name →
   * `[{value, label, count, parents, chosen}]`, the values with papers or chosen: topics in the order of their tree,
   * years from the latest, authors by their papers in the catalog, the others the most frequent first. Counts heed all
   * choices but those of the facet itself; `chosen` is `any`, `not` or empty.
   */
  async facets(result, names = this.facetNames) {
    const breathe = this.#breather(), columns = await Promise.all(names.map((name) => this.#column(name))), counted = {};
    for (const { name, keys, labels, lists, parents } of columns) {
      const rest = result.picks.filter((pick) => pick.name !== name), { any = [], not = [] } = result.chosen[name] ?? {};
      const open = result.matched.slice();
      for (const { pass } of rest) for (let doc = 0; doc < this.papers; doc++) open[doc] &= pass[doc];
      const values = [];
      for (const [n, value] of keys.entries()) {
        let count = 0;
        for (const doc of lists[n]) count += open[doc];
        const state = any.map(String).includes(value) ? "any" : not.map(String).includes(value) ? "not" : "";
        if (count || state) values.push({ value, label: labels[n], count, parents: parents[n].map((m) => keys[m]), chosen: state });
        await breathe();
      }
      counted[name] = values;
    }
    return counted;
  }
}

/** A text in pieces, `[[piece, whether it is to be marked], …]`, as a result found it. */
export function marks(text, { terms, prefixes }) {
  const found = [...text.matchAll(MARKED)], pieces = [];
  const meant = ({ word }) => terms.has(word) || prefixes.some((prefix) => word.startsWith(prefix));
  const paired = (one, other) => one && other && one.index + one[0].length === other.index && terms.has(fold(one[0] + other[0]));
  let end = 0;
  found.forEach((match, n) => {
    const cjk = CJK_CHARACTER.test(match[0]) && (paired(match, found[n + 1]) || paired(found[n - 1], match));
    if (!cjk && !words(match[0]).some(meant)) return;
    if (match.index > end) pieces.push([text.slice(end, match.index), false]);
    pieces.push([match[0], true]);
    end = match.index + match[0].length;
  });
  return end < text.length ? [...pieces, [text.slice(end), false]] : pieces;
}

const MARKED = new RegExp(`[${CJK}]|(?:(?![${CJK}])[\\p{L}\\p{N}\\p{M}])+(?:['’-](?:(?![${CJK}])[\\p{L}\\p{N}\\p{M}])+)*`, "gu");

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

/** What may be an id, and then is looked up before anything else. */
const ID = /^\s*\S*\d\S*\s*$/;

/** An id as its key has it: `https://arxiv.org/abs/2309.16039v2` and `arXiv:2309.16039` are `2309.16039`. */
function idOf(text) {
  const path = text.trim().toLowerCase().replace(/^https?:\/\/(dx\.)?(doi\.org|arxiv\.org\/(abs|pdf))\//, "");
  return path.replace(/^(arxiv|doi):\s*/, "").replace(/^(\d{4}\.\d{4,5}|[a-z-]+(\.[a-z]{2})?\/\d{7})v\d+(\.pdf)?$/, "$1");
}

/** Paper → the places of a term in its texts (see phrases.py). */
function placesOf(shard, bytes, n) {
  const papers = shard.terms.map((_, term) => {
    const found = [];
    shard.each(term, (section, doc, impact) => {
      if (section !== 1 && impact && (section === 2 || doc !== found.at(-1))) found.push(doc);
    });
    return found;
  });
  let at = 0;
  const next = () => {
    let sum = 0;
    while (bytes[at] === 255) sum += bytes[at++];
    return sum + bytes[at++];
  };
  const counts = papers.map((docs) => docs.map(next)), places = new Map();
  for (let left = counts.slice(0, n).flat().reduce((sum, count) => sum + count, 0); left > 0; left--) next();
  papers[n].forEach((doc, row) => {
    let place = 0;
    places.set(doc, Array.from({ length: counts[n][row] }, () => (place += next())));
  });
  return places;
}

/** Both ways of facets.py, as the papers of each value. */
function readLists(bytes, values) {
  const reader = new Reader(bytes);
  return Array.from({ length: values }, () => {
    const list = new Uint32Array(reader.next());
    for (let n = 0, doc = 0; n < list.length; n++) list[n] = doc += reader.next();
    return list;
  });
}

function readSets(bytes, values, docs) {
  const reader = new Reader(bytes), lists = Array.from({ length: values }, () => []);
  const sets = Array.from({ length: reader.next() }, () => Array.from({ length: reader.next() }, () => reader.next()));
  for (let doc = 0; doc < docs; doc++) {
    for (const value of sets[bytes[reader.at + doc] + 256 * bytes[reader.at + docs + doc]]) lists[value].push(doc);
  }
  return lists;
}

/** The papers of several lists. */
function union(lists, docs) {
  if (lists.length === 1) return lists[0];
  const has = new Uint8Array(docs);
  for (const list of lists) for (const doc of list) has[doc] = 1;
  const all = new Uint32Array(docs);
  let count = 0;
  for (let doc = 0; doc < docs; doc++) if (has[doc]) all[count++] = doc;
  return all.subarray(0, count);
}

const reverse = (word) => Array.from(word).reverse().join("");

/** Whether one letter more, less, other or two neighbours exchanged make one word of the other. */
export function isOneEdit(a, b) {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let head = 0, tail = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const [x, y] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  return (x.length <= 1 && y.length <= 1) || (x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0]);
}
