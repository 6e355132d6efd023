// The session's clock as the server tells it, carried on between its messages. Pauses stop it.

export class Clock {
  #now;
  #elapsed = 0;
  #left = null;
  #paused = false;
  #at = 0;

  /** `now` gives milliseconds. */
  constructor(now = () => performance.now()) {
    this.#now = now;
    this.#at = now();
  }

  /** Takes what the server says: seconds elapsed, seconds left or null, paused or not. */
  set({ elapsed, left, paused = this.#paused }) {
    this.#elapsed = elapsed ?? this.#elapsed;
    this.#left = left ?? null;
    this.#paused = paused;
    this.#at = this.#now();
  }

  get elapsed() {
    return Math.floor(this.#elapsed + this.#since());
  }

  get left() {
    return this.#left === null ? null : Math.max(0, Math.round(this.#left - this.#since()));
  }

  #since() {
    return this.#paused ? 0 : (this.#now() - this.#at) / 1000;
  }
}

/** "about 30 min left" in steps of five, finer near the end, never in seconds. */
export function aboutLeft(seconds) {
  const minutes = Math.round(seconds / 60);
  if (minutes >= 8) return `about ${Math.round(minutes / 5) * 5} min`;
  return minutes >= 1 ? `about ${minutes} min` : "a moment";
}

/** "13 min so far". */
export function soFar(seconds) {
  const minutes = Math.floor(seconds / 60);
  return minutes < 1 ? "under a minute so far" : `${minutes} min so far`;
}
