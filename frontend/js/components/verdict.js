// The first screen of a report: what it came to, what would change it, keep and fix first, once more.

import { notice, button, guarded, MAIN } from "./notice.js";
import { quoted, turnLink } from "./quote.js";
import { againButton } from "./waiting.js";
import { selfRating } from "./self-rating.js";
import { el } from "../lib/dom.js";
import { day, DOWNLOAD_NAMES } from "../lib/format.js";
import { again } from "../models/progress.js";

const FORMATS = ["pdf", "markdown", "html", "json"];

/** deps: {go, downloadUrl(format), gradeAgain() or null}. */
export function verdict(report, { go, downloadUrl, gradeAgain }) {
  return el(
    "section.row.opening.verdict",
    { "aria-labelledby": "verdict" },
    el("div.margin.small.quiet", {}, who(report)),
    el(
      "div.main",
      {},
      report.sample ? sampleNotice() : null,
      headline(report),
      twofold(report),
      action(report, go, gradeAgain),
    ),
    el(
      "div.side.small.stack",
      {},
      downloads(downloadUrl),
      report.sample
        ? null
        : selfRating(report.session_id, report.self_rating, report.format === "drill" ? "that answer" : "that round"),
    ),
  );
}

function who({ persona_name: name, persona_role: role, started_at: at, minutes }) {
  return [
    el("p", {}, name, el("br"), role),
    el("p", {}, el("time", { datetime: at }, day(at)), minutes ? `, ${minutes} min` : null),
  ];
}

function sampleNotice() {
  return el("p.notice", {}, el("b", {}, "A sample."), " The person is invented; the grading is what you would get.");
}

function headline(report) {
  return [
    el(
      "h1#verdict.headline",
      {},
      report.headline,
      " ",
      report.count_line ? el("span.count", {}, report.count_line) : null,
    ),
    report.verdict ? el("p.question", {}, report.verdict) : null,
    report.would_change ? el("p.change", {}, el("b", {}, "What would change it:"), ` ${report.would_change}`) : null,
  ];
}

function twofold(report) {
  const both = [report.keep ? keep(report) : null, report.fix_first ? fixFirst(report) : null].filter(Boolean);
  return both.length ? el("div.twofold", { class: both.length === 1 ? "twofold twofold--one" : null }, both) : null;
}

function keep({ keep: quote, keep_note: note }) {
  return el(
    "section",
    { "aria-labelledby": "keep" },
    el("h2#keep.keep-head", {}, "Keep"),
    el("p.small.quiet", {}, "You said, ", turnLink(quote.turn)),
    el("p.pull", {}, quoted(quote)),
    note ? el("p.small.quiet", {}, note) : null,
  );
}

function fixFirst({ fix_first: fix, persona_name: name }) {
  return el(
    "section",
    { "aria-labelledby": "fix" },
    el("h2#fix.fix-head", {}, "Fix first"),
    el(
      "ol.steps",
      {},
      fix.said ? step(["You said, ", turnLink(fix.said.turn)], quoted(fix.said)) : null,
      fix.asked ? step([`${name} asked, `, turnLink(fix.asked.turn)], quoted(fix.asked)) : null,
      el("li", {}, el("span.small.quiet", {}, "Still missing"), " ", fix.still_missing),
    ),
  );
}

function step(lead, quote) {
  return el("li", {}, el("span.small.quiet", {}, lead), " ", el("span.pull", {}, quote));
}

function action(report, go, gradeAgain) {
  if (gradeAgain) {
    const reason = report.exchanges.find((exchange) => exchange.not_graded)?.not_graded;
    const actions = [
      button("Grade again", guarded(gradeAgain), { look: MAIN }),
      el("a.plain", { href: "#transcript" }, "Read the transcript"),
    ];
    const node = notice({
      tone: "fault",
      lead: reason ?? "No grade could be made.",
      text: "Nothing was guessed.",
      actions,
    });
    node.classList.add("dock", "no-print");
    return node;
  }
  const next = again(report);
  return next ? el("p.actions.again", {}, againButton(next, go, MAIN)) : null;
}

function downloads(downloadUrl) {
  return el(
    "div.no-print",
    {},
    el("h2.label", {}, "Download"),
    el(
      "ul.links",
      {},
      FORMATS.map((format) =>
        el("li", {}, el("a", { href: downloadUrl(format), download: true }, DOWNLOAD_NAMES[format])),
      ),
    ),
  );
}
