import { aloudSeconds, codePoints, countLines, countWords, excess, LONGEST_ANSWER } from "/js/models/aloud.js";
import { wordChanges } from "/js/models/diff.js";
import { pieces, paragraphs } from "/js/models/marks.js";
import { counted, day, inWords, listed, lowerFirst, spoken } from "/js/lib/format.js";
import { equal, ok, test } from "./harness.js";

test("words are what stands between spaces", () => {
  equal([countWords(""), countWords("  \n "), countWords("one two\nthree")], [0, 0, 3]);
});

test("three to four minutes aloud are 420 to 560 words", () => {
  equal(
    [aloudSeconds(420), aloudSeconds(560), aloudSeconds(36), aloudSeconds(1), aloudSeconds(0)],
    [180, 240, 15, 5, 0],
  );
  equal([spoken(15), spoken(130), spoken(120), spoken(65)], ["15 s", "2 min 10", "2 min", "1 min 05"]);
});

test("lines of code", () => equal([countLines(""), countLines("a"), countLines("a\nb\n")], [0, 1, 2]));

test("length counts in code points, as the server does", () => {
  equal(codePoints("a🙂é"), 3);
  equal(excess("🙂".repeat(LONGEST_ANSWER)).points, 0);
  equal(excess("🙂".repeat(LONGEST_ANSWER + 1)).points, 1);
});

test("what is too long is told in words, at least one", () => {
  equal(excess("x".repeat(LONGEST_ANSWER + 5)).words, 1);
  const over = excess("word ".repeat(4_100));
  equal([over.points, over.words], [500, 100]);
});

test("marks cut a text by code points", () => {
  const mark = { start: 2, end: 4, kind: "keep" };
  equal(
    pieces("🙂🙂ab🙂", [mark]).map(({ text }) => text),
    ["🙂🙂", "ab", "🙂"],
  );
});

test("marks that overlap or lie outside lose nothing of the text", () => {
  const marks = [
    { start: 3, end: 6 },
    { start: 0, end: 4 },
    { start: 5, end: 99 },
    { start: 50, end: 60 },
  ];
  const cut = pieces("abcdefgh", marks);
  equal(cut.map(({ text }) => text).join(""), "abcdefgh");
  equal(
    cut.map(({ text }) => text),
    ["abcd", "ef", "gh"],
  );
});

test("paragraphs keep a mark that goes over a line break, and end it once", () => {
  const mark = { start: 1, end: 6, kind: "gap" };
  const all = paragraphs(pieces("ab\n\ncdef", [mark]));
  equal(
    all.map((paragraph) => paragraph.map(({ text }) => text)),
    [
      ["a", "b"],
      ["cd", "ef"],
    ],
  );
  equal(
    all
      .flat()
      .filter(({ last }) => last)
      .map(({ text }) => text),
    ["cd"],
  );
});

test("changed words are found on both sides", () => {
  const { before, after } = wordChanges("I would tell everybody today.", "I would ask Priya today.");
  equal(
    before.filter(({ changed }) => changed).map(({ text }) => text.trim()),
    ["tell everybody"],
  );
  equal(
    after.filter(({ changed }) => changed).map(({ text }) => text.trim()),
    ["ask Priya"],
  );
  equal(before.map(({ text }) => text).join(""), "I would tell everybody today.");
});

test("case and punctuation are no change; too long is not compared", () => {
  ok(wordChanges("Then, we moved", "then we moved").after.every(({ changed }) => !changed));
  equal(wordChanges("a ".repeat(1_501), "a"), null);
});

test("figures in words", () => {
  equal([inWords(0), inWords(3), inWords(12), inWords(13)], ["no", "three", "twelve", "13"]);
  equal([counted(1, "turn"), counted(21, "turn"), counted(4, "grade")], ["one turn", "21 turns", "four grades"]);
});

test("names and lists", () => {
  equal([lowerFirst("Hiring manager"), lowerFirst("TPM lead")], ["hiring manager", "TPM lead"]);
  equal([listed([]), listed(["a"]), listed(["a", "b", "c"])], ["", "a", "a, b and c"]);
});

test("a date carries its year only when it is another", () => {
  equal(day("2025-11-20T12:00:00Z", new Date("2025-12-01")), "Thu 20 Nov");
  equal(day("2025-11-20T12:00:00Z", new Date("2026-01-01")), "Thu 20 Nov 2025");
});

test("a word in common by chance does not break a change in two", () => {
  const { after } = wordChanges("We met and set up a call, then shipped it on time.", "We asked Mara a question, then shipped it on time.");
  equal(
    after.filter(({ changed }) => changed).map(({ text }) => text.trim()),
    ["asked Mara a question,"],
  );
});
