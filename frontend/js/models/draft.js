// What is being typed, kept on this device until the server has acknowledged it. The same for private notes.

export class Kept {
  #store;
  #key;
  #text;
  #safe = true;

  /** `store`: {keep(key, value) → kept or not, recall(key), drop(key)}. */
  constructor(store, key) {
    this.#store = store;
    this.#key = key;
    this.#text = this.#recalled();
  }

  get text() {
    return this.#text;
  }

  /** False when this device refused to keep the latest text. */
  get safe() {
    return this.#safe;
  }

  set(text) {
    this.#text = text;
    if (text === "") this.#store.drop(this.#key);
    this.#safe = text === "" || this.#store.keep(this.#key, text);
    return this.#safe;
  }

  /** What another tab left there, when this one takes over. */
  reload() {
    this.#text = this.#recalled();
    return this.#text;
  }

  #recalled() {
    const text = this.#store.recall(this.#key);
    return typeof text === "string" ? text : "";
  }
}

/** A text that came back goes before what has been typed since: nothing is lost. */
export function joined(returned, typed) {
  return typed.trim() === "" ? returned : `${returned}\n\n${typed}`;
}
