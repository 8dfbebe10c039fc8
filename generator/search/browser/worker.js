/* The desk in a worker, so that a large catalog never holds up the page. */

import { answer } from "./desk.js";

addEventListener("message", async ({ data: { number, kind, request } }) => {
  try {
    postMessage({ number, value: await answer(kind, request) });
  } catch (error) {
    postMessage({ number, error: String(error) });
  }
});
