/* What every page starts: the search of the header, the marks of a paper, and the two pages that live by scripts. */

import { openBox } from "./box.js";
import { finder } from "./finder.js";
import { openPage } from "./page.js";
import { markPaper, showShelf } from "./shelf.js";
import { takeButtons } from "./take.js";

const box = document.querySelector("form.finder");
const page = document.querySelector(".finder-page");
const shelf = document.querySelector(".finder-shelf");

if (box) openBox(box, finder.search);
if (page) openPage(page, finder);
if (shelf) showShelf(shelf, (ids) => takeButtons(ids, "reading-list"));
markPaper();
