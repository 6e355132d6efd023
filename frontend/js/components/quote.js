// A candidate's or an interviewer's words, and the way to where they were said.

import { el } from "../lib/dom.js";

export function turnLink(number, text = `turn ${number}`) {
  return el("a.turn-link", { href: `#t${number}` }, text);
}

export function quoted(quote) {
  return el("q", { dir: "auto" }, quote.text);
}

export function quotes(list) {
  return list.map((quote, index) => [
    index ? " " : null,
    quoted(quote),
    " ",
    el("span.quiet", {}, turnLink(quote.turn)),
  ]);
}
