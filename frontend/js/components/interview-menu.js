// What the menu of an interview offers at this moment.

/** prefs: {showClock, readAloud or null}; on: {hint(), skip(), clock(), readAloud(), end()}. */
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
  ].filter(Boolean);
}

function stuckLine(style) {
  return style === "coach" ? "A margin note, and noted in the report" : "A minute, and a place to start";
}
