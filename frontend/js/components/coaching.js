// What a model wrote about one exchange beside the scores: what a stronger answer would hold, and one passage told again.

import { quotes } from "./quote.js";
import { el } from "../lib/dom.js";
import { shortEngine } from "../lib/format.js";
import { blankPieces } from "../models/blanks.js";

/** Nodes, none where nothing was written about this exchange; the first says who wrote. */
export function coaching(report, { number }) {
  const told = report.coaching?.exchanges ?? [];
  const own = told.find(({ exchange }) => exchange === number);
  if (!own) return [];
  return [
    own.stronger.length ? el("div", {}, el("h4", {}, "What a stronger answer would hold"), lines(own.stronger)) : null,
    own.rewrite ? rewrite(own.rewrite) : null,
    own === told[0] ? el("p.small.quiet", {}, writtenBy(report.coaching.model)) : null,
  ].filter(Boolean);
}

function lines(points) {
  return el(
    "ul.plain-list",
    {},
    points.map((point) => el("li", { dir: "auto" }, point)),
  );
}

function rewrite({ said, text, blanks }) {
  return el(
    "div",
    {},
    el("h4", {}, "One passage, told again"),
    el("p", {}, el("span.small.quiet", {}, "You said "), quotes([said])),
    el("p.told-again", { dir: "auto" }, blankPieces(text, blanks).map(piece)),
    blanks.length ? el("dl.blanks", {}, blanks.map(toFill)) : null,
  );
}

function piece({ text, isBlank }) {
  return isBlank ? el("b.blank", {}, text) : text;
}

function toFill({ name, question }) {
  return el("div", {}, el("dt", { dir: "auto" }, `[${name}]`), el("dd", { dir: "auto" }, question));
}

function writtenBy(model) {
  return `Written by ${shortEngine(model)} after the scores were fixed, and it moved none of them. A passage told again keeps to the figures and names that you gave; what stands in square brackets is yours to fill in.`;
}
