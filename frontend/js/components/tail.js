// The end of the record: that somebody reads or thinks, or that a reply could not be made and what can be done.

import { button, notice, MAIN, PLAIN } from "./notice.js";
import { el, fill } from "../lib/dom.js";
import { BUILT_IN } from "../models/engines.js";

const GO_ON = "Continue with the built-in interviewer";

export class Tail {
  node = el("div.tail", { role: "status" });
  #actions;

  /** actions: {goOn(), retry(), useBuiltIn(), tailGone()}. */
  constructor(actions) {
    this.#actions = actions;
  }

  /** long: whether a model has been quiet for long. */
  update(live, long) {
    const { problem } = live.conversation;
    const reads = JSON.stringify(problem ?? [waitingFor(live), live.waiting, long]);
    if (this.node.dataset.reads === reads) return;
    const hadFocus = this.node.contains(document.activeElement);
    this.node.dataset.reads = reads;
    fill(this.node, problem && live.ended === null ? this.#noReply(live) : this.#waiting(live, long));
    if (hadFocus) this.#actions.tailGone();
  }

  #waiting(live, long) {
    if (long && live.waiting) return this.#takesLong(live);
    const what = waitingFor(live);
    if (!what) return null;
    const goOn = live.waiting === "held" ? [" ", button("Go on", () => this.#actions.goOn(), { look: PLAIN })] : null;
    return el("p.reading.quiet", {}, `${live.session.persona.name} is ${what}.`, goOn);
  }

  #takesLong({ session, streaming }) {
    const what = streaming?.text ? "has stopped in the middle" : "is thinking";
    return el(
      "div.reading.quiet",
      {},
      el("p", {}, `${session.persona.name} ${what}. You can wait, or go on without the language model.`),
      el("p.actions", {}, this.#builtIn(PLAIN)),
    );
  }

  /** Where trying again cannot help before something is put right, going on comes first. */
  #noReply({ session, conversation, turns }) {
    const { message, retryable } = conversation.problem;
    const again = retryable !== false;
    const retry = button(again ? "Retry" : "Try again", () => this.#actions.retry(), { look: again ? MAIN : PLAIN });
    const goOn = session.model === BUILT_IN ? null : this.#builtIn(again ? "button" : MAIN);
    const node = notice({
      tone: "fault",
      lead: `${session.persona.name} couldn’t ${turns.length ? "reply" : "begin"}.`,
      text: turns.at(-1)?.speaker === "candidate" ? "Your answer is safe." : "Nothing is lost.",
      actions: (again ? [retry, goOn] : [goOn, retry]).filter(Boolean),
    });
    if (message) node.firstChild.after(el("p.small.quiet", { dir: "auto" }, message));
    return node;
  }

  #builtIn(look) {
    return button(GO_ON, () => this.#actions.useBuiltIn(), { look });
  }
}

/** An answer that is still on its way cannot be read, and a reply that has begun is its own sign. */
function waitingFor({ waiting, pending, paused, streaming, turns, session }) {
  if (waiting === null || pending.length || paused || streaming?.text || streaming?.again) return null;
  if (turns.length) return "reading";
  return session.model === BUILT_IN ? null : "on the way";
}
