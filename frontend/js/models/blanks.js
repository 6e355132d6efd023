// A passage told again, cut where it leaves something open: what stands in brackets and has its question.

/** [{text, isBlank}…], which joined are the text. */
export function blankPieces(text, blanks) {
  const names = new Set(blanks.map(({ name }) => `[${name}]`));
  return text
    .split(/(\[[^[\]]*\])/)
    .filter(Boolean)
    .map((part) => ({ text: part, isBlank: names.has(part) }));
}
