// What the server has said so far. Messages go in, a state comes out; nothing here knows of sockets or pages.
// Messages with a `seq` are taken once and in order; unknown types are let pass.

export class Conversation {
  lastSeq = null;
  session = null;
  place = null;
  writer = true;
  streaming = null; // {turn, attempt, text, again} while a reply comes in pieces; again: what was shown was taken back
  ended = null; // the reason, once it has
  progress = null; // {done, total} of grading
  reportReady = false;
  problem = null; // {code, message, retryable}: a reply or a grade that could not be made
  #turns = new Map();

  /** What HTTP gave before the socket was there: to have something to show. */
  prime({ turns = [], place = null, ...session }) {
    this.session = session;
    this.place = place;
    this.#replaceTurns(turns);
    this.#noteStatus();
  }

  /** Takes one message; false when it was known already or is of no type we know. */
  apply(message) {
    const handler = HANDLERS[message.type];
    if (!handler || this.#isOld(message)) return false;
    if (Number.isInteger(message.seq)) this.lastSeq = message.seq;
    handler.call(this, message);
    return true;
  }

  get turns() {
    return [...this.#turns.values()].sort((a, b) => a.number - b.number);
  }

  get lastTurn() {
    return this.turns.at(-1) ?? null;
  }

  /** True while the interviewer owes a turn: the first one too, once it is known that there is none. */
  get awaiting() {
    if (this.ended !== null) return false;
    return this.streaming !== null || (this.lastTurn ? this.lastTurn.speaker === "candidate" : this.lastSeq !== null);
  }

  can(command) {
    return Array.isArray(this.place?.can) ? this.place.can.includes(command) : command !== "confirm";
  }

  #isOld({ type, seq }) {
    return type !== "session.state" && Number.isInteger(seq) && this.lastSeq !== null && seq <= this.lastSeq;
  }

  #replaceTurns(turns) {
    this.#turns = new Map(turns.map((turn) => [turn.number, turn]));
  }

  #noteStatus() {
    const status = this.session?.status;
    if (status === "grading" || status === "graded") this.ended ??= "closed";
    if (status === "graded") this.reportReady = true;
  }

  takeState({ session, turns, place, writer }) {
    this.session = session;
    this.place = place;
    if (typeof writer === "boolean") this.writer = writer;
    this.#replaceTurns(turns ?? []);
    this.streaming = null;
    this.problem = null;
    this.#noteStatus();
  }

  takeTurn({ turn, place }) {
    if (turn && typeof turn === "object") this.#turns.set(turn.number, turn);
    if (place) this.place = place;
    if (turn?.speaker === "interviewer") this.streaming = this.problem = null;
  }

  takeDelta({ turn, attempt, offset, text }) {
    const before = this.streaming?.turn === turn && this.streaming.attempt === attempt ? this.streaming.text : "";
    const points = Array.from(before);
    if (offset > points.length) return; // a piece is missing: turn.done will bring it all
    this.streaming = { turn, attempt, text: points.slice(0, offset).join("") + text, again: false };
    this.problem = null;
  }

  /** What was shown does not count. Its place stays, so that nothing jumps, unless somebody else has spoken there. */
  takeBack({ turn, attempt }) {
    const { turn: before, text, again } = this.streaming ?? {};
    const shown = before === turn && (again || text !== "");
    this.streaming = { turn, attempt, text: "", again: shown && !this.#turns.has(turn) };
  }
}

const HANDLERS = {
  "session.state": Conversation.prototype.takeState,
  "turn.ack": Conversation.prototype.takeTurn,
  "turn.done": Conversation.prototype.takeTurn,
  "turn.delta": Conversation.prototype.takeDelta,
  "turn.reset": Conversation.prototype.takeBack,
  "session.ended"({ reason }) {
    this.ended = reason ?? "closed";
    this.streaming = null;
  },
  "report.ready"() {
    this.ended ??= "closed";
    this.reportReady = true;
    this.problem = null;
  },
  "grade.progress"({ done, total }) {
    this.progress = { done, total };
  },
  clock() {},
  error({ code, message, retryable }) {
    this.streaming = null;
    this.problem = { code, message, retryable };
  },
};
