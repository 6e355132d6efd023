// After the last word: how far the grading is, one optional press, the report.

import { notice, button, MAIN } from "./notice.js";
import { selfRating } from "./self-rating.js";
import { el, fill, focusOn, setText } from "../lib/dom.js";
import { inWords, upperFirst } from "../lib/format.js";

const TITLES = {
  closed: "That was it.",
  ended: "You ended it here.",
  safe: "It ended here. You can come back to it on another day.",
};

export class EndCard {
  node;
  #title = el("h2");
  #status = el("div", { role: "status" });
  #rating = null;
  #reads = null;
  #onRetry;

  constructor(onRetry) {
    this.#onRetry = onRetry;
    this.node = el("div.end-card.stack", {}, this.#title, this.#status);
  }

  update(live) {
    if (this.#rating === null) this.#introduce(live);
    setText(this.#title, TITLES[live.ended] ?? TITLES.closed);
    const { reportReady, progress, problem } = live.conversation;
    const reads = JSON.stringify([reportReady, progress, problem?.code]);
    if (reads === this.#reads) return;
    this.#reads = reads;
    fill(this.#status, reportReady ? ready(live.session.id) : problem ? this.#failed(problem) : grading(progress));
  }

  focus() {
    focusOn(this.#title);
  }

  #introduce({ session }) {
    this.#rating = selfRating(
      session.id,
      session.self_rating,
      session.format === "drill" ? "that answer" : "that round",
    );
    this.node.append(this.#rating);
  }

  #failed(problem) {
    return notice({
      tone: "fault",
      lead: "Not graded.",
      text: `${problem.message} Nothing was guessed.`,
      actions: [button("Grade again", this.#onRetry, { look: MAIN })],
    });
  }
}

function ready(id) {
  return [
    el("p.quiet", {}, "Your report is ready."),
    el(
      "p.actions",
      {},
      el("a.button.button--main", { href: `/report/${id}` }, "Read the report"),
      el("a.plain", { href: "/" }, "Later"),
    ),
  ];
}

function grading(progress) {
  if (!progress?.total) return el("p.quiet", {}, "Grading what you said. Every score will carry its reason.");
  const line = `${upperFirst(inWords(progress.done))} of ${inWords(progress.total)} graded.`;
  return [
    el("p.quiet", {}, line),
    el("progress", { max: String(progress.total), value: progress.done, "aria-label": "Grading" }),
  ];
}
