import { Conversation } from "/js/models/conversation.js";
import { appendable, byQuestion, groupTitle, isNewQuestion, leadOf, misread, numbered } from "/js/models/exchanges.js";
import { equal, ok, test } from "./harness.js";

const turn = (number, speaker, kind, text = "", question_id = "q1") => ({ number, speaker, kind, text, question_id });
const ask = turn(1, "interviewer", "ask", "Hello. Why?");
const answer = turn(2, "candidate", "answer", "Because.");
const state = (more = {}) => ({
  type: "session.state",
  seq: 5,
  session: { status: "live" },
  turns: [ask],
  place: { can: ["answer"] },
  writer: true,
  ...more,
});

function started(...messages) {
  const conversation = new Conversation();
  for (const message of [state(), ...messages]) conversation.apply(message);
  return conversation;
}

test("what was seen already changes nothing", () => {
  const conversation = started({ type: "turn.ack", seq: 6, turn: answer });
  equal(conversation.apply({ type: "turn.ack", seq: 6, turn: turn(3, "candidate", "answer") }), false);
  equal([conversation.turns.length, conversation.lastSeq], [2, 6]);
});

test("a whole state is always taken", () => {
  const conversation = started({ type: "turn.ack", seq: 9, turn: answer });
  ok(conversation.apply(state({ seq: 9, writer: false })));
  equal([conversation.writer, conversation.turns.length], [false, 1]);
});

test("unknown types and fields pass", () => {
  const conversation = started();
  equal(conversation.apply({ type: "weather", seq: 7 }), false);
  equal(conversation.lastSeq, 5);
});

test("an answer makes the interviewer owe a turn until it is there", () => {
  const conversation = started({ type: "turn.ack", seq: 6, turn: answer });
  equal(conversation.awaiting, true);
  conversation.apply({
    type: "turn.done",
    seq: 7,
    turn: turn(3, "interviewer", "probe"),
    place: { can: ["answer", "append"] },
  });
  equal([conversation.awaiting, conversation.can("append")], [false, true]);
});

test("pieces join by their offset in code points; a gap waits for the whole", () => {
  const delta = (offset, text, attempt = 1) => ({ type: "turn.delta", turn: 3, attempt, offset, text });
  const conversation = started(delta(0, "🙂 Wh"), delta(4, "at"), delta(9, "lost"));
  equal(conversation.streaming.text, "🙂 What");
  conversation.apply(delta(2, "Who"));
  equal(conversation.streaming.text, "🙂 Who");
  conversation.apply({ type: "turn.reset", turn: 3, attempt: 2 });
  equal(conversation.streaming.text, "");
  conversation.apply(delta(0, "And", 2));
  equal(conversation.streaming.text, "And");
});

test("what was taken back keeps its place, unless somebody else has spoken there", () => {
  const reset = (attempt) => ({ type: "turn.reset", turn: 3, attempt });
  const delta = { type: "turn.delta", turn: 3, attempt: 1, offset: 0, text: "So" };
  equal(started(reset(1)).streaming, { turn: 3, attempt: 1, text: "", again: false });
  equal(started(delta, reset(2), reset(3)).streaming.again, true);
  equal(started(delta, { type: "turn.ack", seq: 6, turn: turn(3, "candidate", "append") }, reset(2)).streaming.again, false);
});

test("a failure ends what was coming, and the turn is still owed", () => {
  const failure = { type: "error", code: "model_cut", message: "no", retryable: true };
  const conversation = started(
    { type: "turn.ack", seq: 6, turn: answer },
    { type: "turn.delta", turn: 3, attempt: 1, offset: 0, text: "So" },
    { type: "turn.reset", turn: 3, attempt: 2 },
    failure,
  );
  equal([conversation.streaming, conversation.awaiting], [null, true]);
  const early = new Conversation();
  equal(early.awaiting, false);
  early.apply(state({ turns: [] }));
  early.apply(failure);
  equal(early.awaiting, true);
});

test("a failed reply is a problem until there is one", () => {
  const conversation = started({ type: "error", code: "model_unavailable", message: "no", retryable: true });
  equal(conversation.problem.code, "model_unavailable");
  conversation.apply({ type: "turn.done", seq: 6, turn: turn(3, "interviewer", "probe") });
  equal(conversation.problem, null);
});

test("the end, the grading, the report", () => {
  const conversation = started(
    { type: "session.ended", seq: 6, reason: "safe" },
    { type: "grade.progress", done: 1, total: 2 },
  );
  equal(
    [conversation.ended, conversation.progress, conversation.reportReady, conversation.awaiting],
    ["safe", { done: 1, total: 2 }, false, false],
  );
  conversation.apply({ type: "report.ready", seq: 7 });
  equal(conversation.reportReady, true);
});

test("a session that is graded already says so from HTTP", () => {
  const conversation = new Conversation();
  conversation.prime({ id: "s", status: "graded", turns: [ask], place: null });
  equal([conversation.ended, conversation.reportReady, conversation.lastSeq], ["closed", true, null]);
});

test("only the interviewer moves on to another question", () => {
  const turns = [
    ask,
    answer,
    turn(3, "interviewer", "ask", "", "q2"),
    turn(4, "candidate", "append", "", "q1"),
    turn(5, "interviewer", "close", "", null),
  ];
  const groups = numbered(byQuestion(turns));
  equal(
    groups.map((group) => [group.number, group.turns.map((one) => one.number)]),
    [
      [1, [1, 2]],
      [2, [3, 4]],
      [null, [5]],
    ],
  );
  equal(
    groups.map((group, index) => groupTitle(group, index, new Map([["q2", "Half a team"]]))),
    ["Question 1", "Question 2: Half a team", "Your questions"],
  );
});

test("the question stands above; its lead is what was said before it", () => {
  equal(
    [leadOf("Hello. Why?", "Why?"), leadOf("Why?", "Why?"), leadOf("Else.", "Why?"), leadOf("x", null)],
    ["Hello.", "", "Else.", "x"],
  );
  equal(
    [isNewQuestion([ask], { question_text: "Why?" }), isNewQuestion([ask, answer], { question_text: "Why?" })],
    [true, false],
  );
});

test("an answer can be added to while the server allows it", () => {
  const can = (command) => command === "append";
  equal(appendable([ask, answer, turn(3, "interviewer", "probe")], can)?.number, 2);
  equal(
    appendable([ask, answer], () => false),
    null,
  );
});

test("a misread answer can be set right", () => {
  const can = (command) => command === "confirm";
  const last = (kind) => misread([ask, answer, turn(3, "interviewer", kind)], can)?.number ?? null;
  equal([last("inform"), last("clarify"), last("probe"), misread([ask, answer], can)], [3, 3, null, null]);
});
