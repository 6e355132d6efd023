// Five lines with the bar at 3, words beside each, and the numbers in a table below.

import { table, nothing } from "./table.js";
import { el, svg } from "../lib/dom.js";
import { counted } from "../lib/format.js";

const LEFT = 16; // where 1 stands; a level is 92 wide
const LEVEL = 92;
const x = (score) => LEFT + (score - 1) * LEVEL;

export function pillars(report) {
  const repeated = report.pillars.some((line) => hasRange(line));
  return el(
    "section.row.part",
    { "aria-labelledby": "pillars" },
    el("h2#pillars.margin", {}, "Five pillars, against the bar"),
    el(
      "div.wide.stack--wide.stack",
      {},
      el("ul.lines", {}, axis(), report.pillars.map(row)),
      el(
        "p.small.quiet",
        {},
        repeated
          ? "Dot: your score. Pale band: where it fell when the grading was repeated."
          : "Dot: your score. Dotted line: not assessed.",
      ),
      el("details", { open: true }, el("summary", {}, "The numbers"), numbers(report, repeated)),
    ),
  );
}

function axis() {
  const label = (score, text, strong) =>
    svg(strong ? "text.strong" : "text", { x: x(score), y: 16, "text-anchor": "middle" }, text);
  const labels = [label(1, "1"), label(2, "2"), label(3, "3, the bar", true), label(4, "4"), label(5, "5")];
  return el("li.axis", { "aria-hidden": "true" }, svg("svg", { viewBox: "0 0 400 24" }, labels));
}

function row(line) {
  const count = line.mean === null ? line.reason || null : counted(line.exchanges, "exchange");
  return el(
    "li",
    {},
    el("h3", {}, line.name),
    chart(line),
    el("p.inwords", {}, line.in_words, count ? [" ", el("span", {}, count)] : null),
  );
}

function chart(line) {
  const drawing = line.mean === null ? [svg("path.c-none", { d: `M${x(1)} 14H${x(5)}` })] : scale(line);
  return svg("svg", { viewBox: "0 0 400 28", "aria-hidden": "true" }, drawing);
}

function scale(line) {
  const ticks = [1, 2, 4, 5].map((score) => `M${x(score)} 10v8`).join("");
  return [
    svg("path.c-line", { d: `M${x(1)} 14H${x(5)}${ticks}` }),
    svg("path.c-bar", { d: `M${x(3)} 2v24` }),
    hasRange(line) ? svg("path.c-range", { d: `M${x(line.low)} 14H${x(line.high)}` }) : null,
    svg("circle.c-dot", { cx: x(line.mean), cy: 14, r: 6.5 }),
  ];
}

function hasRange({ low, high }) {
  return low !== null && high !== null && low !== undefined && high > low;
}

function numbers(report, repeated) {
  const columns = [
    { head: "Pillar" },
    ...report.exchanges.map(({ title }) => ({ head: title, num: true })),
    { head: "Mean", num: true },
  ];
  if (repeated) columns.push({ head: "Repeated", num: true });
  const rows = report.pillars.map((line) => [
    line.name,
    ...report.exchanges.map((exchange) => scoreIn(exchange, line.pillar)),
    mean(line),
    ...(repeated ? [range(line)] : []),
  ]);
  const caption =
    "Each exchange on its own, then the mean, weighted by what each question asks for and what this interviewer looks for.";
  return table({ caption, columns, rows, rowHeads: true });
}

function scoreIn(exchange, pillar) {
  const score = exchange.pillars.find((line) => line.id === pillar)?.score ?? null;
  return score === null ? nothing : String(score);
}

function mean(line) {
  return line.mean === null ? "not assessed" : el("b", {}, line.mean.toFixed(1));
}

function range(line) {
  return line.low === null || line.mean === null ? nothing : `${line.low.toFixed(1)} to ${line.high.toFixed(1)}`;
}
