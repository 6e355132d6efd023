// Cuts a text where its marks begin and end. Offsets come in code points, strings here count in UTF-16.

/** [{text, mark, last}…]; `last` is true on the piece where a mark ends. Later marks that overlap are shortened. */
export function pieces(text, marks) {
  const points = Array.from(text);
  const out = [];
  let at = 0;
  for (const mark of [...marks].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const start = Math.max(mark.start, at);
    const end = Math.min(mark.end, points.length);
    if (end <= start) continue;
    if (start > at) out.push({ text: points.slice(at, start).join(""), mark: null });
    out.push({ text: points.slice(start, end).join(""), mark });
    at = end;
  }
  if (at < points.length) out.push({ text: points.slice(at).join(""), mark: null });
  return out;
}

/** The same pieces as paragraphs: a line break ends one, and a mark goes on in the next. */
export function paragraphs(all) {
  const out = [[]];
  for (const piece of all) {
    piece.text.split(/\n+/).forEach((text, index) => {
      if (index > 0) out.push([]);
      if (text !== "") out.at(-1).push({ ...piece, text });
    });
  }
  const kept = out.filter((paragraph) => paragraph.some((piece) => piece.text.trim() !== ""));
  return withEnds(kept);
}

function withEnds(kept) {
  const flat = kept.flat();
  const ends = new Map();
  for (const piece of flat) if (piece.mark) ends.set(piece.mark, piece);
  return kept.map((paragraph) =>
    paragraph.map((piece) => ({ ...piece, last: piece.mark !== null && ends.get(piece.mark) === piece })),
  );
}
