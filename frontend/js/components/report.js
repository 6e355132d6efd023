// All of a report, in order. The sample uses the same.

import { contents } from "./contents.js";
import { exchanges, fillCoaching } from "./exchange.js";
import { ledger } from "./ledger.js";
import { coverage, drills, integrity, observations, transcript, trust } from "./more-report.js";
import { pillars } from "./pillars.js";
import { starl } from "./starl.js";
import { verdict } from "./verdict.js";
import { el, fill } from "../lib/dom.js";

/** deps as for `verdict`, and `progress`: a node that stands below the first screen, or none. */
export function reportParts(report, deps) {
  const graded = report.pillars.length && report.verdict_kind !== "not_graded";
  const rest = el(
    "div",
    {},
    graded ? pillars(report) : null,
    trust(report),
    exchanges(report),
    ledger(report),
    starl(report),
    coverage(report),
    observations(report),
    integrity(report),
    el("div.drills-place", {}, drills(report, deps.go)),
    transcript(report),
  );
  return [verdict(report, deps), deps.progress ?? null, contents(rest), rest];
}

/** Shows what a model wrote after the numbers were there. */
export function showProse(root, report, go) {
  fillCoaching(root, report);
  fill(root.querySelector(".drills-place"), drills(report, go));
}
