// An interview: what the server says goes into the model, what the model holds goes onto the page.

import { announce } from "../components/announcer.js";
import { Composer } from "../components/composer.js";
import { Dock } from "../components/dock.js";
import { Hearing } from "../components/hearing.js";
import { menuItems } from "../components/interview-menu.js";
import { headingOf, LiveBar } from "../components/live-bar.js";
import { Notes } from "../components/notes.js";
import { Pinned } from "../components/pinned.js";
import { Record } from "../components/record.js";
import { barePage } from "../components/shell.js";
import { showProblem } from "./problem.js";
import { api, ApiError, liveUrl } from "../lib/api.js";
import { el, focusOn, setText } from "../lib/dom.js";
import { newId } from "../lib/ids.js";
import { drop, keep, recall } from "../lib/kept.js";
import { tab } from "../lib/tab.js";
import { Catalog } from "../models/catalog.js";
import { Kept } from "../models/draft.js";
import { BUILT_IN, Engines } from "../models/engines.js";
import { isNewQuestion, leadOf } from "../models/exchanges.js";
import { LiveSession } from "../models/live.js";
import { recallOptions } from "../models/options.js";
import { Patience } from "../models/patience.js";
import { Poll } from "../models/poll.js";
import { Thinking } from "../models/thinking.js";

const store = { keep, recall, drop };
const CLOCK_EVERY = 15_000; // milliseconds
const LOW_WINDOW = "(max-height: 34rem)";
const LOST = { 1008: 403, 4401: 401, 4403: 403, 4404: 404 };

export async function showInterview({ params, signal, go }) {
  const [session, catalog] = await Promise.all([api.session(params.id, { signal }), catalogOrNothing(signal)]);
  if (session.status === "graded") return go(`/report/${params.id}`, { replace: true });
  const view = new InterviewView(session, catalog, signal);
  view.start();
  view.knowEngines(await enginesOrNothing(signal));
}

async function enginesOrNothing(signal) {
  try {
    return await api.engines({ signal });
  } catch {
    return {};
  }
}

async function catalogOrNothing(signal) {
  try {
    return new Catalog(await api.catalog({ signal }));
  } catch {
    return new Catalog({});
  }
}

