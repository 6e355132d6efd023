// The line that says how far a report's suggestions are: they come after the numbers, and may fail without them.

import { button, guarded } from "./notice.js";
import { el, fill } from "../lib/dom.js";

const ASK_EVERY = 3_000; // milliseconds

export class ProseLine {
  node = el("div.row.no-print");
  #place = el("div.main.prose-line", { role: "status" });
  #deps;
  #timer = null;

  /** deps: {load() → the report, again() → asks for them once more, onDone(report), signal}. */
  constructor(state, deps) {
    this.#deps = deps;
    this.node.append(this.#place);
    deps.signal.addEventListener("abort", () => clearTimeout(this.#timer));
    this.#show(state);
  }

  #show(state) {
    this.node.hidden = !TEXTS[state];
    if (!TEXTS[state]) return;
    const again = state === "failed" ? [" ", button("Try again", guarded(() => this.#again()), { look: "plain small" })] : null;
    fill(this.#place, el("p.small.quiet", {}, TEXTS[state], again));
    if (state === "pending") this.#wait();
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), ASK_EVERY);
  }

  async #ask() {
    const report = await this.#deps.load().catch(() => null);
    if (this.#deps.signal.aborted) return;
    if (report === null || report.prose === "pending") return this.#wait();
    if (report.prose === "done") {
      this.#deps.onDone(report);
      fill(this.#place, el("p.small.quiet", {}, "The suggestions are there: below each exchange, and under “Worth practising next”."));
    } else this.#show(report.prose);
  }

  async #again() {
    await this.#deps.again();
    this.#show("pending");
  }
}

const TEXTS = {
  pending: "The scores are final. Suggestions are being written.",
  failed: "The suggestions could not be written. The scores are final all the same.",
};
