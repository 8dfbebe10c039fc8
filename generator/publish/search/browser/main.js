/* What every page starts: the search of the header, the marks of a paper, and the two pages that live by scripts. */

import { client } from "./client.js";
import { openSearchBox } from "./search_box.js";

const searchBox = document.querySelector("form.search-box");
const searchPage = document.querySelector(".search-page");
const readingList = document.querySelector(".reading-list");

if (searchBox) openSearchBox(searchBox, client.search);
if (searchPage) import("./search_page.js").then(({ openSearchPage }) => openSearchPage(searchPage, client));
if (readingList) {
  Promise.all([import("./reading_list.js"), import("./take.js")]).then(([{ showReadingList }, { takeButtons }]) =>
    showReadingList(readingList, (ids) => takeButtons(ids, "reading-list")));
}
const list = document.querySelector(".take");
if (list) import("./take.js").then(({ takeList }) => takeList(list));
if (document.querySelector("h1#paper")) import("./reading_list.js").then(({ markPaper }) => markPaper());
