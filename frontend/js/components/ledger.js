// What the interviewer went for, turn by turn, and what came back.

import { quoted, turnLink } from "./quote.js";
import { table } from "./table.js";
import { el } from "../lib/dom.js";

const CAME_BACK = {
  answered: "Answered.",
  in_part: "In part.",
  missing: "Missing.",
  declined: "Declined.",
  not_answered: "Not answered.",
};
const COLUMNS = [
  { head: "Turn" },
  { head: "Asked" },
  { head: "To find out" },
  { head: "What came back", label: "Came back" },
];

export function ledger(report) {
  if (!report.ledger.length) return null;
  const rows = report.ledger.map((row) => [
    turnLink(row.turn, String(row.turn)),
    el("span", { dir: "auto" }, row.asked),
    row.gap_name,
    cameBack(row),
  ]);
  return el(
    "section.row.part",
    { "aria-labelledby": "ledger" },
    el("h2#ledger.margin", {}, `What ${report.persona_name} went for`),
    el("div.wide", {}, table({ caption: report.ledger_line, columns: COLUMNS, rows, look: "ledger" })),
  );
}

function cameBack({ came_back: kind, quote, note }) {
  return [el("b", {}, CAME_BACK[kind] ?? kind), note ? ` ${note}` : null, quote ? [" ", quoted(quote)] : null];
}
