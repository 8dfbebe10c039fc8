/* Taking a list along: as the very file that the catalog would have of it, cut out of the files of all papers. */

import { announce, amount, download, h } from "./dom.js";
import { ROOT, at } from "./shards.js";

/** More results than this are a matter for the command line: to find their ids fetches too much of the index. */
export const MOST = 500;

/** Of a catalog in several parts, so few entries come from the pages of the papers: a part is several megabytes. */
const FEW = 40;

/* Suffix → how the text between head and foot falls into entries. No entry but one of CSV has a line end in a value. */
const CUT = {
  ".bib": (text) => text.split(/\n(?=@)/),
  ".ris": (text) => text.split(/(?<=^ER {2}- \r\n)/m),
  ".csl.json": (text) => text.split(",\n"),
  ".csv": (text) => text.match(/(?:[^"\n]+|"[^"]*")*\n/g),
  ".md": (text) => text.match(/[^\n]*\n/g),
  ".jsonl": (text) => text.match(/[^\n]*\n/g),
};

let files = null;

/** What the site has: `papers`, the endings of the files beside each paper, and `formats` of the whole catalog. */
export function filesOfSite() {
  files ??= fetch(`${ROOT}search-scripts/files.json`).then((answer) => answer.json());
  files.catch(() => (files = null));
  return files;
}

/** The page of a paper, as a document that is not shown. */
export async function pageOf(id) {
  return parsed(at(`papers/${id}.html`));
}

async function parsed(url) {
  const page = new DOMParser().parseFromString(await textOf(url), "text/html");
  const base = page.createElement("base");
  base.href = url;
  page.head.prepend(base);
  return page;
}

/** The text of a file, which hosts give packed or unpacked. */
async function textOf(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return new TextDecoder().decode(bytes);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

/** The file of these papers: `[text, how many of them it has]`. */
async function fileOf(ids, format) {
  const entries = format.suffix === ".bib" && format.parts.length > 1 && ids.length <= FEW
    ? await entriesOfPages(ids)
    : await entriesOfWhole(ids, format);
  return [format.head + entries.join(format.between) + format.foot, entries.length];
}

async function entriesOfPages(ids) {
  const pages = await Promise.all(ids.map((id) => pageOf(id).catch(() => null)));
  return pages.map((page) => page?.querySelector("code.language-bibtex")?.textContent).filter(Boolean);
}

async function entriesOfWhole(ids, format) {
  const all = (await textOf(at(`search-scripts/${format.ids}`))).split("\n");
  const wanted = new Set(ids), found = [];
  let start = 0;
  for (const { path, papers } of format.parts) {
    const places = [];
    for (let at = 0; at < papers; at++) if (wanted.has(all[start + at])) places.push(at);
    start += papers;
    if (!places.length) continue;
    const text = await textOf(at(path));
    const entries = CUT[format.suffix](text.slice(format.head.length, text.length - format.foot.length));
    if (entries.length !== papers) throw new Error(`${path}: found ${entries.length} papers, expected ${papers}`);
    found.push(...places.map((at) => entries[at]));
  }
  return found;
}

/** Copies the BibTeX entries of papers; promises what to say of it. */
export async function copyBibtex(ids) {
  await navigator.clipboard.writeText(`${(await entriesOfPages(ids)).join("\n").trim()}\n`);
  return ids.length === 1 ? "The BibTeX entry is copied." : `The BibTeX of ${amount(ids.length, "paper")} is copied.`;
}

/** Gives the file of these papers in the format of that ending; promises what to say of it. */
export async function takeFile(ids, suffix, name, most) {
  const [wanted, { formats }] = await Promise.all([ids(), filesOfSite()]);
  if (wanted.length > most) return `More than ${most} papers: use the command line, or the page of a topic or a year.`;
  const format = formats.find((one) => one.suffix === suffix);
  const [text, count] = await fileOf(wanted, format);
  download(name + format.suffix, text, format.type);
  return `${count} of ${amount(wanted.length, "paper")} as ${format.label}`;
}

/** A button for each format; `ids` gives, or promises, the papers of the list as it then is. */
export async function takeButtons(ids, name = "papers", most = MOST) {
  const says = h("span", { class: "count" });
  const say = (text) => {
    says.textContent = text;
    announce(text);
  };
  const take = async (format) => {
    say("…");
    say(await takeFile(ids, format.suffix, name, most));
  };
  const lost = () => say("The papers cannot be fetched just now.");
  const { formats } = await filesOfSite();
  return [...formats.map((format) => h("button", { type: "button", onclick: () => take(format).catch(lost) }, format.label)), says];
}

/** On the page of a list: buttons where its files would be offered. */
export async function takeList(place) {
  const buttons = await takeButtons(idsOfList, place.dataset.name, Infinity);
  for (const button of buttons.slice(0, -1)) button.className = "plain-button";
  place.replaceChildren(...buttons.flatMap((button, at) => (at ? [" ", button] : [button])));
}

/** All papers of the list that the page shows, or begins. */
async function idsOfList() {
  const more = [...document.querySelectorAll("article nav.pager a")].map((link) => link.href);
  const pages = [document, ...await Promise.all(more.map(parsed))];
  const links = pages.flatMap((page) => [...page.querySelectorAll("article .papers > ul > li > a:first-of-type")]);
  return links.filter((link) => !link.closest("aside, .first")).map((link) => /\/papers\/([a-z0-9-]+)\.html$/.exec(link.href)?.[1]).filter(Boolean);
}
