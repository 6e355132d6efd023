// Chooses the one question on the first page: short ones first, and none twice until all have been seen.

const SHORT = 7; // minutes
const FIRST_AREAS = new Set(["program_management", "behavioral"]);

/** One of `asks` ({question, persona, text}); `seen` holds ids of questions shown before. `random` gives 0 to 1. */
export function pick(asks, seen, random) {
  const fresh = asks.filter((ask) => !seen.has(ask.question.id));
  const pool = fresh.length ? fresh : asks;
  const likely = seen.size === 0 || !fresh.length ? pool.filter(isGentle) : pool;
  return oneOf(likely.length ? likely : pool, random);
}

function isGentle({ question }) {
  return FIRST_AREAS.has(question.area) && (question.minutes ?? SHORT) <= SHORT;
}

/** Every question is as likely as any other, however many people ask it. */
function oneOf(asks, random) {
  const ids = [...new Set(asks.map((ask) => ask.question.id))];
  const id = ids[Math.floor(random() * ids.length)];
  const ways = asks.filter((ask) => ask.question.id === id);
  return ways[Math.floor(random() * ways.length)] ?? null;
}
