// How figures, dates and names are written. One language: British English.

const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const SUBJECT = { he: "he", she: "she", they: "they" };
const OBJECT = { he: "him", she: "her", they: "them" };

export function inWords(count) {
  return WORDS[count] ?? String(count);
}

export function upperFirst(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "Hiring manager" → "hiring manager", but "TPM lead" stays. */
export function lowerFirst(text) {
  return /^[A-Z][A-Z]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

export function plural(count, one, many = `${one}s`) {
  return count === 1 ? one : many;
}

/** "three turns", "one grade", "21 turns". */
export function counted(count, one, many) {
  return `${inWords(count)} ${plural(count, one, many)}`;
}

export function grouped(number) {
  return new Intl.NumberFormat("en-GB").format(number);
}

/** Spoken length: 75 → "1 min 15", 40 → "40 s", 120 → "2 min". */
export function spoken(seconds) {
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  const minutes = `${Math.floor(seconds / 60)} min`;
  return rest ? `${minutes} ${String(rest).padStart(2, "0")}` : minutes;
}

export const subject = (pronoun) => SUBJECT[pronoun] ?? "they";
export const object = (pronoun) => OBJECT[pronoun] ?? "them";
/** "moves" for he or she, "move" for they. */
export const verb = (pronoun, singular, many) => (subject(pronoun) === "they" ? many : singular);

function dateParts(iso, options) {
  return new Intl.DateTimeFormat("en-GB", options).format(new Date(iso)).replace(",", "");
}

/** "Thu 20 Nov", with the year when it is not this one. */
export function day(iso, now = new Date()) {
  const year = new Date(iso).getFullYear() === now.getFullYear() ? {} : { year: "numeric" };
  return dateParts(iso, { weekday: "short", day: "numeric", month: "short", ...year });
}

export const shortDay = (iso) => dateParts(iso, { day: "numeric", month: "short" });
export const longDay = (iso) => dateParts(iso, { day: "numeric", month: "long" });
export const clockTime = (iso) => dateParts(iso, { hour: "2-digit", minute: "2-digit" });

/** A model's name as people read it. */
export const shortEngine = (model) => (!model || model === "offline" ? "built in" : model);

/** "Kafka, PostgreSQL and OAuth". */
export function listed(items) {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

export const FORMAT_NAMES = { drill: "one answer", round: "full round", loop: "loop" };
export const DOWNLOAD_NAMES = { pdf: "PDF", markdown: "Markdown", html: "Web page", json: "JSON" };
