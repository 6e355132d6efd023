// How long a text would take to say. An estimate of length, never a measure of how anyone speaks.

export const WORDS_A_MINUTE = 140; // 3 to 4 minutes are 420 to 560 words
export const LONGEST_ANSWER = 20_000; // code points, as the server counts

export function countWords(text) {
  return text.match(/\S+/g)?.length ?? 0;
}

export function countLines(text) {
  return text === "" ? 0 : text.replace(/\n$/, "").split("\n").length;
}

export function codePoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Seconds to say so many words, to the nearest five; never 0 for something. */
export function aloudSeconds(words) {
  if (words === 0) return 0;
  return Math.max(5, Math.round((words / WORDS_A_MINUTE) * 12) * 5);
}

/** By how many code points a text is too long, and about how many words that is. */
export function excess(text, limit = LONGEST_ANSWER) {
  const points = text.length <= limit ? text.length : codePoints(text);
  const over = Math.max(0, points - limit);
  return { points: over, words: over && Math.max(1, Math.ceil((countWords(text) * over) / points)) };
}
