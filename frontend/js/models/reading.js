// A built-in interviewer answers at once; a person would read first. The reply is held back about a second on the
// screen only: it is stored already, and anything that happens meanwhile shows it.

export const READING_TIME = 1_000; // milliseconds

export class Reading {
  #timers;
  #onDone;
  #timer = null;

  constructor(onDone, timers = { setTimeout: (...a) => setTimeout(...a), clearTimeout: (id) => clearTimeout(id) }) {
    this.#timers = timers;
    this.#onDone = onDone;
  }

  get active() {
    return this.#timer !== null;
  }

  begin() {
    this.end(false);
    this.#timer = this.#timers.setTimeout(() => this.end(), READING_TIME);
  }

  /** Over, by the clock or by "Go on". */
  end(tell = true) {
    if (!this.active) return;
    this.#timers.clearTimeout(this.#timer);
    this.#timer = null;
    if (tell) this.#onDone();
  }
}
