// What the menu of an interview offers at this moment.

import { BUILT_IN } from "../models/engines.js";

const MOST_ENGINES = 3;

/** prefs: {showClock, readAloud or null, engines}; on: {hint(), skip(), clock(), readAloud(), engine(model), end()}. */
export function menuItems(live, prefs, on) {
  const able = (command) => live.ended === null && !live.paused && live.can(command);
  const isDrill = live.session.format === "drill";
  return [
    able("hint") && { label: "I’m stuck", small: stuckLine(live.session.style), onChoose: on.hint },
    able("skip") && { label: "Skip this question", small: "The report lists it as passed", onChoose: on.skip },
    { label: prefs.showClock ? "Hide the clock" : "Show the clock", onChoose: on.clock },
    prefs.readAloud !== null && {
      label: "Read each question aloud",
      small: prefs.readAloud ? "On" : "Off",
      pressed: prefs.readAloud,
      onChoose: on.readAloud,
    },
    live.ended === null && { label: isDrill ? "End here" : "End the round", onChoose: on.end },
    { label: "Leave for now", small: "It waits for you", href: "/" },
    ...(live.ended === null ? engineItems(live.session, prefs.engines, on) : []),
  ].filter(Boolean);
}

/** Who speaks now, and who else could, from the next turn on. Only where there is a choice. */
function engineItems({ model }, engines, on) {
  const others = engines.othersThan(model).slice(0, MOST_ENGINES);
  if (model === BUILT_IN && !others.length) return [];
  const now = { label: `Interviewer: ${model === BUILT_IN ? "built-in" : model}`, isNote: true };
  const change = ({ model: other, label, sent_to: to }) => ({
    label: `Change to ${other === BUILT_IN ? "the built-in interviewer" : label}`,
    small: to ? `What you type would be sent to ${to}` : "From the next turn on",
    onChoose: () => on.engine(other),
  });
  return [now, ...others.map(change)];
}

function stuckLine(style) {
  return style === "coach" ? "A margin note, and noted in the report" : "A minute, and a place to start";
}
