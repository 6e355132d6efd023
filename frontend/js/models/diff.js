// Which words went and which came, between two answers to the same question.

const LONGEST = 1_500; // words of either side; the table below grows with their product
const CHANCE = 2; // words

/** {before: [{text, changed}…], after: [{text, changed}…]}, or null when either is too long to compare. */
export function wordChanges(before, after) {
  const a = words(before);
  const b = words(after);
  if (a.length > LONGEST || b.length > LONGEST) return null;
  const same = common(a.map(bare), b.map(bare));
  return { before: runs(a, same.a), after: runs(b, same.b) };
}

function words(text) {
  return text.match(/\S+\s*/g) ?? [];
}

function bare(word) {
  return word
    .trim()
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
}

/** Longest common subsequence: the indices on both sides that belong to it, lone words left out. */
function common(a, b) {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const here = i * width + j;
      lengths[here] =
        a[i] === b[j] ? lengths[here + width + 1] + 1 : Math.max(lengths[here + width], lengths[here + 1]);
    }
  }
  const kept = stretches(pairs(a, b, lengths, width)).filter((stretch) => isWhole(stretch, a, b));
  return { a: new Set(kept.flat().map(([i]) => i)), b: new Set(kept.flat().map(([, j]) => j)) };
}

function pairs(a, b, lengths, width) {
  const found = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) found.push([i++, j++]);
    else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) i += 1;
    else j += 1;
  }
  return found;
}

/** Pairs that follow one another on both sides. */
function stretches(all) {
  const out = [];
  for (const [i, j] of all) {
    const [lastI, lastJ] = out.at(-1)?.at(-1) ?? [];
    if (i === lastI + 1 && j === lastJ + 1) out.at(-1).push([i, j]);
    else out.push([[i, j]]);
  }
  return out;
}

/** A word or two between changes is chance, unless it begins or ends both texts. */
function isWhole(stretch, a, b) {
  const [[firstI, firstJ], [lastI, lastJ]] = [stretch[0], stretch.at(-1)];
  const atAnEdge = (firstI === 0 && firstJ === 0) || (lastI === a.length - 1 && lastJ === b.length - 1);
  return stretch.length > CHANCE || atAnEdge;
}

function runs(list, same) {
  const out = [];
  list.forEach((text, index) => {
    const changed = !same.has(index);
    if (out.at(-1)?.changed === changed) out.at(-1).text += text;
    else out.push({ text, changed });
  });
  return out;
}
