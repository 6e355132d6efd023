import { aboutEngine, BUILT_IN, engineFields, Engines } from "/js/models/engines.js";
import { Thinking, QUIET_FOR } from "/js/models/thinking.js";
import { engineChanges } from "/js/models/exchanges.js";
import { equal, FakeTimers, MemoryStore, test } from "./harness.js";

const offer = (model, source, state, more = {}) => ({
  model,
  label: model,
  source,
  state,
  message: null,
  sent_to: null,
  ...more,
});
const builtIn = offer(BUILT_IN, "built_in", "ready");
const raw = (model, ...others) => ({
  model,
  grader_model: model,
  looking: false,
  engines: [builtIn, ...others],
});
const both = (model) => ({ model, grader_model: model });
const set = (state, more) => offer("openai:set", "set", state, more);
const ollama = offer("ollama:small", "ollama", "ready");

test("nothing chosen is the server's own, and asks for nothing", () => {
  const engines = new Engines(raw("openai:set", set("ready")), new MemoryStore());
  equal([engines.chosen.model, engines.fields, engines.blocked, engines.found], ["openai:set", {}, null, null]);
});

test("a choice is kept, asks for both, and can be taken back", () => {
  const store = new MemoryStore();
  const here = raw(BUILT_IN, ollama);
  new Engines(here, store).choose("ollama:small");
  const engines = new Engines(here, store);
  equal([engines.chosen.model, engines.fields, engineFields(store)], ["ollama:small", ...[1, 2].map(() => both("ollama:small"))]);
  engines.choose(BUILT_IN);
  equal([engines.chosen.model, engines.fields, engineFields(store), engines.found], [BUILT_IN, {}, {}, null]);
});

test("what was chosen and is gone is said, and the server's own comes back", () => {
  const store = new MemoryStore();
  new Engines(raw(BUILT_IN, ollama), store).choose("ollama:small");
  const later = new Engines(raw(BUILT_IN), store);
  equal([later.missed, later.chosen.model, later.fields], ["ollama:small", BUILT_IN, {}]);
  const looking = new Engines({ ...raw(BUILT_IN), looking: true }, store);
  equal(looking.missed, null);
});

test("before the server has answered, the choice that was kept counts", () => {
  const store = new MemoryStore();
  new Engines(raw(BUILT_IN, ollama), store).choose("ollama:small");
  equal(new Engines(both(BUILT_IN), store).fields, both("ollama:small"));
});

for (const state of ["unreachable", "key_refused"])
  test(`${state}: somebody has to choose, and the built-in one is for as long as that lasts`, () => {
    const store = new MemoryStore();
    const engines = new Engines(raw("openai:set", set(state)), store);
    equal(engines.blocked.model, "openai:set");
    engines.choose(BUILT_IN);
    equal([engines.blocked, engines.chosen.model, engines.fields], [null, BUILT_IN, both(BUILT_IN)]);
    const back = new Engines(raw("openai:set", set("ready")), store);
    equal([back.chosen.model, back.fields], ["openai:set", {}]);
  });

test("the built-in engine chosen over one that answers stays chosen", () => {
  const store = new MemoryStore();
  new Engines(raw("openai:set", set("ready")), store).choose(BUILT_IN);
  equal(new Engines(raw("openai:set", set("ready")), store).chosen.model, BUILT_IN);
});

test("a grader that is dead alone is told while it would grade", () => {
  const dead = offer("openai:grader", "set", "unreachable");
  const store = new MemoryStore();
  const engines = new Engines({ ...raw("openai:set", set("ready"), dead), grader_model: dead.model }, store);
  equal([engines.blocked, engines.deadGrader(dead.model)?.model], [null, "openai:grader"]);
  engines.choose(BUILT_IN);
  equal(engines.deadGrader(dead.model), null);
});

test("what was found is offered until something is decided, first what sends nothing away", () => {
  const store = new MemoryStore();
  const key = offer("openai:new", "key", "unchecked", { sent_to: "OpenAI" });
  equal(new Engines(raw(BUILT_IN, key, ollama), store).found.model, "ollama:small");
  equal(new Engines(raw(BUILT_IN, key), store).found.model, "openai:new");
  equal(new Engines(raw(BUILT_IN, { ...key, state: "key_refused" }), store).found, null);
  new Engines(raw(BUILT_IN, key), store).choose(BUILT_IN);
  equal(new Engines(raw(BUILT_IN, key), store).found, null);
});

test("what stands in the store and is no choice is none", () => {
  for (const kept of [7, "x", { model: 7 }, []]) {
    const store = new MemoryStore();
    store.keep("engine", kept);
    equal(new Engines(raw(BUILT_IN, ollama), store).fields, {});
  }
});

test("each engine says how it is and where words go", () => {
  equal(
    [
      set("ready", { sent_to: "OpenAI" }),
      set("checking"),
      set("unreachable", { message: "Nothing answers." }),
      set("unchecked", { message: "No list.", sent_to: "box" }),
      offer("openai:new", "key", "unchecked", { sent_to: "OpenAI" }),
      ollama,
    ].map(aboutEngine),
    [
      "What you type is sent to OpenAI.",
      "Looking whether it answers.",
      "Nothing answers.",
      "No list. What you type would be sent to box.",
      "A key for OpenAI was found. What you type would be sent to OpenAI.",
      "Found on this computer. Nothing leaves it.",
    ],
  );
});

test("where the words of an interviewer change hands", () => {
  const turn = (number, engine, speaker = "interviewer") => ({ number, engine, speaker });
  const turns = [turn(1, "a"), turn(2, null, "candidate"), turn(3, "a"), turn(5, "b"), turn(7, "b"), turn(9, "a")];
  equal([...engineChanges(turns)], [[5, "b"], [9, "a"]]);
});

function thinking(more = {}) {
  const timers = new FakeTimers();
  const seen = { told: 0 };
  const live = {
    session: { model: "openai:any" },
    waiting: "reply",
    pending: [],
    paused: false,
    connection: "open",
    conversation: { problem: null },
    streaming: null,
    turns: [1, 2],
    ...more,
  };
  const watch = new Thinking(() => (seen.told += 1), timers);
  watch.note(live);
  return { timers, seen, live, watch };
}

test("a model that is quiet for long is told of once", () => {
  const { timers, seen, live, watch } = thinking();
  timers.pass(QUIET_FOR - 1);
  watch.note(live);
  equal([seen.told, watch.long], [0, false]);
  timers.pass(1);
  equal([seen.told, watch.long], [1, true]);
  watch.note({ ...live, streaming: { attempt: 1, text: "You" } });
  equal(watch.long, false);
  timers.pass(QUIET_FOR);
  equal(watch.long, true);
  watch.note({ ...live, waiting: null });
  equal(watch.long, false);
});

for (const [name, more] of Object.entries({
  "the built-in engine": { session: { model: BUILT_IN } },
  "nothing to wait for": { waiting: null },
  "an answer on its way": { pending: [1] },
  "a pause": { paused: true },
  "a lost connection": { connection: "waiting" },
  "a problem that is told": { conversation: { problem: {} } },
}))
  test(`${name} is no long silence`, () => {
    const { timers, watch } = thinking(more);
    timers.pass(QUIET_FOR * 2);
    equal(watch.long, false);
  });
