import { LiveSession } from "/js/models/live.js";
import { FIRST_WAIT, LONGEST_WAIT, PING_EVERY, PONG_WITHIN } from "/js/models/socket.js";
import { READING_TIME } from "/js/models/reading.js";
import { equal, FakeSocket, FakeTimers, MemoryStore, ok, test } from "./harness.js";

const ask = { number: 1, speaker: "interviewer", kind: "ask", text: "Why?", question_id: "q1" };
const probe = { number: 3, speaker: "interviewer", kind: "probe", text: "And who?", question_id: "q1" };
const place = { can: ["answer", "append"], elapsed: 5, left: 60 };
const state = (more = {}) => ({
  type: "session.state",
  seq: 5,
  session: { id: "s", status: "live", model: "offline" },
  turns: [ask],
  place,
  writer: true,
  ...more,
});

/** A page with one session: `live`, `sockets` as they were opened, `events` as they came. */
function page(store = new MemoryStore()) {
  const timers = new FakeTimers();
  const sockets = [];
  const events = [];
  const tab = { id: "t1", renew: () => (tab.id = "t2") };
  let ids = 0;
  const connect = (url) => {
    sockets.push(new FakeSocket(url));
    return sockets.at(-1);
  };
  const deps = {
    url: (seq, id) => `${seq}/${id}`,
    tab,
    store,
    newId: () => `id${(ids += 1)}`,
    timers,
    socket: { connect, random: () => 1 },
  };
  const live = new LiveSession("s", deps);
  for (const type of ["spoken", "returned", "refused", "gone"])
    live.addEventListener(type, ({ detail }) => events.push([type, detail]));
  live.start();
  return { live, sockets, events, timers, store, last: () => sockets.at(-1) };
}

function connected(store) {
  const here = page(store);
  here.last().open();
  here.last().say(state());
  here.events.length = 0; // the first question has been spoken
  return here;
}

const ack = (command, seq = 6) => ({
  type: "turn.ack",
  seq,
  command_id: command.command_id,
  client_turn_id: command.client_turn_id,
  turn: { number: 2, speaker: "candidate", kind: "answer", text: command.text, question_id: "q1" },
});
const done = (turn = probe, seq = 7) => ({ type: "turn.done", seq, turn, place });

test("comes back by itself, from where it was", () => {
  const { sockets, timers, last } = connected();
  equal(last().url, "null/t1");
  last().drop(1006);
  timers.pass(FIRST_WAIT);
  equal([sockets.length, last().url], [2, "5/t1"]);
  last().drop(1006);
  equal(timers.due, [500]);
});

test("a server that is too busy is not hurried", () => {
  const { timers, last } = connected();
  last().drop(1013);
  equal(timers.due, [LONGEST_WAIT]);
});

test("back online means now", () => {
  const { live, sockets, last } = connected();
  last().drop(1006);
  live.hurry();
  equal(sockets.length, 2);
  live.hurry();
  equal(sockets.length, 2);
});

test("a line that has gone quiet is asked, and given up", () => {
  const { sockets, timers, last } = connected();
  timers.pass(PING_EVERY);
  equal(last().sent.at(-1), { type: "ping" });
  last().say({ type: "pong" });
  timers.pass(PING_EVERY + PONG_WITHIN);
  ok(sockets[0].closedWith !== null);
  timers.pass(FIRST_WAIT);
  equal(sockets.length, 2);
});

test("an answer is there at once, and the reply is held for a moment", () => {
  const { live, events, timers, last } = connected();
  live.answer("Because.");
  equal([live.pending.length, live.waiting], [1, "reply"]);
  last().say(ack(last().sent[0]));
  last().say(done());
  equal([live.pending.length, live.waiting, live.turns.length], [0, "held", 2]);
  timers.pass(READING_TIME);
  equal([live.waiting, live.turns.length], [null, 3]);
  equal(
    events.filter(([type]) => type === "spoken").map(([, { turn }]) => turn.number),
    [3],
  );
});

test("going on shows it at once, and it is spoken once", () => {
  const { live, events, timers, last } = connected();
  live.answer("Because.");
  last().say(ack(last().sent[0]));
  last().say(done());
  live.goOn();
  timers.pass(READING_TIME * 2);
  equal([live.turns.length, events.length], [3, 1]);
});

test("the wait loses nothing: another command, an end, a new state all show it", () => {
  const { live, last } = connected();
  live.answer("Because.");
  last().say(ack(last().sent[0]));
  last().say(done({ ...probe, kind: "close" }));
  last().say({ type: "session.ended", seq: 8, reason: "closed" });
  equal([live.ended, live.turns.length], [null, 2]);
  live.goOn();
  equal([live.ended, live.turns.length], ["closed", 3]);
});

test("an answer that was never acknowledged is sent again under the same id", () => {
  const { live, timers, last } = connected();
  live.answer("Because.");
  const first = last().sent[0];
  last().drop(1006);
  timers.pass(FIRST_WAIT);
  last().open();
  equal(last().sent, [first]);
});

