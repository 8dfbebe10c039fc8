/* What every page starts: the search, the stars of its lists, the keys, and the pages that live by scripts. */

import { client } from "./client.js";
import { listen } from "./keys.js";
import { dressLists } from "./row.js";
import { openSearchBox } from "./search_box.js";

const searchPage = document.querySelector(".search-page");
const readingList = document.querySelector(".reading-list");
const list = document.querySelector(".take");

// one box a page: that of home or of the header, and on the page of all papers its own
const box = searchPage ? null : openSearchBox(document.querySelector(".search-form") ?? document.querySelector("form.search-box"), client);

listen(() => {
  const field = document.querySelector(".search-page input[type=search]");
  if (!field) return box?.enter();
  field.focus();
  field.select();
  return undefined;
});
dressLists();
if (searchPage) import("./search_page.js").then(({ openSearchPage }) => openSearchPage(searchPage, client));
if (readingList) import("./list_page.js").then(({ showReadingList }) => showReadingList(readingList, client));
if (list) import("./take.js").then(({ takeList }) => takeList(list));
if (document.querySelector("h1#paper")) import("./reading_list.js").then(({ markPaper }) => markPaper());
