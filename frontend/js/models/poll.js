// Asks now and then whether something is ready, when nobody will say so by itself.

export const POLL_EVERY = 1_500; // milliseconds

export class Poll {
  #ask;
  #onReady;
  #timer = null;
  #done = false;

  /** ask() → a promise of true once it is ready; what it throws is no answer. */
  constructor(ask, onReady) {
    this.#ask = ask;
    this.#onReady = onReady;
  }

  start() {
    if (this.#timer === null && !this.#done) this.#timer = setTimeout(() => this.#tick(), POLL_EVERY);
  }

  stop() {
    this.#done = true;
    clearTimeout(this.#timer);
  }

  async #tick() {
    const ready = await this.#ask().catch(() => false);
    if (this.#done) return;
    this.#timer = null;
    if (!ready) return this.start();
    this.stop();
    this.#onReady();
  }
}
