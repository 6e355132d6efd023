// All sessions, newest first, each with what it came to and what to do next time.

import { table, nothing } from "./table.js";
import { el } from "../lib/dom.js";
import { day, FORMAT_NAMES } from "../lib/format.js";

const COLUMNS = [{ head: "Date" }, { head: "Session" }, { head: "Came to" }, { head: "Next time" }];
const OPEN = { ready: "Not started", live: "Not finished", paused: "Paused", grading: "Being graded" };

export function sessionsTable(sessions) {
  return table({ columns: COLUMNS, rows: sessions.map(row), look: "sessions" });
}

function row(session) {
  const at = session.started_at ?? session.created_at;
  const graded = session.status === "graded";
  const href = graded || session.status === "grading" ? `/report/${session.id}` : `/session/${session.id}`;
  const name = `${session.persona.name}, ${FORMAT_NAMES[session.format] ?? session.format}`;
  return [
    el("time", { datetime: at }, day(at)),
    el("a", { href }, name),
    cameTo(session, graded),
    session.next_time || nothing,
  ];
}

function cameTo(session, graded) {
  if (!graded) return el("span.quiet", {}, OPEN[session.status] ?? session.status);
  return [session.headline, session.count_line].filter(Boolean).join(", ") || "Graded";
}
