import { Catalog } from "/js/models/catalog.js";
import { pick } from "/js/models/picker.js";
import { again, sameTwice, tooFew, trends, trendSentence } from "/js/models/progress.js";
import { el, svg } from "/js/lib/dom.js";
import { Router } from "/js/lib/router.js";
import { equal, ok, test, throws } from "./harness.js";

const raw = {
  personas: [
    { id: "added", name: "Zoe" },
    { id: "bar_raiser", name: "Ruth" },
    { id: "recruiter", name: "Dana" },
  ],
  questions: [
    {
      id: "a",
      area: "behavioral",
      minutes: 5,
      title: "A",
      ask: { recruiter: "one", bar_raiser: "two", gone: "three" },
    },
    { id: "b", area: "system_design", minutes: 15, title: "B", ask: { bar_raiser: "four" } },
  ],
  engine: { model: "offline", grader_model: "offline" },
  rubric: { version: "4" },
};

test("people come in the order one meets them, whoever is added after", () => {
  equal(
    new Catalog(raw).personas.map(({ id }) => id),
    ["recruiter", "bar_raiser", "added"],
  );
});

test("a question is asked by those who are there", () => {
  const catalog = new Catalog(raw);
  equal(
    catalog.asks.map(({ persona, text }) => [persona.name, text]),
    [
      ["Dana", "one"],
      ["Ruth", "two"],
      ["Ruth", "four"],
    ],
  );
  equal([catalog.titles.get("b"), catalog.rubric, new Catalog({}).asks], ["B", "4", []]);
});

test("the first question is short; none comes twice until all have been seen", () => {
  const { asks } = new Catalog(raw);
  equal(
    [0, 0.5, 0.99].map((at) => pick(asks, new Set(), () => at).question.id),
    ["a", "a", "a"],
  );
  equal(pick(asks, new Set(["a"]), () => 0).question.id, "b");
  ok(pick(asks, new Set(["a", "b"]), () => 0));
  equal(
    pick([], new Set(), () => 0),
    null,
  );
});

const report = (id, at, means, more = {}) => ({
  session: { id },
  report: {
    started_at: at,
    format: "round",
    persona_name: "Ruth",
    session_id: id,
    pillars: Object.entries(means).map(([pillar, mean]) => ({ pillar, name: pillar, mean, exchanges: 1 })),
    exchanges: [],
    trust: { grader: "offline" },
    ...more,
  },
});

test("a trend needs three points, in order of time", () => {
  const entries = [
    report("3", "2025-03", { a: 3, b: null }),
    report("1", "2025-01", { a: 1, b: 2 }),
    report("2", "2025-02", { a: 2, b: 2 }),
  ];
  equal(
    trends(entries).map(({ pillar, points }) => [pillar, points.map(({ mean }) => mean)]),
    [["a", [1, 2, 3]]],
  );
  equal(
    tooFew(entries).map(({ pillar }) => pillar),
    ["b"],
  );
});

test("a trend in words", () => {
  const sentence = (...means) => trendSentence({ points: means.map((mean) => ({ mean })) });
  equal(sentence(1.5, 2, 2.2), "Up from 1.5 to 2.2, still below the bar.");
  equal(sentence(2, 2, 3.2), "Up from 2.0 to 3.2, at or above the bar.");
  equal(sentence(4, 2, 2.5), "Down from 4.0 to 2.5, below the bar.");
  equal(sentence(3, 2, 3), "At 3.0 as at the start, at or above the bar.");
});

test("the same question in two sessions, latest pair, changed words only", () => {
  const exchange = (text) => [
    {
      question_id: "q",
      question: "Why?",
      on_this_answer: "at",
      passed: false,
      turns: [{ speaker: "candidate", kind: "answer", text }],
    },
  ];
  const one = report("1", "2025-01", {}, { exchanges: exchange("a") });
  const two = report("2", "2025-02", {}, { exchanges: exchange("b") });
  const same = report("3", "2025-03", {}, { exchanges: exchange("b") });
  equal([sameTwice([two, one]).before.id, sameTwice([two, one]).after.id, sameTwice([two, same])], ["1", "2", null]);
});

test("what to try again", () => {
  const fix = { question_id: "q", exchange: 1 };
  const found = again({
    fix_first: fix,
    drills: [{ question_id: "q", minutes: 4, persona: "pm_ux" }],
    persona: "recruiter",
    session_id: "s",
  });
  equal(found, { minutes: 4, body: { format: "drill", persona: "pm_ux", question: "q", retry_of: "s" } });
  equal([again({ fix_first: null }), again(null)], [null, null]);
});

test("nodes hold text as text", () => {
  const node = el("p#c.a.b", { dir: "auto" }, "<b>bold</b>", null, [el("i", {}, "x")]);
  equal([node.textContent, node.children.length, node.id, node.className], ["<b>bold</b>x", 1, "c", "a b"]);
  equal(svg("svg", {}, svg("path", { d: "M0 0" })).namespaceURI, "http://www.w3.org/2000/svg");
});

test("nodes take no handler, style or foreign address", () => {
  for (const props of [
    { onclick: "x" },
    { style: "x" },
    { srcdoc: "x" },
    { href: "javascript:alert(1)" },
    { href: "//evil.example" },
    { href: "data:text/html,x" },
  ]) {
    throws(() => el("a", props), JSON.stringify(props));
  }
});

test("paths find their view, others none", () => {
  const router = new Router([[/^\/report\/(?<id>[\w-]+)$/, "report"]], () => {});
  equal(router.match("/report/a-1"), { view: "report", params: { id: "a-1" } });
  equal([router.match("/report/"), router.match("/report/a/b")], [null, null]);
});
