// One sentence, one action, then what was, and what moved.

import { page } from "../components/shell.js";
import { sessionsTable } from "../components/sessions.js";
import { sameQuestion } from "../components/same-question.js";
import { trendSection } from "../components/trend.js";
import { againButton } from "../components/waiting.js";
import { MAIN } from "../components/notice.js";
import { api } from "../lib/api.js";
import { el, fill } from "../lib/dom.js";
import { lowerFirst } from "../lib/format.js";
import { again, sameTwice, tooFew, trends } from "../models/progress.js";

const MOST_REPORTS = 24; // the latest ones; a trend over more is no clearer
const AT_ONCE = 4;

export async function showHistory({ signal, go }) {
  const sessions = await api.sessions({ signal });
  if (!sessions.length) return showEmpty();
  const graded = sessions.filter((session) => session.status === "graded");
  const opening = el("section.row.opening", { "aria-labelledby": "now" }, firstWords(graded[0]));
  const moved = el("div");
  page(
    {
      title: "History",
      current: "history",
      foot: [el("p", {}, "Kept on this machine. Any session can be deleted from its report.")],
    },
    opening,
    moved,
    el(
      "section.row.part",
      { "aria-labelledby": "all" },
      el("h2#all.margin", {}, "All sessions"),
      el("div.wide", {}, sessionsTable(sessions)),
    ),
  );
  addWhatMoved({ graded, opening, moved, signal, go });
  return undefined;
}

function showEmpty() {
  page(
    { title: "History", current: "history" },
    el(
      "section.row.opening",
      {},
      el(
        "div.main",
        {},
        el("h1.unseen", {}, "History"),
        el("p.question", {}, "Nothing here yet. One answer takes four minutes."),
        el(
          "p.actions",
          {},
          el("a.button.button--main", { href: "/" }, "Practise one answer"),
          el("a.plain", { href: "/sample" }, "See a finished report"),
        ),
      ),
    ),
  );
}

function firstWords(latest, { line = null, action = null } = {}) {
  const title = latest?.next_time ? `Next time: ${lowerFirst(latest.next_time)}` : "What you have practised";
  return el(
    "div.main",
    {},
    el("h1#now", {}, title),
    line ? el("p.question", {}, line) : null,
    el("p.actions", {}, action ?? el("a.button.button--main", { href: "/" }, "Practise one answer")),
  );
}

/** The page is there at once; what the reports say together joins it when they have come. */
async function addWhatMoved({ graded, opening, moved, signal, go }) {
  const entries = await reportsOf(graded.slice(0, MOST_REPORTS), signal);
  if (signal.aborted || !entries.length) return;
  const found = trends(entries);
  const pair = sameTwice(entries);
  const latest = entries.find(({ session }) => session.id === graded[0].id);
  const next = latest ? again(latest.report) : null;
  fill(
    opening,
    firstWords(graded[0], { line: latest?.report.verdict, action: next ? againButton(next, go, MAIN) : null }),
  );
  fill(moved, found.length ? trendSection(found, tooFew(entries)) : null, pair ? sameQuestion(pair) : null);
}

async function reportsOf(sessions, signal) {
  const waiting = [...sessions];
  const entries = [];
  const fetchSome = async () => {
    for (let session = waiting.shift(); session && !signal.aborted; session = waiting.shift()) {
      const report = await api.report(session.id, { signal }).catch(() => null);
      if (report) entries.push({ session, report });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchSome));
  return entries;
}