test("said while offline, it goes out when the line is back", () => {
  const { live, timers, last } = connected();
  last().drop(1006);
  live.answer("Because.");
  timers.pass(FIRST_WAIT);
  last().open();
  equal(
    last().sent.map(({ type, text }) => [type, text]),
    [["answer", "Because."]],
  );
});

test("after a reload it goes out once the state is there", () => {
  const store = new MemoryStore();
  connected(store).live.answer("Because.");
  const again = page(store);
  again.last().open();
  equal(again.last().sent, []);
  again.last().say(state());
  equal(
    again.last().sent.map(({ text }) => text),
    ["Because."],
  );
});

test("an answer that the state holds already is not sent again", () => {
  const store = new MemoryStore();
  const before = connected(store);
  before.live.answer("Because.");
  const { client_turn_id: id } = before.last().sent[0];
  const again = page(store);
  again.last().open();
  again
    .last()
    .say(
      state({
        seq: 6,
        turns: [ask, { number: 2, speaker: "candidate", kind: "answer", text: "Because.", client_turn_id: id }],
      }),
    );
  equal([again.live.pending, again.last().sent], [[], []]);
});

test("an acknowledgement said again settles its command, with its old number", () => {
  const { live, last } = connected();
  live.answer("Because.");
  last().say({ ...ack(last().sent[0]), seq: 4 });
  equal([live.pending, live.turns.length], [[], 1]);
});

test("a refused answer comes back whole", () => {
  const { live, events, last } = connected();
  live.answer("Because.");
  last().say({
    type: "error",
    code: "storage",
    message: "Not saved.",
    retryable: true,
    command_id: last().sent[0].command_id,
  });
  equal([live.pending, events], [[], [["returned", { text: "Because.", message: "Not saved." }]]]);
});

test("a reply that could not be made leaves the answer safe, and the built-in one can take over", () => {
  const { live, last } = connected();
  live.answer("Because.");
  last().say(ack(last().sent[0]));
  last().say({ type: "error", code: "model_unavailable", message: "no", retryable: true, command_id: null });
  equal(live.conversation.problem.code, "model_unavailable");
  live.useEngine("offline");
  equal(
    last()
      .sent.slice(1)
      .map(({ type, model = null }) => [type, model]),
    [
      ["engine", "offline"],
      ["retry", null],
    ],
  );
  equal(live.conversation.problem, null);
});

test("an engine that is not here leaves the reply as it is", () => {
  const { live, events, last } = connected();
  live.useEngine("openai:gone");
  const [engine] = last().sent;
  const message = "There is no such engine.";
  last().say({ type: "error", code: "model_unavailable", message, retryable: false, command_id: engine.command_id });
  equal([live.conversation.problem, events], [null, [["refused", { message, lead: "Nothing has changed." }]]]);
});

test("taken over: reads on under another name, and writes again only when asked to", () => {
  const { live, sockets, last } = connected();
  last().drop(4409);
  equal([sockets.length, last().url, live.conversation.writer], [2, "5/t2", false]);
  last().open();
  last().say(state({ seq: 6, writer: false }));
  equal(last().sent, []);
  live.takeOver();
  equal(
    last().sent.map(({ type }) => type),
    ["takeover"],
  );
  last().say(state({ seq: 6, writer: true }));
  equal(live.conversation.writer, true);
});

test("taken over twice in a row it stays away", () => {
  const { sockets, last } = connected();
  last().drop(4409);
  last().drop(4409);
  equal(sockets.length, 2);
});

test("a reader's answer waits until it may write", () => {
  const { live, last } = connected();
  live.answer("Because.");
  last().say({
    type: "error",
    code: "not_writer",
    message: "Open elsewhere.",
    retryable: false,
    command_id: last().sent[0].command_id,
  });
  equal([live.conversation.writer, live.pending.length], [false, 1]);
  live.takeOver();
  last().say(state({ seq: 6 }));
  equal(
    last().sent.map(({ type }) => type),
    ["answer", "takeover", "answer"],
  );
});

test("what the server will not have is told", () => {
  const { events, last } = connected();
  last().drop(4404);
  equal(events, [["gone", { code: 4404 }]]);
});

test("a first question is spoken, an old conversation is not", () => {
  const spoken = (turns) => {
    const here = page();
    here.last().open();
    here.last().say(state({ turns }));
    return here.events.map(([type, { turn }]) => [type, turn.number]);
  };
  equal(spoken([ask]), [["spoken", 1]]);
  equal(spoken([ask, { ...probe, number: 2 }]), []);
});

test("the clock follows the server", () => {
  const { live, last } = connected();
  last().say({ type: "clock", elapsed: 700, left: 30, paused: true });
  equal([live.clock.elapsed, live.clock.left], [700, 30]);
});
