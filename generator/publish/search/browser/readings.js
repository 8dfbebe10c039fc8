/* How a query was read, where that is not as it was typed. */

import { h } from "./dom.js";

/** Sentences for `{corrections, meanings}` of what a search found: elements, none where there is nothing to say. */
export function readings({ corrections = [], meanings = [] }) {
  const mended = corrections.map(([word, taken]) => h("span", {}, "Searched for ",
    taken.flatMap((one, n) => [n ? ", " : "", h("em", {}, one)]), " as well as ", h("q", {}, word), ". "));
  const spelled = meanings.map(([word, text]) => h("span", {}, "Also found: ", h("em", {}, text), ", for which ", h("q", {}, word), " is short. "));
  return [...mended, ...spelled];
}
