// The conversation so far: earlier questions folded, the one in hand open. Nodes are made anew only when what they show
// has changed, so that focus, selection and scroll stay where they are.

import { button, notice, MAIN, QUIET } from "./notice.js";
import { turnItem } from "./turn.js";
import { el, fill } from "../lib/dom.js";
import { appendable, byQuestion, groupTitle, isNewQuestion, leadOf, misread, numbered } from "../models/exchanges.js";

export class Record {
  node;
  #earlier = el("div");
  #list = el("ol.record");
  #tail = el("div.tail", { role: "status" });
  #items = new Map();
  #folds = new Map();
  #actions;
  #titles;

  /** actions: {append(), confirm(), hear(turn), isHeard(turn), goOn(), retry(), useBuiltIn()}; titles: question id → title. */
  constructor(actions, titles) {
    this.#actions = actions;
    this.#titles = titles;
    this.node = el(
      "div.reel",
      { tabindex: "0", role: "group", "aria-label": "The conversation so far" },
      el("div", {}, this.#earlier, this.#list, this.#tail),
    );
  }

  update(live) {
    const groups = numbered(byQuestion(live.turns));
    const current = groups.pop() ?? { turns: [] };
    this.#updateEarlier(groups, live);
    this.#updateList(current.turns, live);
    this.#updateTail(live);
  }

  #updateEarlier(groups, live) {
    for (const [index, group] of groups.entries()) {
      const key = `${group.turns[0].number}-${group.turns.length}-${live.streaming ? "" : groups.length}`;
      const known = this.#folds.get(index);
      if (known?.key === key) continue;
      const node = this.#fold(group, index, live.session);
      if (known) known.node.replaceWith(node);
      else this.#earlier.append(node);
      this.#folds.set(index, { key, node });
    }
    for (const [index, { node }] of this.#folds) {
      if (index < groups.length) continue;
      node.remove();
      this.#folds.delete(index);
    }
  }

  #fold(group, index, { persona }) {
    const items = group.turns.map((turn) => turnItem(turn, { name: persona.name }));
    return el(
      "details.earlier",
      {},
      el("summary", {}, groupTitle(group, index, this.#titles)),
      el("ol.record", {}, items),
    );
  }

  #updateList(turns, live) {
    const wanted = [...this.#turnEntries(turns, live), ...pendingEntries(live), ...streamingEntries(live)];
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, { node }] of this.#items) if (!keys.has(key)) this.#forget(key, node);
    wanted.forEach((entry, index) => this.#place(entry, index));
    this.#list.hidden = wanted.length === 0;
  }

  #forget(key, node) {
    node.remove();
    this.#items.delete(key);
  }

  #place({ key, reads, make }, index) {
    const known = this.#items.get(key);
    if (known?.reads !== reads) {
      const node = make();
      if (known) known.node.replaceWith(node);
      this.#items.set(key, { node, reads });
    }
    const { node } = this.#items.get(key);
    if (this.#list.children[index] !== node) this.#list.insertBefore(node, this.#list.children[index] ?? null);
  }

  #turnEntries(turns, live) {
    const open = live.ended === null && !live.paused && live.conversation.writer;
    const can = (command) => open && live.can(command);
    const context = {
      live,
      isNew: live.pending.length === 0 && isNewQuestion(live.turns, live.place),
      now:
        live.streaming || live.pending.length
          ? null
          : turns.findLast((turn) => turn.speaker === "interviewer" && turn.kind !== "coach_note"),
      append: live.pending.length ? null : appendable(turns, can),
      misread: misread(turns, can),
    };
    return turns.map((turn) => this.#turnEntry(turn, context)).filter(Boolean);
  }

  #turnEntry(turn, context) {
    const { live } = context;
    const text = turn.kind === "ask" ? leadOf(turn.text, live.place?.question_text) : turn.text;
    if (text === "" || (context.isNew && turn === live.turns.at(-1))) return null;
    const flags = {
      now: turn === context.now && text === turn.text,
      append: turn === context.append,
      misread: turn === context.misread,
    };
    const heard = this.#actions.isHeard(turn);
    const code = live.place?.kind === "code";
    return {
      key: `t${turn.number}`,
      reads: JSON.stringify([text, turn.kind, flags, heard, code]),
      make: () =>
        turnItem(
          { ...turn, text },
          { name: live.session.persona.name, now: flags.now, code, after: this.#after(turn, flags) },
        ),
    };
  }

  #after(turn, { now, append, misread: wrong }) {
    const after = [];
    if (append) after.push(button("I wasn’t finished", () => this.#actions.append(), { look: QUIET }));
    if (now) after.push(this.#actions.hear(turn));
    if (wrong) after.push(button("That was my answer", () => this.#actions.confirm(), { look: QUIET }));
    return after.filter(Boolean);
  }

  #updateTail(live) {
    const { problem } = live.conversation;
    const reads = problem ? `p${problem.retryable}` : `${isReading(live)}${live.waiting}`;
    if (this.#tail.dataset.reads === reads) return;
    const hadFocus = this.#tail.contains(document.activeElement);
    this.#tail.dataset.reads = reads;
    fill(this.#tail, problem && live.ended === null ? this.#noReply(live) : this.#reading(live));
    if (hadFocus) this.#actions.tailGone();
  }

  #reading(live) {
    if (!isReading(live)) return null;
    const goOn = live.waiting === "held" ? [" ", button("Go on", () => this.#actions.goOn(), { look: "plain" })] : null;
    return el("p.reading.quiet", {}, `${live.session.persona.name} is reading.`, goOn);
  }

  #noReply({ session, conversation }) {
    const actions = [button("Retry", () => this.#actions.retry(), { look: MAIN })];
    if (session.model !== "offline")
      actions.push(button("Continue with the built-in interviewer", () => this.#actions.useBuiltIn()));
    return notice({
      tone: "fault",
      lead: `${session.persona.name} couldn’t reply.`,
      text: "Your answer is safe.",
      actions: conversation.problem.retryable === false ? actions.slice(1) : actions,
    });
  }
}

/** An answer that is still on its way cannot be read, and a reply that has begun is its own sign. */
function isReading(live) {
  return live.waiting !== null && live.pending.length === 0 && !live.paused && !live.streaming?.text;
}

function pendingEntries(live) {
  const state =
    live.connection === "open" ? "Sending" : "Kept on this device. It goes out when the connection is back.";
  return live.pending.map((command) => ({
    key: `p${command.client_turn_id}`,
    reads: state,
    make: () =>
      turnItem(
        { speaker: "candidate", kind: command.type, text: command.text },
        { code: live.place?.kind === "code", state },
      ),
  }));
}

function streamingEntries({ streaming, session }) {
  if (!streaming || streaming.text === "") return [];
  const turn = { speaker: "interviewer", kind: "", text: streaming.text };
  return [
    {
      key: `t${streaming.turn}`,
      reads: `…${streaming.text}`,
      make: () => turnItem(turn, { name: session.persona.name, now: true }),
    },
  ];
}
