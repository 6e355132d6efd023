// Starts the page: which path shows which view.

import { arrive } from "./components/shell.js";
import { Router } from "./lib/router.js";
import { showHistory } from "./views/history.js";
import { showInterview } from "./views/interview.js";
import { showNotFound, showProblem } from "./views/problem.js";
import { showReport } from "./views/report.js";
import { showRound } from "./views/round.js";
import { showSample } from "./views/sample.js";
import { showSetup } from "./views/setup.js";

const ROUTES = [
  [/^\/$/, showSetup],
  [/^\/round\/(?<persona>[\w-]+)$/, showRound],
  [/^\/session\/(?<id>[\w-]+)$/, showInterview],
  [/^\/report\/(?<id>[\w-]+)$/, showReport],
  [/^\/history$/, showHistory],
  [/^\/sample$/, showSample],
];

const router = new Router(ROUTES, show);
router.start();

async function show(match, { first, signal }) {
  if (!match) return showNotFound();
  const context = { params: match.params, signal, go: (path, options) => router.go(path, options) };
  try {
    await match.view(context);
  } catch (error) {
    if (signal.aborted) return;
    showProblem(error, () => show(match, { first: false, signal }));
  }
  if (!signal.aborted) arrive(first);
}
