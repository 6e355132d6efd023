// A short gap is nobody's business. Tells when one has lasted.

export const TELL_AFTER = 1_200; // milliseconds

const TIMERS = { setTimeout: (...a) => setTimeout(...a), clearTimeout: (id) => clearTimeout(id) };

export class Patience {
  #onLong;
  #timers;
  #after;
  #timer = null;
  #long = false;

  constructor(onLong, timers = TIMERS, after = TELL_AFTER) {
    this.#onLong = onLong;
    this.#timers = timers;
    this.#after = after;
  }

  /** Whether the gap has lasted long enough to be told. */
  get long() {
    return this.#long;
  }

  note(fine) {
    if (fine) this.stop();
    else this.#timer ??= this.#timers.setTimeout(() => this.#tell(), this.#after);
  }

  stop() {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = null;
    this.#long = false;
  }

  #tell() {
    this.#long = true;
    this.#onLong();
  }
}
