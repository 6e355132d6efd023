import { Clock, aboutLeft, soFar } from "/js/models/clock.js";
import { joined, Kept } from "/js/models/draft.js";
import { Outbox } from "/js/models/outbox.js";
import { Patience, TELL_AFTER } from "/js/models/patience.js";
import { Reading, READING_TIME } from "/js/models/reading.js";
import { recallOptions, running, roundMinutes, sessionBody, technologyList } from "/js/models/options.js";
import { keep, recall, dropSession } from "/js/lib/kept.js";
import { equal, FakeTimers, MemoryStore, ok, test } from "./harness.js";

const counter = () => {
  let next = 0;
  return () => `id${(next += 1)}`;
};

test("a draft is kept as typed and found again", () => {
  const store = new MemoryStore();
  new Kept(store, "draft.s").set("half a sentence");
  equal(new Kept(store, "draft.s").text, "half a sentence");
  new Kept(store, "draft.s").set("");
  equal(store.kept.size, 0);
});

test("a draft that could not be kept says so and is still there", () => {
  const store = new MemoryStore();
  store.full = true;
  const draft = new Kept(store, "draft.s");
  equal([draft.set("text"), draft.safe, draft.text], [false, false, "text"]);
  store.full = false;
  ok(draft.set("text") && draft.safe);
});

test("what is kept may be anything: only text is a draft", () => {
  const store = new MemoryStore();
  store.keep("draft.s", { not: "text" });
  equal(new Kept(store, "draft.s").text, "");
});

test("a text that comes back stands before what was typed since", () => {
  equal([joined("old", ""), joined("old", "new")], ["old", "old\n\nnew"]);
});

test("an answer survives a reload until it is acknowledged", () => {
  const store = new MemoryStore();
  const sent = new Outbox(store, "outbox.s", counter()).add("answer", { text: "yes" });
  const again = new Outbox(store, "outbox.s", counter());
  equal(again.answers, [sent]);
  equal(again.take(sent.command_id), sent);
  equal([new Outbox(store, "outbox.s", counter()).all, store.kept.size], [[], 0]);
});

test("commands without a text live on this page only, and any change of state settles them", () => {
  const store = new MemoryStore();
  const outbox = new Outbox(store, "outbox.s", counter());
  outbox.add("skip");
  outbox.add("answer", { text: "yes" });
  equal(store.recall("outbox.s").length, 1);
  outbox.settleControls();
  equal(
    outbox.all.map(({ type }) => type),
    ["answer"],
  );
});

test("an outbox ignores what is none", () => {
  const store = new MemoryStore();
  store.keep("outbox.s", [{ type: "end" }, null, { type: "answer", text: 3, command_id: "x" }]);
  equal(new Outbox(store, "outbox.s", counter()).all, []);
});

test("the reply is held for a moment, and going on shows it once", () => {
  const timers = new FakeTimers();
  let shown = 0;
  const reading = new Reading(() => (shown += 1), timers);
  reading.begin();
  timers.pass(READING_TIME - 1);
  equal([reading.active, shown], [true, 0]);
  reading.end();
  timers.pass(READING_TIME);
  equal([reading.active, shown], [false, 1]);
});

test("a lost connection is told when it lasts", () => {
  const timers = new FakeTimers();
  let told = 0;
  const patience = new Patience(() => (told += 1), timers);
  patience.note(false);
  timers.pass(TELL_AFTER - 1);
  patience.note(true);
  patience.note(false);
  patience.note(false);
  equal([told, patience.long], [0, false]);
  timers.pass(TELL_AFTER);
  equal([told, patience.long], [1, true]);
  patience.note(true);
  equal(patience.long, false);
});

test("the clock goes on between messages and stands still when paused", () => {
  let now = 0;
  const clock = new Clock(() => now);
  clock.set({ elapsed: 60, left: 120, paused: false });
  now = 30_000;
  equal([clock.elapsed, clock.left], [90, 90]);
  clock.set({ elapsed: 90, left: 90, paused: true });
  now = 90_000;
  equal([clock.elapsed, clock.left], [90, 90]);
  clock.set({ elapsed: 90, left: null });
  equal(clock.left, null);
});

test("time left is about so much", () => {
  equal([aboutLeft(1_790), aboutLeft(420), aboutLeft(20)], ["about 30 min", "about 7 min", "a moment"]);
  equal([soFar(30), soFar(800)], ["under a minute so far", "13 min so far"]);
});

test("options recall only what they know", () => {
  const store = new MemoryStore();
  store.keep("options", { company: 5, role: "TPM", minutes: 17, style: "wild", readAloud: "yes" });
  equal(recallOptions(store), {
    company: "",
    role: "TPM",
    technologies: "",
    minutes: null,
    style: "realistic",
    readAloud: false,
  });
});

test("a session is asked for with what was set and nothing else", () => {
  const options = { company: " Acme ", role: "", technologies: "Kafka, ,OAuth", minutes: null, style: "coach" };
  equal(sessionBody(options, { format: "round", persona: "pm_ux" }), {
    style: "coach",
    format: "round",
    persona: "pm_ux",
    company: "Acme",
    technologies: ["Kafka", "OAuth"],
  });
  equal(technologyList(""), []);
});

test("a round takes as long as was set, else as the person takes", () => {
  equal(
    [
      roundMinutes({ minutes: null }, { round: { minutes: 25 } }),
      roundMinutes({ minutes: 0 }, { round: { minutes: 25 } }),
    ],
    [25, 0],
  );
  const spent = running(45);
  equal([spent, Object.values(spent).reduce((a, b) => a + b)], [{ settle: 3, questions: 34, yours: 6, close: 2 }, 45]);
});

test("a deleted session leaves nothing on this device", () => {
  keep("draft.s1", "a");
  keep("notes.s1", "b");
  keep("outbox.s1", []);
  keep("draft.s2", "c");
  dropSession("s1");
  equal([recall("draft.s1"), recall("notes.s1"), recall("outbox.s1"), recall("draft.s2")], [null, null, null, "c"]);
});
