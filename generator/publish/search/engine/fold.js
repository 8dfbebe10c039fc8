/**
 * Text → the words that are asked for, as `fold.py` makes those that are indexed; a test holds the two together.
 */

const DROPPED = "\\u00ad\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u200b-\\u200f\\u2060-\\u2064\\u20d0-\\u20ff" +
  "\\ufe00-\\ufe0f\\ufe20-\\ufe2f\\ufeff\\u{e0000}-\\u{e0fff}";
const DIVIDERS = "\\0-&(-,./:-`{-\\u00bf\\u00d7\\u00f7\\u02b0-\\u02ff\\u0374\\u0375\\u037e\\u0387\\u055a-\\u055f\\u0589\\u058a" +
  "\\u05be\\u05c0\\u05c3\\u05f3\\u05f4\\u0600-\\u060f\\u061b-\\u061f\\u066a-\\u066d\\u06d4\\u0964\\u0965\\u0e4f\\u0e5a\\u0e5b" +
  "\\u2000-\\u2bff\\u2e00-\\u2e7f\\u3000-\\u3004\\u3008-\\u3020\\u3030\\u303d-\\u303f\\u3099-\\u309c\\u30a0\\u30fb" +
  "\\ud800-\\uf8ff\\ufd3e\\ufd3f\\ufe10-\\ufe6f\\uff00-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65\\uffe0-\\uffff" +
  "\\u{1f000}-\\u{1faff}";
export const CJK = "\\u2e80-\\u2fdf\\u3005-\\u3007\\u3021-\\u3029\\u3031-\\u3035\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u9fff" +
  "\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const LETTERS = {
  "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t",
  "ŋ": "n", "ĸ": "k", "ς": "σ", "\u2010": "-", "\u2012": "-", "\u2013": "-", "\u2212": "-", "\u2018": "'",
  "\u2019": "'", "\u02bc": "'", "\u2206": "δ",
};
const GREEK_NAMES = ("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon " +
  "phi chi psi omega").split(" ");
const GREEK = Object.fromEntries(Array.from("αβγδεζηθικλμνξοπρστυφχψω", (letter, n) => [letter, GREEK_NAMES[n]]));
export const STOP = new Set(("a an and are as at be but by can do for from has have in into is it its not of on or our that " +
  "the their them then there these they this those to was we were what when where which while will with").split(" "));
const LONGEST = 32;
const ASCII = /^[\0-\x7f]*$/;
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const DROP = new RegExp(`[${DROPPED}]+`, "gu");
const SIGN = "(?:(?<=[a-z])\\+\\+|(?<=(?<![a-z0-9*'-])[a-z])[#*])";
const WORD = new RegExp(`[^${DIVIDERS}'-]+(?:['-]+[^${DIVIDERS}'-]+)*(?:${SIGN}(?![^${DIVIDERS}'-]|[*#+]))?`, "gu");
const LONE_GREEK = /(?<![\u0370-\u03ff\u1f00-\u1fff])[α-ω](?![\u0370-\u03ff\u1f00-\u1fff])/gu;
const TEX = /[$\\_^]/;
const TEX_WORDS = [
  [/\$([^\s\x1c-\x1f\x85$]+)\$(?![0-9])/g, "$1"],
  [/\\(?:math|text)(?:cal|bf|rm|bb|it|sf|frak|tt)?(?:\{([A-Za-z0-9]+)\})?/g, "$1"],
  [/\\ell(?![A-Za-z])/g, "l"],
  [/\\var(?=[a-z])/g, "\\"],
  [/(?<![A-Za-z0-9])(\\[A-Za-z]+|[A-Za-z])[_^]\{?([A-Za-z0-9]{1,3})\}?(?![A-Za-z0-9])/g, "$1$2"],
  [/(?<![A-Za-z0-9])([A-Za-z]{2,3})[_^]\{?([0-9]{1,2})\}?(?![A-Za-z0-9])/g, "$1$2"],
];
const RUN = new RegExp(`[${CJK}]+|[^${CJK}]+`, "gu");
export const CJK_CHARACTER = new RegExp(`[${CJK}]`, "u");

/** Without case, accents and compatibility forms: `"Łukasz’ Ｆast ﬁt"` becomes `"lukasz' fast fit"`. */
export function fold(text) {
  if (TEX.test(text)) for (const [pattern, plain] of TEX_WORDS) text = text.replace(pattern, plain);
  if (ASCII.test(text)) return text.toLowerCase();
  const letters = text.normalize("NFKD").toLowerCase().replace(LETTER, (letter) => LETTERS[letter]);
  return letters.replace(DROP, "").normalize("NFC").replace(LONE_GREEK, (letter) => GREEK[letter] ?? letter);
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
export const compact = (text) => (fold(text).match(WORD) ?? []).join("").replace(/['+#*-]/g, "");

/** `deep` becomes `peed`. */
export const reverse = (word) => Array.from(word).reverse().join("");

/** Whether one letter more, less, other or two neighbours exchanged make one word of the other. */
export function isOneEdit(a, b) {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let head = 0, tail = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const [x, y] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  return (x.length <= 1 && y.length <= 1) || (x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0]);
}
