/** The files of an index, unpacked and read. Their formats are those of the Python modules one floor up. */

export const decode = (bytes) => new TextDecoder().decode(bytes);

/** A cursor over varints. */
export class Varints {
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
export function unfront(coded) {
  let last = "";
  return coded.map((entry) => (last = last.slice(0, entry.charCodeAt(0) - 97) + entry.slice(1)));
}

/** How many of the sorted dividers are not after the word: which of the files between them holds it. */
export function fileOf(dividers, word) {
  let low = 0, high = dividers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dividers[middle] <= word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One file of postings (see shards.py). */
export class Shard {
  constructor(bytes) {
    const numbers = new Varints(bytes);
    const count = numbers.next(), end = bytes.indexOf(0, numbers.at);
    const lines = decode(bytes.subarray(numbers.at, end)).split("\n").map((line) => line.split(" "));
    this.terms = unfront(lines.map(([term]) => term));
    this.spellings = new Map(lines.flatMap(([, ...words], n) => (words.length ? [[this.terms[n], words]] : [])));
    this.number = new Map(this.terms.map((term, n) => [term, n]));
    numbers.at = end + 1;
    this.counts = new Uint32Array(3 * count);
    let rows = 0, placed = 0;
    this.first = new Uint32Array(count);
    this.firstPlaced = new Uint32Array(count);
    for (let n = 0; n < 3 * count; n++) {
      if (n % 3 === 0) [this.first[n / 3], this.firstPlaced[n / 3]] = [rows, placed];
      rows += this.counts[n] = numbers.next();
      if (n % 3 < 2) placed += this.counts[n];
    }
    this.gaps = new Uint32Array(count);
    for (let n = 0; n < count; n++) {
      this.gaps[n] = numbers.at;
      numbers.skip(this.counts[3 * n] + this.counts[3 * n + 1] + this.counts[3 * n + 2]);
    }
    this.bytes = bytes;
    this.impacts = numbers.at;
    this.places = numbers.at + rows;
  }
  /** Calls `row(section, paper, impact, place)` for each row of a term: sections are 0 title, 1 authors, 2 the rest. */
  each(n, row) {
    const numbers = new Varints(this.bytes, this.gaps[n]);
    let impact = this.impacts + this.first[n], place = this.places + this.firstPlaced[n];
    for (let section = 0; section < 3; section++) {
      for (let left = this.counts[3 * n + section], doc = 0; left > 0; left--) {
        doc += numbers.next();
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
export function checksum(text) {
  const bytes = new TextEncoder().encode(text);
  let crc = ~0;
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC[(crc ^ byte) & 255];
  return [~crc >>> 0, bytes.length & 127];
}

/** Loads and unpacks files, `at(path)` says where from; some hosts have unpacked them already. `root` may be on its way. */
export function fetchLoader(at, root = null) {
  return async (path, version) => {
    const response = await (version ? fetch(`${at(path)}?${version}`)
      : root ?? fetch(at(path), { cache: "no-cache" }));
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
    const unpacking = new DecompressionStream("gzip"), writer = unpacking.writable.getWriter();
    writer.write(bytes).catch(() => {});
    writer.close().catch(() => {});
    return new Uint8Array(await new Response(unpacking.readable).arrayBuffer());
  };
}

/** Paper → the places of a term in its texts (see phrases.py). */
export function placesOf(shard, bytes, n) {
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
export function readLists(bytes, values) {
  const numbers = new Varints(bytes);
  return Array.from({ length: values }, () => {
    const list = new Uint32Array(numbers.next());
    for (let n = 0, doc = 0; n < list.length; n++) list[n] = doc += numbers.next();
    return list;
  });
}

export function readSets(bytes, values, docs) {
  const numbers = new Varints(bytes), lists = Array.from({ length: values }, () => []);
  const sets = Array.from({ length: numbers.next() }, () => Array.from({ length: numbers.next() }, () => numbers.next()));
  for (let doc = 0; doc < docs; doc++) {
    for (const value of sets[bytes[numbers.at + doc] + 256 * bytes[numbers.at + docs + doc]]) lists[value].push(doc);
  }
  return lists;
}
