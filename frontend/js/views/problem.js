// When a page cannot be shown: what happened, and one way on.

import { page } from "../components/shell.js";
import { button, MAIN } from "../components/notice.js";
import { ApiError } from "../lib/api.js";
import { el } from "../lib/dom.js";

const OURS = "This page stumbled. Nothing you sent is lost.";

const TEXTS = {
  401: [
    "You’re not signed in here",
    "Open the start link again that Hotseat printed, or run “hotseat url” for a new one.",
  ],
  403: ["Not from this address", "Open Hotseat at the address it printed when it started."],
  404: ["Nothing at this address", "It may have been deleted, or the link is not whole."],
  429: ["A little too fast", "Wait a moment, then try again."],
};

/** Shows an ApiError, or anything else that was thrown. */
export function showProblem(error, retry) {
  const isFault = !(error instanceof ApiError) && !TEXTS[error?.status];
  if (isFault) console.error(error);
  const [title, text] = TEXTS[error?.status] ?? ["Something went wrong", isFault ? OURS : error.message];
  page(
    { title },
    el(
      "section.row.opening",
      {},
      el("div.main", {}, el("h1", {}, title), el("p.question", {}, text), el("p.actions", {}, wayOn(error, retry))),
    ),
  );
}

function wayOn(error, retry) {
  const home = el("a.button", { href: "/" }, "To the start");
  const canRetry = retry && ![401, 403, 404].includes(error?.status);
  return canRetry ? [button("Try again", retry, { look: MAIN }), home] : [home];
}

export function showNotFound() {
  showProblem({ status: 404 });
}
