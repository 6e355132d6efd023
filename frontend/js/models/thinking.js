// A model may take its time. Tells when it has been quiet for so long that a person should know what else they can do.

import { Patience } from "./patience.js";
import { BUILT_IN } from "./engines.js";

export const QUIET_FOR = 6_000; // milliseconds without a word

export class Thinking {
  #patience;
  #heard = null;

  constructor(onLong, timers) {
    this.#patience = new Patience(onLong, timers, QUIET_FOR);
  }

  /** Whether it has been quiet for long. */
  get long() {
    return this.#patience.long;
  }

  /** To be told of everything that changes in `live`. */
  note(live) {
    const quiet = isQuiet(live);
    const heard = `${live.turns.length} ${live.streaming?.attempt} ${live.streaming?.text}`;
    if (heard !== this.#heard) this.#patience.stop();
    this.#heard = heard;
    this.#patience.note(!quiet);
  }

  stop() {
    this.#patience.stop();
  }
}

/** Whether a model owes words, and nothing else explains why they do not come. */
function isQuiet({ session, waiting, pending, paused, connection, conversation }) {
  const byModel = session !== null && session.model !== BUILT_IN;
  return byModel && waiting === "reply" && !pending.length && !paused && connection === "open" && !conversation.problem;
}