class InterviewView {
  #id;
  #live;
  #signal;
  #hearing = new Hearing(recallOptions(store), () => this.#render());
  #heading = el("h1.unseen");
  #bar;
  #pinned = new Pinned();
  #record;
  #composer;
  #dock;
  #notes;
  #showClock = recall("clock", false) === true;
  #patience = new Patience(() => this.#render());
  #thinking = new Thinking(() => this.#render());
  #engines = new Engines({ engines: [] }, store);
  #sent = false;
  #frame = null;
  #drawn = []; // what waits for the next drawing
  #poll = new Poll(
    () => this.#isGraded(),
    () => this.#onGraded(),
  );

  constructor(session, catalog, signal) {
    this.#id = session.id;
    this.#signal = signal;
    this.#live = new LiveSession(session.id, {
      url: (seq, tabId) => liveUrl(session.id, seq, tabId),
      tab: tab(),
      store,
      newId,
    });
    this.#live.conversation.prime(session);
    this.#bar = new LiveBar({ pause: () => this.#live.command("pause"), menu: (live) => this.#menu(live) }, signal);
    this.#record = new Record(this.#recordActions(), catalog.titles);
    this.#notes = this.#makeNotes(session.persona.name);
    this.#composer = this.#makeComposer();
    this.#dock = new Dock(this.#composer, this.#dockActions());
  }

  start() {
    const talk = el("main#content.talk", {}, this.#heading, this.#pinned.node, this.#record.node, this.#dock.node);
    this.#notes.covers(this.#bar.node, talk, document.querySelector(".skip"));
    barePage(headingOf(this.#live), "#answer", el("div.live", {}, this.#bar.node, talk, this.#notes.node));
    this.#listen();
    this.#live.start();
    this.#draw();
    this.#takeFocus();
    this.#followOnLowWindow();
  }

  knowEngines(raw) {
    this.#engines = new Engines(raw, store);
    this.#render();
  }

  /** With a keyboard, straight into the field; without one it would only cover the question. */
  #takeFocus() {
    if (matchMedia("(pointer: fine)").matches && !this.#composer.node.hidden)
      this.#composer.text.focus({ preventScroll: true });
    else focusOn(this.#heading);
  }

  // What a person does

  #makeComposer() {
    const onSend = (text, type) => {
      this.#sent = true;
      this.#dock.tell(null);
      this.#live.answer(text, type);
    };
    return new Composer({ draft: new Kept(store, `draft.${this.#id}`), onSend, extras: [this.#notes.opener] });
  }

  #makeNotes(name) {
    const onInsert = (words) => {
      this.#composer.insert(words);
      this.#composer.text.focus();
    };
    return new Notes({ kept: new Kept(store, `notes.${this.#id}`), name, onInsert, signal: this.#signal });
  }

  #recordActions() {
    return {
      append: () => this.#composer.startAppending(),
      confirm: () => this.#live.command("confirm"),
      goOn: () => this.#live.goOn(),
      retry: () => this.#live.retry(),
      useBuiltIn: () => this.#live.useEngine(BUILT_IN),
      hear: (turn) => this.#hearing.button(turn),
      isHeard: (turn) => this.#hearing.isHeard(turn),
      tailGone: () => this.#composer.text.focus(),
    };
  }

  #dockActions() {
    return {
      resume: () => this.#live.command("resume"),
      end: () => this.#dock.askToEnd(this.#live),
      reallyEnd: () => this.#live.command("end"),
      retryGrade: () => this.#live.retry(),
      takeOver: () => {
        this.#composer.reload();
        this.#live.takeOver();
      },
    };
  }

  #menu(live) {
    const prefs = { showClock: this.#showClock, readAloud: this.#hearing.readAloud, engines: this.#engines };
    return menuItems(live, prefs, {
      hint: () => live.command("hint"),
      skip: () => live.command("skip"),
      clock: () => this.#toggleClock(),
      readAloud: () => this.#hearing.toggle(),
      engine: (model) => live.useEngine(model),
      end: () => this.#dock.askToEnd(live),
    });
  }

  #toggleClock() {
    this.#showClock = !this.#showClock;
    keep("clock", this.#showClock);
    this.#render();
  }

  // What comes in

  #listen() {
    const live = this.#live;
    const options = { signal: this.#signal };
    live.addEventListener("change", () => this.#onChange());
    live.addEventListener("spoken", ({ detail }) => this.#onSpoken(detail.turn));
    live.addEventListener("returned", ({ detail }) => this.#onReturned(detail));
    live.addEventListener("refused", ({ detail }) => this.#dock.tell(detail.message, detail.lead));
    live.addEventListener("gone", ({ detail }) => this.#onGone(detail.code));
    addEventListener("online", () => live.hurry(), options);
    document.addEventListener("visibilitychange", () => document.hidden || live.hurry(), options);
    const tick = setInterval(() => this.#render(), CLOCK_EVERY);
    this.#signal.addEventListener("abort", () => this.#leave(tick));
  }

  #leave(tick) {
    clearInterval(tick);
    this.#patience.stop();
    this.#thinking.stop();
    this.#poll.stop();
    this.#hearing.stop();
    this.#live.stop();
  }

  #onChange() {
    this.#patience.note(this.#live.connection === "open" || this.#live.ended !== null);
    this.#thinking.note(this.#live);
    if (this.#live.ended !== null) this.#pollReport();
    this.#render();
  }

  #onSpoken(turn) {
    announce(`${turn.kind === "coach_note" ? "Coach" : this.#live.session.persona.name}: ${turn.text}`);
    this.#dock.tell(null);
    this.#hearing.spoken(turn);
    this.#render(() => this.#followOnLowWindow());
  }

  #onReturned({ text, message }) {
    this.#sent = false;
    this.#composer.giveBack(text);
    this.#dock.tell(`${message} Your text is back in the field.`);
  }

  #onGone(code) {
    this.#live.stop();
    if (this.#live.ended === null) showProblem(new ApiError(LOST[code] ?? 0, {}));
  }

  /** The socket may be closed by the time the grading is done. */
  #pollReport() {
    const { connection, conversation } = this.#live;
    if (connection === "closed" && !conversation.reportReady) this.#poll.start();
  }

  async #isGraded() {
    return (await api.session(this.#id, { signal: this.#signal })).status === "graded";
  }

  #onGraded() {
    this.#live.conversation.reportReady = true;
    this.#render();
  }

  // What is shown

  #render(andThen) {
    if (andThen) this.#drawn.push(andThen);
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      if (this.#signal.aborted) return;
      this.#draw();
      for (const next of this.#drawn.splice(0)) next();
    });
  }

  /** On a very low window the page scrolls as a whole, and nothing else brings the newest turn into view. */
  #followOnLowWindow() {
    if (matchMedia(LOW_WINDOW).matches) this.#dock.node.scrollIntoView({ block: "end" });
  }

  #draw() {
    const live = this.#live;
    if (!live.session) return;
    setText(this.#heading, headingOf(live));
    this.#bar.update(live, { showClock: this.#showClock });
    this.#pinned.update(live, this.#pinnedState());
    this.#record.update(live, this.#thinking.long);
    this.#composer.update(this.#composerState());
    this.#dock.update(live, { offline: this.#patience.long });
    this.#heading.parentNode.classList.toggle("talk--over", live.ended !== null);
  }

  #pinnedState() {
    const last = this.#live.turns.at(-1);
    const isNew = isNewQuestion(this.#live.turns, this.#live.place);
    return isNew
      ? { isNew, lead: leadOf(last.text, this.#live.place.question_text), hear: this.#hearing.button(last) }
      : { isNew, lead: null, hear: null };
  }

  #composerState() {
    const live = this.#live;
    const waiting = live.waiting !== null;
    return {
      canSend: !waiting && live.can("answer"),
      offline: this.#patience.long,
      code: live.place?.kind === "code",
      yours: live.place?.phase === "yours",
      sent: this.#sent && live.pending.length === 0,
      early: waiting && live.turns.length > 0,
    };
  }
}
