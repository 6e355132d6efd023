// A report, or how far its grading is.

import { openTargets } from "../components/contents.js";
import { deleteControl } from "../components/delete.js";
import { ProseLine } from "../components/prose.js";
import { reportParts, showProse } from "../components/report.js";
import { page } from "../components/shell.js";
import { api, reportUrl } from "../lib/api.js";
import { el, fill } from "../lib/dom.js";
import { longDay } from "../lib/format.js";
import { BUILT_IN } from "../models/engines.js";

const POLL_EVERY = 1_500; // milliseconds
const UNFINISHED = new Set(["ready", "live", "paused"]);

export async function showReport({ params, signal, go }) {
  try {
    showGraded(await api.report(params.id, { signal }), params.id, { signal, go });
  } catch (error) {
    if (error.status !== 409) throw error;
    const session = await api.session(params.id, { signal });
    if (UNFINISHED.has(session.status)) showUnfinished(session);
    else showGrading(session, { signal, go });
  }
}

function showGraded(report, id, { signal, go }) {
  const title = `${report.persona_name}, ${longDay(report.started_at)}`;
  const notGraded = report.verdict_kind === "not_graded";
  const gradeAgain = async () => {
    await api.gradeAgain(id);
    await showGrading(await api.session(id, { signal }), { signal, go });
  };
  const prose = new ProseLine(report.prose, {
    load: () => api.report(id, { signal }),
    again: () => api.gradeAgain(id),
    onDone: (written) => showProse(document.getElementById("content"), written, go),
    signal,
  });
  const parts = reportParts(report, {
    go,
    progress: prose.node,
    downloadUrl: (format) => reportUrl(id, format),
    gradeAgain: notGraded ? gradeAgain : null,
  });
  page({ title: `Report: ${title}`, foot: foot(report, title) }, parts);
  openTargets(signal);
}

function foot(report, title) {
  const turns = report.exchanges.reduce((sum, exchange) => sum + exchange.turns.length, report.closing.length);
  const grades = report.exchanges.filter((exchange) => !exchange.not_graded && !exchange.passed).length;
  return [
    el("p", {}, `${whereItIs(report.trust)} `, el("a", { href: "/history" }, "All your sessions")),
    deleteControl({ id: report.session_id, title, turns, grades }),
  ];
}

function whereItIs({ interviewer, grader }) {
  const alone = interviewer === BUILT_IN && grader === BUILT_IN;
  return alone
    ? "Stored on this machine only."
    : "Stored on this machine. What you said was also sent to the language models named under “How far to trust this”.";
}

function showUnfinished(session) {
  const { name } = session.persona;
  page(
    {
      title: `${name}, not finished`,
      foot: [
        deleteControl({
          id: session.id,
          title: `${name}, ${longDay(session.created_at)}`,
          turns: session.turns?.length ?? null,
          grades: null,
        }),
      ],
    },
    el(
      "section.row.opening",
      {},
      el(
        "div.main",
        {},
        el("h1", {}, `${name} is waiting for you`),
        el("p.question", {}, "This one isn’t finished, so there is no report yet."),
        el("p.actions", {}, el("a.button.button--main", { href: `/session/${session.id}` }, "Go on where you were")),
      ),
    ),
  );
}

function showGrading(session, { signal, go }) {
  const status = el(
    "p.question",
    { role: "status" },
    "Every score will carry its reason. This page turns into the report by itself.",
  );
  const actions = el("p.actions");
  page(
    { title: "Grading" },
    el(
      "section.row.opening",
      {},
      el("div.main", {}, el("h1", {}, `Grading what you told ${session.persona.name}`), status, actions),
    ),
  );
  watch(session.id, signal, (error) => {
    if (!error) return showReport({ params: { id: session.id }, signal, go });
    return fill(status, error.message);
  });
}

/** Asks now and then, until there is a report; tells the first failure that will not pass. */
function watch(id, signal, onEnd) {
  const timer = setInterval(async () => {
    try {
      await api.report(id, { signal });
      clearInterval(timer);
      onEnd(null);
    } catch (error) {
      if (signal.aborted || error.status === 409 || error.retryable) return;
      clearInterval(timer);
      onEnd(error);
    }
  }, POLL_EVERY);
  signal.addEventListener("abort", () => clearInterval(timer));
}
