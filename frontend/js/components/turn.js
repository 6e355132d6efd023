// One turn of a conversation as it stands in the record.

import { el } from "../lib/dom.js";
import { spoken } from "../lib/format.js";

/** People's text, paragraph by paragraph; code keeps its spaces and lines. */
export function said(text, { code = false } = {}) {
  if (code)
    return el(
      "div.said.said--code",
      {},
      el("pre", { dir: "auto", tabindex: "0", role: "group", "aria-label": "Code" }, text),
    );
  return el(
    "div.said",
    {},
    text
      .split(/\n+/)
      .filter((line) => line.trim())
      .map((line) => el("p", { dir: "auto" }, line)),
  );
}

export function who(name, ...details) {
  return el(
    "p.who",
    {},
    el("b", {}, name),
    details.filter(Boolean).map((detail) => [" ", el("span", {}, detail)]),
  );
}

/** How long an answer would take to say. */
export function aloud({ aloud_seconds: seconds }) {
  return seconds ? `≈ ${spoken(seconds)} aloud` : null;
}

/** options: name, now (to be answered), code, after (nodes below), state (on sending), detail (beside the name). */
export function turnItem(turn, { name, now = false, code = false, after = [], state = null, detail = null }) {
  const them = turn.speaker === "interviewer";
  const coach = turn.kind === "coach_note";
  const node = el(
    "li",
    { class: coach ? "turn--coach" : them ? `turn--them${now ? " turn--now" : ""}` : "turn--you" },
    who(coach ? "Coach" : them ? name : "You", turn.kind === "append" ? "added" : detail),
    said(turn.text, { code: code && !them }),
    after.length || state ? el("p.after", {}, state ? el("span.small.quiet", {}, state) : null, after) : null,
  );
  return node;
}
