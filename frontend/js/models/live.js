// One running session on this page: socket, outbox and conversation together. Emits:
// "change" · "spoken" {turn}: an interviewer's turn is there to be read · "returned" {text, message}: an answer was
// refused and comes back · "refused" {message, lead} · "gone" {code}: the server will not have us here.

import { Clock } from "./clock.js";
import { Conversation } from "./conversation.js";
import { Outbox } from "./outbox.js";
import { Reading } from "./reading.js";
import { LiveSocket } from "./socket.js";

const ANSWERS = new Set(["answer", "append"]);
const NOT_THE_WRITER = /writer|elsewhere|read_only/;
const GONE = new Set([1008, 4401, 4403, 4404]);
const TAKEN_OVER = 4409;

export class LiveSession extends EventTarget {
  conversation = new Conversation();
  clock = new Clock();
  connection = "connecting";
  #socket;
  #outbox;
  #reading;
  #held = null; // {after, place}: what may be shown while the interviewer reads
  #spokenUpTo = null;
  #displaced = false; // another page has taken over
  #claiming = false; // this page wants to write as soon as it is connected
  #tab;

  /** deps: `url(lastSeq, tab)`, `tab` {id, renew()}, `store`, `newId()`, and for tests `socket` options and `timers`. */
  constructor(id, { url, tab, store, newId, socket = {}, timers }) {
    super();
    this.#tab = tab;
    this.#outbox = new Outbox(store, `outbox.${id}`, newId);
    this.#reading = new Reading(() => this.#reveal(), timers);
    this.#socket = new LiveSocket({
      url: () => url(this.conversation.lastSeq, this.#tab.id),
      onMessage: (message) => this.#onMessage(message),
      onStatus: (status, code) => this.#onStatus(status, code),
      ...(timers ? { timers } : {}),
      ...socket,
    });
  }

  // What the page shows

  get session() {
    return this.conversation.session;
  }

  get place() {
    return this.#held?.place ?? this.conversation.place;
  }

  get turns() {
    const turns = this.conversation.turns;
    return this.#held ? turns.filter((turn) => turn.number <= this.#held.after) : turns;
  }

  get streaming() {
    return this.#held ? null : this.conversation.streaming;
  }

  get ended() {
    return this.#held ? null : this.conversation.ended;
  }

  get paused() {
    return this.session?.status === "paused";
  }

  /** Answers sent from here that are not on disk yet. */
  get pending() {
    return this.#outbox.answers;
  }

  /** Nothing to show yet, "reading" with a reply that can be shown at once, or just waiting for one. */
  get waiting() {
    if (this.#held && !this.conversation.awaiting) return "held";
    return this.pending.length > 0 || this.#held || this.conversation.awaiting ? "reply" : null;
  }

  can(command) {
    return this.conversation.can(command);
  }

  // What a person does

  start() {
    this.#socket.start();
  }

  stop() {
    this.#reading.end(false);
    this.#socket.stop();
  }

  hurry() {
    this.#socket.hurry();
  }

  /** Sends an answer, or what belongs to the last one. It stays in the outbox until the server has it on disk. */
  answer(text, type = "answer") {
    this.#reading.end();
    this.#send(type, { text, mode: "typed" });
    this.#changed();
  }

  command(type, fields) {
    this.#reading.end();
    this.#send(type, fields);
    this.#changed();
  }

  goOn() {
    this.#reading.end();
  }

  retry() {
    this.conversation.problem = null;
    this.command("retry");
  }

  /** Somebody else speaks from the next turn on, and makes the reply that is missing, if one is. */
  useEngine(model) {
    this.conversation.problem = null;
    this.command("engine", { model });
    this.command("retry");
  }

  takeOver() {
    this.#displaced = false;
    this.#claiming = true;
    if (this.#socket.isOpen) this.#resume();
    else this.#socket.start();
    this.#changed();
  }

  // What comes in

  #onStatus(status, code) {
    this.connection = status;
    if (status === "open" && this.conversation.lastSeq !== null) this.#resume();
    if (code === TAKEN_OVER) this.#onTakenOver();
    else if (status === "closed" && GONE.has(code)) this.#emit("gone", { code });
    this.#changed();
  }

  #onTakenOver() {
    this.conversation.writer = false;
    this.#tab.renew(); // a page with our id may be the one that took over
    if (this.#displaced) return; // told so twice: stay as we are
    this.#displaced = true;
    this.#socket.start(); // comes back as a reader
  }

  #onMessage(message) {
    if (message.type === "error") this.#onError(message);
    else if (message.type === "turn.ack") this.#onAck(message);
    else if (this.conversation.apply(message)) this.#afterwards(message);
    this.#changed();
  }

  #afterwards(message) {
    if (message.place || message.type === "clock")
      this.clock.set({ ...(message.place ?? message), paused: this.paused });
    if (message.seq !== undefined) this.#outbox.settleControls();
    if (message.type === "session.state") this.#onState();
    if (!this.#held) this.#speak();
  }

  /** An acknowledgement settles its command even when it is an old one, said again. */
  #onAck(message) {
    const command = this.#outbox.take(message.command_id);
    if (!this.conversation.apply(message)) return;
    this.#afterwards(message);
    if (command && ANSWERS.has(command.type) && this.session?.model === "offline") this.#hold(message.turn);
  }

  #hold({ number }) {
    this.#held = { after: number, place: this.conversation.place };
    this.#reading.begin();
  }

  #onState() {
    for (const { client_turn_id: id } of this.#outbox.answers) if (this.#isStored(id)) this.#outbox.takeTurn(id);
    this.#held = null;
    this.#reading.end(false);
    if (this.#spokenUpTo === null) this.#spokenUpTo = this.turns.length > 1 ? this.turns.at(-1).number : 0;
    if (this.conversation.writer) this.#displaced = false;
    this.#resume();
  }

  #isStored(clientTurnId) {
    return this.conversation.turns.some((turn) => turn.client_turn_id === clientTurnId);
  }

  /** After a (re)connect: take over where that was asked for, and send again what was never acknowledged. */
  #resume() {
    if (this.#claiming) this.#send("takeover");
    this.#claiming = false;
    if (this.conversation.writer) for (const command of this.#outbox.all) this.#socket.send(command);
  }

  #onError(message) {
    if (NOT_THE_WRITER.test(message.code)) return this.#onReadOnly();
    const command = this.#outbox.take(message.command_id);
    if (command && ANSWERS.has(command.type)) this.#emit("returned", { text: command.text, message: message.message });
    else if (command?.type === "engine") this.#emit("refused", { message: message.message, lead: "Nothing has changed." });
    else if (/^model/.test(message.code) || (!command && message.retryable)) this.conversation.apply(message);
    else this.#emit("refused", { message: message.message });
  }

  #onReadOnly() {
    this.conversation.writer = false;
    this.#outbox.settleControls();
  }

  #send(type, fields) {
    this.#socket.send(this.#outbox.add(type, fields));
  }

  #reveal() {
    this.#held = null;
    this.#speak();
    this.#changed();
  }

  #speak() {
    if (this.#spokenUpTo === null) return;
    for (const turn of this.turns) {
      if (turn.number <= this.#spokenUpTo) continue;
      this.#spokenUpTo = turn.number;
      if (turn.speaker === "interviewer") this.#emit("spoken", { turn });
    }
  }

  #changed() {
    this.#emit("change");
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
