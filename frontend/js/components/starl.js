// Situation, task, action, result and learnings, for the answers that tell a story.

import { why } from "./exchange.js";
import { quotes } from "./quote.js";
import { table } from "./table.js";
import { el, svg } from "../lib/dom.js";

const HEARD = ["Absent", "Thin", "Clear", "Strong"];
const COLUMNS = [{ head: "Part" }, { head: "Heard as" }, { head: "In your words, or missing", label: "Words" }];

export function starl(report) {
  const told = report.exchanges.filter((exchange) => exchange.starl);
  if (!told.length) return null;
  return el(
    "section.row.part",
    { "aria-labelledby": "starl" },
    el("h2#starl.margin", {}, "STAR+L"),
    el("div.wide.stack--wide.stack", {}, told.map(one)),
  );
}

function one(exchange) {
  const rows = exchange.starl.map((line) => [line.name, heard(line), words(line)]);
  return table({
    caption: `Exchange ${exchange.number}: ${exchange.title}`,
    columns: COLUMNS,
    rows,
    rowHeads: true,
    look: "starl",
  });
}

function heard({ score, in_words: inWords }) {
  if (score === null) return "Not assessed";
  return el(
    "span.heard",
    {},
    squares(score),
    inWords ? inWords.charAt(0).toUpperCase() + inWords.slice(1) : HEARD[score],
  );
}

function squares(score) {
  const square = (index) =>
    svg(index < score ? "rect.on" : "rect", { x: index * 16 + 0.5, y: 0.5, width: 11, height: 11 });
  return svg("svg.element-scale", { viewBox: "0 0 44 12", "aria-hidden": "true" }, [0, 1, 2].map(square));
}

function words(line) {
  if (line.quotes.length)
    return [quotes(line.quotes), line.missing ? el("span.quiet", {}, ` Missing: ${line.missing}`) : null];
  return line.missing ?? why(line);
}
