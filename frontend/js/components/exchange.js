// One question with its follow-ups: the words, what carried a score, what stood where something was missing, and why.

import { coaching } from "./coaching.js";
import { quotes } from "./quote.js";
import { table } from "./table.js";
import { aloud, who } from "./turn.js";
import { el, fill } from "../lib/dom.js";
import { counted, shortEngine, upperFirst } from "../lib/format.js";
import { engineChanges } from "../models/exchanges.js";
import { pieces, paragraphs } from "../models/marks.js";

const VERDICTS = { right: "Right.", wrong: "Not so.", not_said: "Not said." };
const KINDS = { keep: "kept", gap: "gap" };

export function exchanges(report) {
  if (!report.exchanges.length) return null;
  const first = report.fix_first?.exchange ?? report.exchanges[0].number;
  const by = engineChanges(report.exchanges.flatMap(({ turns }) => turns));
  return el(
    "section.part",
    { "aria-labelledby": "exchanges" },
    el(
      "div.row",
      {},
      el("h2#exchanges.margin", {}, report.exchanges.length === 1 ? "The exchange" : "The exchanges"),
      el("div.main", {}, legend()),
    ),
    report.exchanges.map((exchange) => fold(exchange, { report, by, open: exchange.number === first })),
  );
}

function legend() {
  return el(
    "p.small.quiet",
    {},
    el("mark.keep", {}, "Kept words"),
    " carried a score. ",
    el("mark.gap", {}, "Marked words"),
    " stood where something was missing.",
  );
}

/** by: where the engine that words the interviewer changes. */
function fold(exchange, { report, by, open }) {
  return el(
    "details.exchange",
    { open, id: `x${exchange.number}` },
    el(
      "summary",
      {},
      el(
        "h3",
        {},
        `${exchange.number} · ${exchange.title}`,
        exchange.passed ? el("span.quiet", {}, " · passed") : null,
      ),
    ),
    el("div.row.exchange-head", {}, el("div.main.stack", {}, summary(exchange))),
    el(
      "ol.record.turns",
      {},
      exchange.turns.map((turn) => turnRow(turn, exchange, { report, by })),
    ),
    el("div.row.exchange-foot", {}, el("div.main.stack--wide.stack", {}, afterwards(exchange, report))),
  );
}

function summary({ summary: text, not_graded: reason, hints }) {
  return [
    reason ? el("p.notice", {}, el("b", {}, "Not graded."), ` ${upperFirst(reason)}`) : null,
    text ? el("p", {}, text) : null,
    hints ? el("p.small.quiet", {}, `${upperFirst(counted(hints, "hint"))}, as you asked for.`) : null,
  ];
}

function turnRow(turn, exchange, { report, by }) {
  const marks = exchange.marks.filter((mark) => mark.turn === turn.number);
  const them = turn.speaker === "interviewer";
  const coach = turn.kind === "coach_note";
  const name = coach ? "Coach" : them ? report.persona_name : "You";
  const worded = by.has(turn.number) ? shortEngine(by.get(turn.number)) : null;
  const label = who(name, `Turn ${turn.number}`, aloud(turn), worded);
  label.classList.add("margin");
  return el(
    "li.row",
    { id: `t${turn.number}`, class: `row ${coach ? "turn--coach" : them ? "turn--them" : "turn--you"}` },
    label,
    marked(turn, marks, exchange.category === "coding" && !them),
    marks.length ? el("div.side.gloss", {}, marks.map(gloss)) : null,
  );
}

function marked(turn, marks, code) {
  if (code)
    return el(
      "div.main.said.said--code",
      {},
      el(
        "pre",
        { dir: "auto", tabindex: "0", role: "group", "aria-label": "Code" },
        pieces(turn.text, marks).map((piece) => shown({ ...piece, last: piece.mark !== null })),
      ),
    );
  return el(
    "div.main.said",
    {},
    paragraphs(pieces(turn.text, marks)).map((paragraph) => el("p", { dir: "auto" }, paragraph.map(shown))),
  );
}

function shown({ text, mark, last }) {
  if (!mark) return text;
  return [
    el("mark", { class: mark.kind }, text),
    last
      ? el("sup", {}, el("span.unseen", {}, ` (${KINDS[mark.kind]}, note `), mark.label, el("span.unseen", {}, ") "))
      : null,
  ];
}

function gloss({ label, note }) {
  return el("p", {}, el("b", {}, label), ` ${note}`);
}

function afterwards(exchange, report) {
  return [
    scores(exchange),
    exchange.claims.length
      ? el("div", {}, el("h4", {}, "Facts that could be checked"), el("ul.plain-list", {}, exchange.claims.map(claim)))
      : null,
    el("div.coaching.stack--wide", { "data-exchange": exchange.number }, coaching(report, exchange)),
    points("Before the next try, ask yourself", exchange.ask_yourself),
    points("What a strong answer shows", exchange.strong, true),
  ];
}

/** Puts what was written later where it belongs; everything else stays as it is, open folds too. */
export function fillCoaching(root, report) {
  for (const exchange of report.exchanges) {
    const place = root.querySelector(`.coaching[data-exchange="${exchange.number}"]`);
    if (place) fill(place, coaching(report, exchange));
  }
}

/** Every score with its reason and the words it rests on. */
function scores({ pillars }) {
  const graded = pillars.filter((line) => line.score !== null || line.reason);
  if (!graded.length) return null;
  const columns = [{ head: "Pillar" }, { head: "Score" }, { head: "Why", label: "Why" }];
  const rows = graded.map((line) => [line.name, scoreCell(line), why(line)]);
  return el("details", {}, el("summary", {}, "Why these scores"), table({ columns, rows, rowHeads: true }));
}

function scoreCell(line) {
  return line.score === null
    ? line.in_words || "not assessed"
    : [el("b", {}, String(line.score)), line.in_words ? `, ${line.in_words}` : null];
}

export function why(line) {
  return [
    line.reason,
    line.missing ? ` Missing: ${line.missing}` : null,
    line.quotes.length ? [" ", quotes(line.quotes)] : null,
  ];
}

function claim({ says, verdict, quote, note }) {
  return el(
    "li",
    {},
    el("b", {}, VERDICTS[verdict] ?? verdict),
    ` ${verdict === "wrong" ? note || says : [says, note].filter(Boolean).join(" ")}`,
    quote ? [" ", quotes([quote])] : null,
  );
}

function points(title, list, folded = false) {
  if (!list.length) return null;
  const items = el(
    "ul.plain-list",
    {},
    list.map((item) => el("li", { dir: "auto" }, item)),
  );
  return folded ? el("details", {}, el("summary", {}, title), items) : el("div", {}, el("h4", {}, title), items);
}
