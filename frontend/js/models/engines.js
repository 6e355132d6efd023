// Which engine interviews and grades next: what the server offers, what was chosen on this device, what is in the way.

export const BUILT_IN = "offline";
const KEY = "engine";
const DEAD = new Set(["unreachable", "key_refused"]);
const USABLE = new Set(["ready", "unchecked"]);

export class Engines {
  #store;
  #default;
  #known;
  list;
  looking;

  /** raw: what /api/engines answered, or only {model, grader_model} as long as that is not there. */
  constructor(raw, store) {
    this.#store = store;
    this.#default = raw?.model ?? BUILT_IN;
    this.#known = Array.isArray(raw?.engines) && raw.engines.length > 0;
    this.list = this.#known ? raw.engines : [unseen(this.#default)];
    this.looking = raw?.looking === true || this.list.some(({ state }) => state === "checking");
    this.#forgetMakeshift();
  }

  get default() {
    return this.#offer(this.#default) ?? this.list[0];
  }

  /** The engine of the next session. */
  get chosen() {
    return this.#offer(this.#kept?.model) ?? this.default;
  }

  /** What a new session asks for: nothing where it is the server's own, else the same engine for both. */
  get fields() {
    return this.#known ? fieldsFor(this.chosen === this.default ? null : this.chosen.model) : engineFields(this.#store);
  }

  /** What was chosen here once and is not offered now. */
  get missed() {
    const model = this.#kept?.model;
    return model && this.#known && !this.looking && !this.#offer(model) ? model : null;
  }

  /** The chosen engine, when it cannot be had: then somebody has to choose. */
  get blocked() {
    return DEAD.has(this.chosen.state) ? this.chosen : null;
  }

  /** Who would grade, when that one cannot be had and another one interviews. */
  deadGrader(model) {
    const grader = this.#offer(model);
    return this.chosen === this.default && grader !== this.chosen && DEAD.has(grader?.state) ? grader : null;
  }

  /** What was found and never decided on, where nothing was set: first of all what sends nothing away. */
  get found() {
    if (this.#kept || this.#default !== BUILT_IN) return null;
    const others = this.othersThan(BUILT_IN);
    return others.find(({ sent_to: to }) => !to) ?? others[0] ?? null;
  }

  /** What an interview under way can go on with. */
  othersThan(model) {
    return this.list.filter((offer) => offer.model !== model && USABLE.has(offer.state));
  }

  choose(model) {
    const insteadOf = DEAD.has(this.default.state) ? this.default.model : null;
    this.#store.keep(KEY, { model: model === this.#default ? null : model, insteadOf });
  }

  get #kept() {
    return keptChoice(this.#store);
  }

  /** The built-in engine in place of a dead one is for as long as that one is dead. */
  #forgetMakeshift() {
    const insteadOf = this.#kept?.insteadOf;
    if (insteadOf && this.#offer(insteadOf)?.state === "ready") this.#store.drop(KEY);
  }

  #offer(model) {
    return this.list.find((offer) => offer.model === model) ?? null;
  }
}

/** The same `fields` where nobody has asked the server. */
export function engineFields(store) {
  return fieldsFor(keptChoice(store)?.model ?? null);
}

function fieldsFor(model) {
  return model ? { model, grader_model: model } : {};
}

function keptChoice(store) {
  const kept = store.recall(KEY, null);
  const isChoice = kept !== null && typeof kept === "object" && [null, undefined].includes(kept.model);
  return isChoice || typeof kept?.model === "string" ? kept : null;
}

function unseen(model) {
  return model === BUILT_IN
    ? { model, label: "Built-in interviewer", source: "built_in", state: "ready", message: null, sent_to: null }
    : { model, label: model, source: "set", state: "checking", message: null, sent_to: null };
}

/** One line about an engine: how it is, and where it sends what is typed. */
export function aboutEngine({ source, state, message, sent_to: to }) {
  if (source === "built_in")
    return "Works offline. It checks only the facts listed with a question; other technical claims get no score.";
  if (state === "checking") return "Looking whether it answers.";
  if (DEAD.has(state)) return message;
  const sure = state === "ready" ? "is" : "would be";
  const goes = to ? `What you type ${sure} sent to ${to}.` : `Nothing leaves ${message ? "this computer" : "it"}.`;
  return `${message ?? FOUND[source] ?? (to ? "" : "It runs on this computer.")} ${goes}`.trim();
}

const FOUND = {
  key: "A key for OpenAI was found.",
  ollama: "Found on this computer.",
  lmstudio: "Found on this computer.",
};
