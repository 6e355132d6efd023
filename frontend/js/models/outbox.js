// Commands on their way. Each has an id that the server knows again, so that sending twice does nothing twice.
// Answers are also kept on this device, so that a reload cannot lose one that was never acknowledged.

const KEPT = new Set(["answer", "append"]);

export class Outbox {
  #store;
  #key;
  #newId;
  #waiting;

  constructor(store, key, newId) {
    this.#store = store;
    this.#key = key;
    this.#newId = newId;
    this.#waiting = this.#recalled();
  }

  /** Puts a command in and gives it its ids. */
  add(type, fields = {}) {
    const ids = { command_id: this.#newId() };
    if (KEPT.has(type)) ids.client_turn_id = this.#newId();
    const command = { type, ...ids, ...fields };
    this.#waiting.push(command);
    this.#save();
    return command;
  }

  /** Takes a command out, when it was acknowledged or refused. */
  take(commandId) {
    return this.#takeWhere((command) => command.command_id === commandId);
  }

  /** The same, by the turn it was to make. */
  takeTurn(clientTurnId) {
    return this.#takeWhere((command) => command.client_turn_id === clientTurnId);
  }

  /** Whatever changed the state has settled the commands without a text. */
  settleControls() {
    this.#waiting = this.#waiting.filter((command) => KEPT.has(command.type));
  }

  get all() {
    return [...this.#waiting];
  }

  get answers() {
    return this.#waiting.filter((command) => KEPT.has(command.type));
  }

  #takeWhere(matches) {
    const index = this.#waiting.findIndex(matches);
    if (index < 0) return null;
    const [command] = this.#waiting.splice(index, 1);
    this.#save();
    return command;
  }

  #save() {
    if (this.answers.length === 0) this.#store.drop(this.#key);
    else this.#store.keep(this.#key, this.answers);
  }

  #recalled() {
    const kept = this.#store.recall(this.#key);
    return Array.isArray(kept) ? kept.filter(isCommand) : [];
  }
}

function isCommand(value) {
  return KEPT.has(value?.type) && typeof value.text === "string" && typeof value.command_id === "string";
}
