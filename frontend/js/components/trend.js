// A pillar over several sessions: a line with the bar at 3, and the same as a table.

import { table } from "./table.js";
import { button } from "./notice.js";
import { el, fill, svg } from "../lib/dom.js";
import { FORMAT_NAMES, listed, shortDay, shortEngine, upperFirst } from "../lib/format.js";
import { trendSentence } from "../models/progress.js";

const MOST = 8; // points a chart can hold with readable dates
const WIDTH = { from: 52, to: 382 };
const y = (score) => 200 - (score - 1) * 44;
const COLUMNS = [{ head: "Date" }, { head: "Session" }, { head: "Score", num: true }, { head: "Exchanges", num: true }];

export function trendSection(found, few) {
  const title = el("h2#trend.margin");
  const body = el("div.wide.stack");
  const show = (trend) => {
    fill(title, trend.name);
    fill(
      body,
      el("p", {}, trendSentence(trend)),
      el("div.trend", {}, figure(trend), numbers(trend)),
      others(found, trend, few, show),
    );
  };
  show(found[0]);
  return el("section.row.part", { "aria-labelledby": "trend" }, title, body);
}

function others(found, shown, few, show) {
  const rest = found.filter((trend) => trend !== shown);
  const thin = few.length ? `${listed(few.map(({ name }) => name))}: a trend needs three points.` : null;
  if (!rest.length && !thin) return null;
  const choose = (trend) => () => {
    show(trend);
    document.getElementById("trend").scrollIntoView({ block: "nearest" });
    document.querySelector(".trend-others button")?.focus();
  };
  return el(
    "p.actions.small.trend-others",
    {},
    rest.length ? el("span.quiet", {}, "Also:") : null,
    rest.map((trend) => button(trend.name, choose(trend), { look: "plain small" })),
    thin ? el("span.quiet", {}, upperFirst(thin)) : null,
  );
}

function figure(trend) {
  const points = trend.points.slice(-MOST);
  const at = points.map((point, index) => ({ ...point, x: spread(index, points.length), y: y(point.mean) }));
  const title = `${trend.name} in ${points.length} sessions, on a scale of 1 to 5 with the bar at 3. The values are in the table.`;
  const drawing = [grid(), cuts(at), runs(at).map(line), at.map(dot), at.map(date)];
  return el(
    "figure",
    {},
    svg("svg", { viewBox: "0 0 416 256", role: "img", "aria-label": title }, drawing.flat()),
    el("figcaption.small.quiet", {}, note(at)),
  );
}

function spread(index, count) {
  return WIDTH.from + (index * (WIDTH.to - WIDTH.from)) / Math.max(1, count - 1);
}

function note(at) {
  const hollow = at.some((point) => point.exchanges === 1) ? "Hollow: a single exchange. " : "";
  const cut =
    runs(at).length > 1
      ? "The line breaks where the engine changed, because the two sides can’t be compared point by point."
      : "";
  return `${hollow}${cut}` || "Each mark is a session.";
}

function grid() {
  const lines = [1, 2, 4, 5].map((score) => `M24 ${y(score)}H408`).join("");
  const labels = [1, 2, 3, 4, 5].map((score) =>
    svg(score === 3 ? "text.strong" : "text", { x: 0, y: y(score) + 4 }, String(score)),
  );
  return [
    svg("path.c-grid", { d: lines }),
    svg("path.c-bar", { d: `M24 ${y(3)}H408` }),
    labels,
    svg("text.strong", { x: 24, y: y(3) - 8 }, "the bar"),
  ];
}

/** Points made by one engine belong together. */
function runs(at) {
  const out = [];
  for (const point of at) {
    if (out.at(-1)?.[0].engine === point.engine) out.at(-1).push(point);
    else out.push([point]);
  }
  return out;
}

function cuts(at) {
  return runs(at)
    .slice(1)
    .map(([first]) => {
      const x = first.x - (WIDTH.to - WIDTH.from) / (at.length - 1) / 2;
      return [svg("path.c-cut", { d: `M${x} 24V200` }), svg("text", { x: x + 8, y: 40 }, "new engine")];
    });
}

function line(run) {
  return svg("path.c-trend", {
    d: run.map((point, index) => `${index ? "L" : "M"}${point.x.toFixed(1)} ${point.y.toFixed(1)}`).join(""),
  });
}

function dot({ x, y: at, exchanges }) {
  return exchanges === 1
    ? svg("circle.c-hollow", { cx: x, cy: at, r: 5 })
    : svg("circle.c-dot", { cx: x, cy: at, r: 5.5 });
}

function date({ x, at, exchanges }, index) {
  const label = (text, row) => svg("text", { x, y: row, "text-anchor": "middle" }, text);
  return [label(shortDay(at), 226), label(index ? String(exchanges) : `${exchanges} ex.`, 246)];
}

function numbers(trend) {
  const rows = [];
  for (const point of [...trend.points].reverse()) {
    const newer = rows.at(-1)?.point;
    if (newer && newer.engine !== point.engine) rows.push({ row: engineRow(newer, point) });
    rows.push({ point, row: pointRow(point) });
  }
  const caption = el("span.unseen", {}, "The same sessions as numbers");
  return table({ caption, columns: COLUMNS, rows: rows.map(({ row }) => row), folds: false, look: "trend-table" });
}

function pointRow({ at, who, format, mean, exchanges }) {
  return [shortDay(at), `${who}, ${FORMAT_NAMES[format] ?? format}`, mean.toFixed(1), String(exchanges)];
}

function engineRow(newer, older) {
  return `From ${shortDay(newer.at)} on: ${shortEngine(newer.engine)}. Before: ${shortEngine(older.engine)}.`;
}
