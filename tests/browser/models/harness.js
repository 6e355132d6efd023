// A test runner of a few lines, for tests that run in the browser the modules are made for.

const tests = [];

export function test(name, body) {
  tests.push({ name, body });
}

/** Runs what has been registered: [{name, error}…], error null where it passed. */
export async function run() {
  const results = [];
  for (const { name, body } of tests.splice(0)) {
    localStorage.clear();
    results.push({ name, error: await outcome(body) });
  }
  return results;
}

async function outcome(body) {
  try {
    await body();
    return null;
  } catch (error) {
    return `${error.message}\n${error.stack}`;
  }
}

export function equal(actual, expected, what = "") {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what} expected ${b}, got ${a}`);
}

export function ok(value, what = "") {
  if (!value) throw new Error(`${what} expected something true, got ${value}`);
}

export function throws(body, what = "") {
  try {
    body();
  } catch {
    return;
  }
  throw new Error(`${what} expected an error`);
}

/** Timers that move only when told. */
export class FakeTimers {
  now = 0;
  #next = 1;
  #waiting = new Map();

  setTimeout = (body, after) => {
    const id = this.#next++;
    this.#waiting.set(id, { body, at: this.now + after });
    return id;
  };

  clearTimeout = (id) => {
    this.#waiting.delete(id);
  };

  /** Milliseconds until each timer that is set. */
  get due() {
    return [...this.#waiting.values()].map(({ at }) => at - this.now);
  }

  pass(milliseconds) {
    const until = this.now + milliseconds;
    for (let next = this.#soonest(until); next; next = this.#soonest(until)) {
      this.now = next[1].at;
      this.#waiting.delete(next[0]);
      next[1].body();
    }
    this.now = until;
  }

  #soonest(until) {
    return [...this.#waiting].filter(([, { at }]) => at <= until).sort((a, b) => a[1].at - b[1].at)[0];
  }
}

/** A store in memory; `full` makes it refuse. */
export class MemoryStore {
  full = false;
  kept = new Map();

  keep = (key, value) => {
    if (!this.full) this.kept.set(key, JSON.stringify(value));
    return !this.full;
  };

  recall = (key, fallback = null) => (this.kept.has(key) ? JSON.parse(this.kept.get(key)) : fallback);

  drop = (key) => {
    this.kept.delete(key);
  };
}

/** The socket's other end, in the test's hands. */
export class FakeSocket {
  readyState = 0;
  sent = [];
  closedWith = null;

  constructor(url) {
    this.url = url;
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close(code) {
    this.closedWith = code ?? 1005;
    this.readyState = 3;
  }

  open() {
    this.readyState = 1;
    this.onopen?.({});
  }

  say(message) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  drop(code) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}
