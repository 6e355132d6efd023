// The same question, answered twice: the words that went and the words that came.

import { el } from "../lib/dom.js";
import { shortDay } from "../lib/format.js";
import { wordChanges } from "../models/diff.js";

const STANDINGS = { below: "below the bar", at: "at the bar", above: "above the bar", not_assessed: "not assessed" };

export function sameQuestion({ question, before, after }) {
  const changes = wordChanges(before.text, after.text);
  if (!changes) return null;
  return el(
    "section.row.part",
    { "aria-labelledby": "same" },
    el("h2#same.margin", {}, "The same question, twice"),
    el(
      "div.wide",
      {},
      el("p.question", { dir: "auto" }, `“${question}”`),
      el("div.pair", {}, version(before, changes.before, "del"), version(after, changes.after, "ins")),
      el(
        "p.small.quiet.pair-note",
        {},
        "First answers only. Struck: words you dropped. Underlined: words that are new.",
      ),
    ),
  );
}

function version({ id, at, standing }, runs, tag) {
  const head = `version-${tag}`;
  return el(
    "article",
    { "aria-labelledby": head },
    el(
      "h3",
      { id: head },
      el("a", { href: `/report/${id}` }, shortDay(at)),
      el("span", {}, ` · ${STANDINGS[standing] ?? standing} on this answer`),
    ),
    el(
      "p",
      { dir: "auto" },
      runs.map(({ text, changed }) => (changed ? changedRun(tag, text) : text)),
    ),
  );
}

/** The space after a run stays outside of its line. */
function changedRun(tag, text) {
  const words = text.trimEnd();
  return [el(tag, {}, words), text.slice(words.length)];
}
