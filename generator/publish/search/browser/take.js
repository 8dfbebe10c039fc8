/* Taking a list along: as a file in the formats of the catalog, made of the files that stand beside each paper. */

import { ROOT, announce, download, h } from "./dom.js";

/** More papers than this are a matter for the command line. */
export const MOST = 500;

const CSV_FIELDS = ["id", "title", "authors", "date", "venue", "arxiv", "doi", "topics", "summary"];

function csvCell(value) {
  const text = String(value ?? "").replace(/\s+/g, " ");
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text; // a spreadsheet would run it
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvRow(paper) {
  const cells = { ...paper, arxiv: paper.ids.arxiv, doi: paper.ids.doi,
    authors: paper.authors.map((author) => author.name ?? author).join("; "),
    topics: paper.topics.map((topic) => topic.slug).join("; ") };
  return CSV_FIELDS.map((field) => csvCell(cells[field])).join(",");
}

function markdownRow(paper) {
  const plain = (text) => String(text).replace(/[\\`*_[\]<>]/g, "\\$&");
  const authors = paper.authors.map((author) => plain(author.name ?? author)).join(", ");
  const place = [paper.venue && `*${plain(paper.venue)}*`, paper.date.slice(0, 4)].filter(Boolean).join(", ");
  return `- [${plain(paper.title || paper.id)}](${ROOT}papers/${paper.id}.html) ${[authors, place].filter(Boolean).join(". ")}`;
}

/* name → {suffix: of the list, type, twin: of each paper, join: texts → text} */
const FORMATS = {
  BibTeX: { suffix: "bib", type: "application/x-bibtex", twin: "bib", join: (texts) => texts.join("\n") },
  RIS: { suffix: "ris", type: "application/x-research-info-systems", twin: "ris", join: (texts) => texts.join("\n") },
  "CSL-JSON": { suffix: "csl.json", type: "application/vnd.citationstyles.csl+json", twin: "csl.json",
    join: (texts) => JSON.stringify(texts.flatMap((text) => JSON.parse(text)), null, 1) },
  CSV: { suffix: "csv", type: "text/csv", twin: "json",
    join: (texts) => [CSV_FIELDS.join(","), ...texts.map((text) => csvRow(JSON.parse(text)))].join("\r\n") + "\r\n" },
  Markdown: { suffix: "md", type: "text/markdown", twin: "json",
    join: (texts) => texts.map((text) => markdownRow(JSON.parse(text))).join("\n") + "\n" },
};

async function twins(ids, suffix) {
  const texts = new Array(ids.length).fill(null);
  let next = 0;
  const work = async () => {
    while (next < ids.length) {
      const at = next++;
      const answer = await fetch(`${ROOT}papers/${ids[at]}.${suffix}`);
      if (answer.ok) texts[at] = await answer.text();
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return texts.filter((text) => text !== null);
}

/** A button for each format; `ids` gives, or promises, the papers of the list as it then is. */
export function takeButtons(ids, name = "papers") {
  return Object.entries(FORMATS).map(([label, format]) => h("button", { type: "button", onclick: async () => {
    const wanted = await ids();
    if (wanted.length > MOST) {
      announce(`More than ${MOST} papers: use the command below, or the files of a topic or a year.`);
      return;
    }
    const texts = await twins(wanted, format.twin);
    download(`${name}.${format.suffix}`, format.join(texts), format.type);
    announce(`${texts.length} of ${wanted.length} papers as ${label}`);
  } }, label));
}
