// Who interviews and grades: one quiet line that opens into a choice, an offer of what was found, and a notice where the
// engine that was set does not answer. One object for a page; each page puts the parts where it has a place for them.

import { announce } from "./announcer.js";
import { button, guarded, notice, MAIN, PLAIN } from "./notice.js";
import { api } from "../lib/api.js";
import { el, fill, focusOn } from "../lib/dom.js";
import { drop, keep, recall } from "../lib/kept.js";
import { aboutEngine, BUILT_IN, Engines } from "../models/engines.js";

const LOOK_EVERY = 700; // milliseconds, while the server is still looking
const STORE = { keep, recall, drop };
const SMALL = "plain small";

export class EngineChoice {
  fold;
  gate = el("div", { role: "status" });
  offer = el("div");
  #summary = el("summary");
  #list = el("div.engines");
  #engines;
  #grader;
  #signal;
  #guarded = null;
  #timer = null;

  /** engine: {model, grader_model}, as the catalog has it. */
  constructor(engine, signal) {
    this.#engines = new Engines(engine, STORE);
    this.#grader = engine.grader_model;
    this.#signal = signal;
    this.fold = el("details.fold-first", {}, this.#summary, this.#list);
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
    this.#draw();
    this.#load();
  }

  /** While nobody has chosen another engine in place of a dead one, the notice of it stands where these actions do. */
  guard(actions) {
    this.#guarded = actions;
    actions.hidden = this.#engines.blocked !== null;
  }

  /** What a new session asks for. */
  get fields() {
    return this.#engines.fields;
  }

  async #load(how = {}) {
    clearTimeout(this.#timer);
    try {
      this.#take(await api.engines({ ...how, signal: this.#signal }));
    } catch (error) {
      if (how.again || how.check) throw error;
      // Nothing is known of engines then: the server's own is used, and says by itself when it cannot reply.
    }
  }

  #take(raw) {
    this.#engines = new Engines(raw, STORE);
    this.#draw();
    if (this.#engines.looking && !this.#signal.aborted) this.#timer = setTimeout(() => this.#load(), LOOK_EVERY);
  }

  /** Choosing a key's model is what lets the server try the key. */
  async #choose(offer) {
    this.#engines.choose(offer.model);
    this.#draw();
    if (offer.source === "key") await this.#tryKey(offer);
    announce(`Interviewer: ${this.#engines.chosen.label}`);
  }

  async #tryKey(offer) {
    await this.#load({ check: offer.model });
    const now = this.#engines.list.find(({ source }) => source === "key");
    if (!now || now.model === offer.model) return;
    this.#engines.choose(now.model);
    this.#draw();
  }

  // What is shown

  #draw() {
    const { chosen, missed, default: standard } = this.#engines;
    const name = chosen.model === BUILT_IN ? "built-in" : chosen.label;
    fill(this.#summary, el("span", {}, `Interviewer: ${name} · `, el("span.change-word", {}, "change")));
    this.#drawList();
    this.#drawGate();
    fill(this.offer, missed ? missedLine(missed, standard) : this.#found());
  }

  #drawList() {
    const reads = JSON.stringify([this.#engines.list, this.#engines.chosen.model]);
    if (this.#list.dataset.reads === reads) return;
    this.#list.dataset.reads = reads;
    const held = this.#list.contains(document.activeElement) ? document.activeElement.value : null;
    fill(this.#list, this.#choices(), this.#lookAgain());
    if (held) [...this.#list.querySelectorAll("input, button")].find((node) => node.value === held)?.focus();
  }

  #choices() {
    const items = this.#engines.list.map((offer) => this.#choice(offer));
    return el("fieldset", {}, el("legend.unseen", {}, "Who interviews and grades"), items);
  }

  #choice(offer) {
    const checked = offer.model === this.#engines.chosen.model;
    const choose = guarded(() => this.#choose(offer));
    const input = el("input", { type: "radio", name: "engine", value: offer.model, checked, on: { change: choose } });
    return el(
      "label.choice",
      {},
      input,
      el("span", {}, el("b", { dir: "auto" }, offer.label), el("br"), el("span.quiet", { dir: "auto" }, aboutEngine(offer))),
    );
  }

  #lookAgain() {
    const look = guarded(() => this.#load({ again: true }));
    return el("p.actions", {}, button("Look again", look, { look: SMALL, value: "look" }));
  }

  #drawGate() {
    const { blocked } = this.#engines;
    const dead = blocked ?? this.#engines.deadGrader(this.#grader);
    const reads = JSON.stringify([blocked, dead]);
    if (this.gate.dataset.reads === reads) return;
    this.gate.dataset.reads = reads;
    const hadFocus = this.gate.contains(document.activeElement);
    if (this.#guarded) this.#guarded.hidden = blocked !== null;
    fill(this.gate, blocked ? this.#blocked(blocked) : dead ? deadGrader(dead) : null);
    if (hadFocus && !blocked && this.#guarded) focusOn(this.#guarded.querySelector("button"));
  }

  #blocked(offer) {
    const goOn = () => this.#choose(this.#engines.list.find(({ model }) => model === BUILT_IN));
    const look = guarded(() => this.#load({ again: true }));
    const actions = [
      button("Go on with the built-in interviewer", goOn, { look: MAIN }),
      button("Look again", look, { look: PLAIN }),
    ];
    const lead = offer.state === "key_refused" ? `${offer.label} cannot be used.` : `${offer.label} does not answer.`;
    const node = notice({ tone: "fault", lead, text: offer.message, actions });
    node.classList.add("dock");
    return node;
  }

  #found() {
    const { found } = this.#engines;
    if (!found) return null;
    const stay = () => this.#choose(this.#engines.list.find(({ model }) => model === BUILT_IN));
    return el(
      "div",
      {},
      el("p", { dir: "auto" }, el("b", {}, found.label)),
      el("p.quiet", {}, aboutEngine(found)),
      el(
        "p.actions",
        {},
        button("Interview with it", guarded(() => this.#choose(found)), { look: SMALL }),
        button("Stay with the built-in one", stay, { look: SMALL }),
      ),
    );
  }
}

function missedLine(model, standard) {
  return el("p.quiet", { dir: "auto" }, `${model}, which you chose, is not there now. Interviewer: ${standard.label}.`);
}

function deadGrader(offer) {
  const node = notice({
    lead: `${offer.label}, which is to grade, does not answer.`,
    text: `${offer.message} You can be interviewed all the same; what is not graded can be graded later.`,
  });
  node.classList.add("dock");
  return node;
}
