// What is left from earlier: a session that waits, or an answer worth another try.

import { begin } from "./begin.js";
import { guarded, button } from "./notice.js";
import { api } from "../lib/api.js";
import { el } from "../lib/dom.js";
import { lowerFirst, longDay, FORMAT_NAMES } from "../lib/format.js";
import { again } from "../models/progress.js";

const OPEN = new Set(["ready", "live", "paused"]);

/** A block for the side of the first page, or null when there is nothing. */
export async function waitingFor(sessions, { signal, go }) {
  const open = sessions.find((session) => OPEN.has(session.status) && session.started_at !== null);
  if (open) return unfinished(open);
  const graded = sessions.find((session) => session.status === "graded" && session.next_time);
  if (!graded) return null;
  return lastTime(graded, await api.report(graded.id, { signal }), go);
}

function unfinished(session) {
  const what = `${session.persona.name}, ${FORMAT_NAMES[session.format] ?? "session"}, ${longDay(session.started_at)}.`;
  return el(
    "div",
    {},
    el("p.quiet", {}, "Still waiting for you:"),
    el("p", {}, what),
    el("p", {}, el("a.plain.small", { href: `/session/${session.id}` }, "Go on where you were")),
  );
}

function lastTime(session, report, go) {
  const next = again(report);
  return el(
    "div",
    {},
    el("p.quiet", {}, `Last time, with ${session.persona.name}:`),
    el("p", {}, report.verdict || `Next time: ${lowerFirst(session.next_time)}`),
    next ? el("p", {}, againButton(next, go, "plain small")) : null,
  );
}

/** "Try that answer again · 4 min". */
export function againButton({ minutes, body }, go, look) {
  const start = guarded(() => begin(body, go));
  return button(minutes ? `Try that answer again · ${minutes} min` : "Try that answer again", start, { look });
}
