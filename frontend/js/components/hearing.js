// Turns read aloud: a button on the one to be answered, and each of them where that was set.

import { button, QUIET } from "./notice.js";
import { keep } from "../lib/kept.js";
import { Speech } from "../models/speech.js";

export class Hearing {
  #options;
  #speech;
  #onChange;

  /** options: what was set for rounds; its `readAloud` is kept. */
  constructor(options, onChange) {
    this.#options = options;
    this.#onChange = onChange;
    this.#speech = new Speech(onChange);
  }

  /** Whether each turn is read; null where this browser cannot. */
  get readAloud() {
    return this.#speech.available ? this.#options.readAloud : null;
  }

  toggle() {
    this.#options.readAloud = !this.#options.readAloud;
    keep("options", this.#options);
    if (!this.#options.readAloud) this.#speech.stop();
    this.#onChange();
  }

  /** A new turn is there. */
  spoken(turn) {
    if (this.#options.readAloud) this.#speech.say(turn.number, turn.text);
  }

  isHeard(turn) {
    return this.#speech.speaking === turn.number;
  }

  button(turn) {
    if (!this.#speech.available) return null;
    const label = this.isHeard(turn) ? "Stop reading" : turn.text.includes("?") ? "Hear the question" : "Hear it";
    const press = () => (this.isHeard(turn) ? this.#speech.stop() : this.#speech.say(turn.number, turn.text));
    return button(label, press, { look: QUIET });
  }

  stop() {
    this.#speech.stop();
  }
}
