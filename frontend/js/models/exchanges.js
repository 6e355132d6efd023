// How a conversation is laid out: by question, with what may be done to its last turns.

const MISREAD = new Set(["inform", "clarify", "redirect", "steer"]);
const ANSWERS = new Set(["answer", "append"]);

/**
 * Runs of turns on one question; the last run is the one in hand. Only the interviewer moves on: what a candidate adds
 * to an earlier answer stays where it was said.
 */
export function byQuestion(turns) {
  const groups = [];
  for (const turn of turns) {
    const questionId = turn.question_id ?? null;
    const open = groups.at(-1);
    if (open && (turn.speaker === "candidate" || open.questionId === questionId)) open.turns.push(turn);
    else groups.push({ questionId, turns: [turn] });
  }
  return groups;
}

/** What the interviewer says around a question that stands above the record anyway; "" when it is the question alone. */
export function leadOf(text, question) {
  if (!question || !text.endsWith(question)) return text;
  return text.slice(0, text.length - question.length).trim();
}

/** Whether the last turn is a question that stands above the record: then it is shown there, with its lead. */
export function isNewQuestion(turns, place) {
  const last = turns.at(-1);
  return last?.kind === "ask" && Boolean(place?.question_text) && last.text.endsWith(place.question_text);
}

/** The answer that "I wasn't finished" would join: the last one, as long as nothing newer was answered. */
export function appendable(turns, can) {
  if (!can("append")) return null;
  return turns.findLast((turn) => turn.speaker === "candidate" && ANSWERS.has(turn.kind)) ?? null;
}

/** The interviewer's turn that took an answer for a question. */
export function misread(turns, can) {
  const last = turns.at(-1);
  return last?.speaker === "interviewer" && MISREAD.has(last.kind) && can("confirm") ? last : null;
}

/** "Question 2, the vault move"; without a title, the number alone. */
export function groupTitle(group, index, titles) {
  if (group.questionId === null) return index === 0 ? "Settling in" : "Your questions";
  const title = titles.get(group.questionId);
  return title ? `Question ${group.number}: ${title}` : `Question ${group.number}`;
}

/** Numbers the groups that are questions from 1. */
export function numbered(groups) {
  let number = 0;
  return groups.map((group) => ({ ...group, number: group.questionId === null ? null : (number += 1) }));
}

/** Where the engine that words the interviewer changes: turn number → engine. The first one is no change. */
export function engineChanges(turns) {
  const spoken = turns.filter((turn) => turn.speaker === "interviewer" && turn.engine);
  return new Map(
    spoken.flatMap((turn, index) =>
      index > 0 && turn.engine !== spoken[index - 1].engine ? [[turn.number, turn.engine]] : [],
    ),
  );
}
