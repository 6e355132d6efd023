// The conversation so far: earlier questions folded, the one in hand open. Nodes are made anew only when what they show
// has changed, so that focus, selection and scroll stay where they are.

import { button, QUIET } from "./notice.js";
import { Tail } from "./tail.js";
import { said, turnItem } from "./turn.js";
import { el } from "../lib/dom.js";
import { shortEngine } from "../lib/format.js";
import {
  appendable,
  byQuestion,
  engineChanges,
  groupTitle,
  isNewQuestion,
  leadOf,
  misread,
  numbered,
} from "../models/exchanges.js";

export class Record {
  node;
  #earlier = el("div");
  #list = el("ol.record");
  #tail;
  #items = new Map();
  #folds = new Map();
  #actions;
  #titles;

  /** actions: {append(), confirm(), hear(turn), isHeard(turn), goOn(), retry(), useBuiltIn()}; titles: question id → title. */
  constructor(actions, titles) {
    this.#actions = actions;
    this.#titles = titles;
    this.#tail = new Tail(actions);
    this.node = el(
      "div.reel",
      { tabindex: "0", role: "group", "aria-label": "The conversation so far" },
      el("div", {}, this.#earlier, this.#list, this.#tail.node),
    );
  }

  /** long: whether a model has been quiet for long. */
  update(live, long) {
    const groups = numbered(byQuestion(live.turns));
    const current = groups.pop() ?? { turns: [] };
    this.#updateEarlier(groups, live);
    this.#updateList(current.turns, live);
    this.#tail.update(live, long);
  }

  #updateEarlier(groups, live) {
    for (const [index, group] of groups.entries()) {
      const key = `${group.turns[0].number}-${group.turns.length}-${live.streaming ? "" : groups.length}`;
      const known = this.#folds.get(index);
      if (known?.key === key) continue;
      const node = this.#fold(group, index, live);
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

  #fold(group, index, live) {
    const by = engineChanges(live.turns);
    const { name } = live.session.persona;
    const items = group.turns.map((turn) => turnItem(turn, { name, detail: byLine(by.get(turn.number)) }));
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

  /** An entry that can `renew` its node is only made once: it grows, and nothing blinks. */
  #place({ key, reads, make, renew = null }, index) {
    const known = this.#items.get(key);
    if (renew && known?.renews) {
      if (known.reads !== reads) renew(known.node);
      known.reads = reads;
    } else if (known?.reads !== reads) {
      const node = make();
      if (known) known.node.replaceWith(node);
      this.#items.set(key, { node, reads, renews: renew !== null });
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
      by: engineChanges(live.turns),
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
    const detail = byLine(context.by.get(turn.number));
    const { name } = live.session.persona;
    return {
      key: `t${turn.number}`,
      reads: JSON.stringify([text, turn.kind, flags, heard, code, detail]),
      make: () =>
        turnItem({ ...turn, text }, { name, now: flags.now, code, detail, after: this.#after(turn, flags) }),
    };
  }

  #after(turn, { now, append, misread: wrong }) {
    const after = [];
    if (append) after.push(button("I wasn’t finished", () => this.#actions.append(), { look: QUIET }));
    if (now) after.push(this.#actions.hear(turn));
    if (wrong) after.push(button("That was my answer", () => this.#actions.confirm(), { look: QUIET }));
    return after.filter(Boolean);
  }
}

/** Who words the turns from here on, where that changes. */
function byLine(engine) {
  return engine ? shortEngine(engine) : null;
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
  if (!streaming || (streaming.text === "" && !streaming.again)) return [];
  const turn = { speaker: "interviewer", kind: "", text: streaming.text || "…" };
  return [
    {
      key: `t${streaming.turn}`,
      reads: `…${streaming.text}`,
      make: () => turnItem(turn, { name: session.persona.name, now: true }),
      renew: (node) => node.querySelector(".said").replaceChildren(...said(turn.text).childNodes),
    },
  ];
}
