// What several reports say together. A trend needs three points; two are two points.

export const POINTS_FOR_A_TREND = 3;
export const BAR = 3;

/** Pillars with enough points, most points first: [{pillar, name, points: [{id, at, title, mean, exchanges, engine}…]}…]. */
export function trends(entries) {
  return byPillar(entries).filter((trend) => trend.points.length >= POINTS_FOR_A_TREND);
}

/** Pillars that have a point or two, which is no trend. */
export function tooFew(entries) {
  return byPillar(entries).filter((trend) => trend.points.length > 0 && trend.points.length < POINTS_FOR_A_TREND);
}

function byPillar(entries) {
  const found = new Map();
  for (const { session, report } of inOrder(entries)) {
    for (const line of report.pillars) {
      if (!found.has(line.pillar)) found.set(line.pillar, { pillar: line.pillar, name: line.name, points: [] });
      if (line.mean !== null) found.get(line.pillar).points.push(pointOf(session, report, line));
    }
  }
  return [...found.values()].sort((a, b) => b.points.length - a.points.length);
}

function inOrder(entries) {
  return [...entries].sort((a, b) => a.report.started_at.localeCompare(b.report.started_at));
}

function pointOf(session, report, line) {
  return {
    id: session.id,
    at: report.started_at,
    who: report.persona_name,
    format: report.format,
    mean: line.mean,
    exchanges: line.exchanges,
    engine: report.trust.grader,
  };
}

/** "Up from 1.5, still below the bar." */
export function trendSentence({ points }) {
  const first = points[0].mean;
  const last = points.at(-1).mean;
  const standing = last < BAR ? "below the bar" : "at or above the bar";
  if (last === first) return `At ${last.toFixed(1)} as at the start, ${standing}.`;
  const still = last < BAR && first < BAR ? "still " : "";
  return `${last > first ? "Up" : "Down"} from ${first.toFixed(1)} to ${last.toFixed(1)}, ${still}${standing}.`;
}

/** The latest question answered in two sessions: {question, before: {…}, after: {…}}, or null. */
export function sameTwice(entries) {
  const last = new Map();
  let pair = null;
  for (const { session, report } of inOrder(entries)) {
    for (const exchange of report.exchanges.filter((one) => !one.passed)) {
      const answer = firstAnswer(exchange);
      if (!answer) continue;
      const now = { id: session.id, at: report.started_at, standing: exchange.on_this_answer, text: answer };
      const before = last.get(exchange.question_id);
      if (before && before.id !== now.id && before.text !== now.text)
        pair = { question: exchange.question, before, after: now };
      last.set(exchange.question_id, now);
    }
  }
  return pair;
}

function firstAnswer(exchange) {
  return exchange.turns.find((turn) => turn.speaker === "candidate" && turn.kind === "answer")?.text ?? null;
}

/** What "Try that answer again" asks for: the exchange to fix first. */
export function again(report) {
  const fix = report?.fix_first;
  if (!fix?.question_id) return null;
  const drill = report.drills?.find((one) => one.question_id === fix.question_id);
  return {
    minutes: drill?.minutes ?? null,
    body: {
      format: "drill",
      persona: drill?.persona ?? report.persona,
      question: fix.question_id,
      retry_of: report.sample ? undefined : report.session_id,
    },
  };
}
