/* What every page starts: the search of the header, the marks of a paper, and the two pages that live by scripts. */

import { openBox } from "./box.js";
import { finder } from "./finder.js";

const box = document.querySelector("form.finder");
const page = document.querySelector(".finder-page");
const shelf = document.querySelector(".finder-shelf");

if (box) openBox(box, finder.search);
if (page) import("./page.js").then(({ openPage }) => openPage(page, finder));
if (shelf) {
  Promise.all([import("./shelf.js"), import("./take.js")]).then(([{ showShelf }, { takeButtons }]) =>
    showShelf(shelf, (ids) => takeButtons(ids, "reading-list")));
}
if (document.querySelector("h1#paper")) import("./shelf.js").then(({ markPaper }) => markPaper());
