// One socket that comes back by itself. It knows about connections, not about interviews.

export const FIRST_WAIT = 250; // milliseconds; doubles up to the longest, with full jitter
export const LONGEST_WAIT = 5_000;
export const PING_EVERY = 25_000;
export const PONG_WITHIN = 10_000;

const FINAL = new Set([1000, 1003, 1007, 1008, 4401, 4403, 4404, 4409]);

const CROWDED = new Set([1013, 4429]); // overload, or too many: do not add to it
const UNHURRIED = 5; // tries after which the wait is the longest

/** Whether a close code allows another try. */
export function isFinal(code) {
  return FINAL.has(code);
}

/** Milliseconds to wait before try number `attempt`, counted from 0. `random` gives 0 to 1. */
export function waitBefore(attempt, random) {
  return random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt);
}

export class LiveSocket {
  #options;
  #socket = null;
  #attempt = 0;
  #timer = null;
  #pulse = null;
  #stopped = true;

  /**
   * options: `url()` → address for now, `onMessage(object)`, `onStatus("connecting"|"open"|"waiting"|"closed", code)`,
   * and for tests `connect(url)` → WebSocket, `timers` {setTimeout, clearTimeout}, `random`.
   */
  constructor(options) {
    const timers = { setTimeout: (...a) => setTimeout(...a), clearTimeout: (id) => clearTimeout(id) };
    this.#options = { connect: (url) => new WebSocket(url), timers, random: Math.random, ...options };
  }

  get isOpen() {
    return this.#socket?.readyState === 1;
  }

  start() {
    this.#stopped = false;
    this.#open();
  }

  stop() {
    this.#stopped = true;
    this.#clear();
    this.#release()?.close(1000);
  }

  /** Sends now or not at all; the outbox sends again after a reconnect. */
  send(message) {
    if (!this.isOpen) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Back online, or back in view: do not wait for the timer. */
  hurry() {
    if (this.#stopped || this.#socket) return;
    this.#attempt = 0;
    this.#open();
  }

  #open() {
    this.#clear();
    this.#status("connecting");
    const socket = this.#options.connect(this.#options.url());
    this.#socket = socket;
    socket.onopen = () => this.#opened();
    socket.onmessage = (event) => this.#received(event.data);
    socket.onclose = (event) => this.#closed(socket, event.code);
  }

  #opened() {
    this.#status("open");
    this.#keepPulse();
  }

  #received(data) {
    this.#keepPulse();
    const message = parsed(data);
    if (message === null) return;
    this.#attempt = 0;
    if (message.type !== "pong") this.#options.onMessage(message);
  }

  #closed(socket, code) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.#clear();
    if (this.#stopped || isFinal(code)) this.#finish(code);
    else this.#wait(code);
  }

  #finish(code) {
    this.#stopped = true;
    this.#status("closed", code);
  }

  #wait(code) {
    this.#status("waiting", code);
    if (CROWDED.has(code)) this.#attempt = Math.max(this.#attempt, UNHURRIED);
    const wait = waitBefore(this.#attempt, this.#options.random);
    this.#attempt += 1;
    this.#timer = this.#options.timers.setTimeout(() => this.#open(), wait);
  }

  /** A dead line looks like silence: ask now and then, and give up on one that does not answer. */
  #keepPulse() {
    this.#options.timers.clearTimeout(this.#pulse);
    this.#pulse = this.#options.timers.setTimeout(() => this.#ping(), PING_EVERY);
  }

  #ping() {
    this.send({ type: "ping" });
    this.#pulse = this.#options.timers.setTimeout(() => this.#lost(), PONG_WITHIN);
  }

  #lost() {
    const socket = this.#release();
    socket?.close();
    this.#clear();
    this.#wait(1006);
  }

  /** Lets go of the socket, so that nothing it still says is heard. */
  #release() {
    const socket = this.#socket;
    this.#socket = null;
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
    return socket;
  }

  #clear() {
    this.#options.timers.clearTimeout(this.#timer);
    this.#options.timers.clearTimeout(this.#pulse);
  }

  #status(status, code = null) {
    this.#options.onStatus(status, code);
  }
}

function parsed(data) {
  try {
    const message = JSON.parse(data);
    return typeof message?.type === "string" ? message : null;
  } catch {
    return null;
  }
}
