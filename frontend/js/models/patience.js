// A short gap in the connection is nobody's business. Tells when one has lasted.

export const TELL_AFTER = 1_200; // milliseconds

export class Patience {
  #onLong;
  #timers;
  #timer = null;
  #long = false;

  constructor(onLong, timers = { setTimeout: (...a) => setTimeout(...a), clearTimeout: (id) => clearTimeout(id) }) {
    this.#onLong = onLong;
    this.#timers = timers;
  }

  /** Whether the gap has lasted long enough to be told. */
  get lost() {
    return this.#long;
  }

  note(connected) {
    if (connected) this.stop();
    else this.#timer ??= this.#timers.setTimeout(() => this.#tell(), TELL_AFTER);
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
