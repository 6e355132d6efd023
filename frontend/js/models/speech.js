// The browser's own voice. Quietly absent where there is none.

export class Speech {
  #synth;
  #onChange;
  #speaking = null;

  constructor(onChange = () => {}, synth = globalThis.speechSynthesis) {
    this.#synth = synth;
    this.#onChange = onChange;
  }

  get available() {
    return Boolean(this.#synth) && typeof SpeechSynthesisUtterance === "function";
  }

  /** The key of what is being read, or null. */
  get speaking() {
    return this.#speaking;
  }

  say(key, text) {
    if (!this.available) return;
    this.stop();
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = "en";
    utterance.onend = utterance.onerror = () => this.#ended(key);
    this.#speaking = key;
    this.#synth.speak(utterance);
    this.#onChange();
  }

  stop() {
    if (this.#speaking === null) return;
    this.#speaking = null;
    this.#synth.cancel();
    this.#onChange();
  }

  #ended(key) {
    if (this.#speaking !== key) return;
    this.#speaking = null;
    this.#onChange();
  }
}
