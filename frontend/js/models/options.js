// What a person set for their rounds, kept on this device between visits.

const EMPTY = { company: "", role: "", technologies: "", minutes: null, style: "realistic", readAloud: false };
const MINUTES = new Set([25, 45, 0]);

export function recallOptions(store) {
  const kept = store.recall("options", {});
  const options = { ...EMPTY };
  for (const key of ["company", "role", "technologies"]) if (typeof kept?.[key] === "string") options[key] = kept[key];
  if (MINUTES.has(kept?.minutes)) options.minutes = kept.minutes;
  if (kept?.style === "coach") options.style = "coach";
  options.readAloud = kept?.readAloud === true;
  return options;
}

/** "Kafka, PostgreSQL" → ["Kafka", "PostgreSQL"]. */
export function technologyList(text) {
  return text
    .split(/[,;\n]/)
    .map((item) => item.trim())
    .filter(Boolean);
}

/** The body of POST /api/sessions, without what was left empty. */
export function sessionBody(options, wanted) {
  const body = { style: options.style, ...wanted };
  if (options.company.trim()) body.company = options.company.trim();
  if (options.role.trim()) body.role = options.role.trim();
  const technologies = technologyList(options.technologies);
  if (technologies.length) body.technologies = technologies;
  return body;
}

/** Minutes of a round with this person: what was set, else the person's own; 0 is no limit. */
export function roundMinutes(options, persona) {
  return options.minutes ?? persona?.round?.minutes ?? 45;
}

/** How a round of so many minutes is spent: [[what, minutes]…]; no minutes without a limit. */
export function running(minutes) {
  if (minutes === 0) return { settle: null, questions: null, yours: null, close: null };
  const settle = Math.max(1, Math.round(minutes * 0.07));
  const yours = Math.round(minutes * 0.13);
  const close = Math.max(1, Math.round(minutes * 0.04));
  return { settle, questions: minutes - settle - yours - close, yours, close };
}
