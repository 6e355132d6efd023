// The quieter parts of a report: trust, coverage, observations, integrity, drills, the whole transcript.

import { begin } from "./begin.js";
import { quotes } from "./quote.js";
import { aloud, said, who } from "./turn.js";
import { guarded, button } from "./notice.js";
import { el } from "../lib/dom.js";

function section(id, title, ...content) {
  return el("section.row.part", { "aria-labelledby": id }, el("h2.margin", { id }, title), content);
}

export function trust({ trust: { interviewer, grader, rubric, qualification, limits } }) {
  const by =
    interviewer === grader
      ? `Interviewed and graded by ${engine(grader)}`
      : `Interviewed by ${engine(interviewer)}, graded by ${engine(grader)}`;
  return section(
    "trust",
    "How far to trust this",
    el(
      "div.main.stack",
      {},
      el("p", {}, `${by}, rubric ${rubric}.`, qualification ? ` ${qualification}` : null),
      limits.map((limit) => el("p.quiet", {}, limit)),
    ),
  );
}

/** One engine, or several with the turns of each. */
function engine(names) {
  return names.replaceAll(/(^| )offline\b/g, "$1the built-in engine");
}

export function coverage({ coverage: { shown, asked_not_shown: missed, not_reached: never } }) {
  if (!shown.length && !missed.length && !never.length) return null;
  const column = (title, items, look) =>
    el(
      "div",
      {},
      el("h3", {}, title),
      items.length
        ? el(
            "ul",
            { class: look },
            items.map((item) => el("li", {}, item)),
          )
        : el("p.quiet.small", {}, "Nothing"),
    );
  return section(
    "coverage",
    "What this covered",
    el(
      "div.wide.threefold",
      {},
      column("Shown", shown),
      column("Asked for, not shown", missed),
      column("Not reached", never, "quiet"),
    ),
  );
}

export function observations({ observations: list }) {
  if (!list.length) return null;
  return section("noted", "Noted, without a score", el("div.main.stack--wide.stack", {}, list.map(observation)));
}

function observation({ title, text, items, quotes: words }) {
  return el(
    "div",
    {},
    el("h3", {}, title),
    text ? el("p", {}, text) : null,
    items.length
      ? el(
          "ul.plain-list",
          {},
          items.map((item) => el("li", {}, item)),
        )
      : null,
    words.length ? el("p", {}, quotes(words)) : null,
  );
}

export function integrity({ integrity: list }) {
  if (!list.length) return null;
  const line = ({ text, quote }) => el("p", {}, text, " ", quotes([quote]));
  return section(
    "integrity",
    "Addressed to the grader",
    el("div.main.stack", {}, list.map(line), el("p.small.quiet", {}, "Reported, and without any effect on a score.")),
  );
}

export function drills(report, go) {
  if (!report.drills.length) return null;
  return section(
    "next",
    "Worth practising next",
    el(
      "ul.main.drills",
      {},
      report.drills.map((drill) => drillRow(drill, go)),
    ),
  );
}

function drillRow({ title, why, question_id: question, persona, minutes }, go) {
  const start = guarded(() => begin({ format: "drill", persona, question }, go));
  return el(
    "li",
    {},
    el("div", {}, el("h3", {}, title), el("p.quiet", {}, why)),
    el(
      "p.actions.no-print",
      {},
      button(`Start · ${minutes} min`, start, { "aria-label": `Start · ${minutes} min: ${title}` }),
    ),
  );
}

export function transcript(report) {
  const turns = report.exchanges.flatMap((exchange) => exchange.turns);
  const part = section(
    "transcript",
    "Transcript",
    el(
      "div.main.transcript",
      {},
      report.exchanges.map((exchange) =>
        group(`${exchange.number} · ${exchange.title}`, exchange.turns, report, {
          code: exchange.category === "coding",
          above: true, // on paper, where every fold is open, once is enough
        }),
      ),
      report.closing.length
        ? group(
            turns.length ? "Your questions, and the close · not graded" : "What was said · not graded",
            report.closing,
            report,
          )
        : null,
    ),
  );
  part.classList.toggle("no-print", !report.closing.length);
  return part;
}

function group(title, turns, report, { code = false, above = false } = {}) {
  return el(
    "details",
    { class: above ? "no-print" : null },
    el("summary", {}, title),
    el(
      "ol.record",
      {},
      turns.map((turn) => line(turn, report, code)),
    ),
  );
}

function line(turn, report, code) {
  const them = turn.speaker === "interviewer";
  const name = turn.kind === "coach_note" ? "Coach" : them ? report.persona_name : "You";
  return el(
    "li",
    { class: them ? "turn--them" : "turn--you" },
    who(name, `Turn ${turn.number}`, aloud(turn)),
    said(turn.text, { code: code && !them }),
  );
}
