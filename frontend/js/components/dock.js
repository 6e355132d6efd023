// The lower end of an interview: the composer, or what stands in its place.

import { EndCard } from "./end-card.js";
import { button, notice, DANGER, MAIN } from "./notice.js";
import { el, fill, focusOn } from "../lib/dom.js";

export class Dock {
  node;
  #line = el("div", { role: "status" });
  #told = el("div", { role: "alert" });
  #instead = el("div");
  #composer;
  #actions;
  #end;
  #mode = null;
  #confirming = false;
  #readOnly = false;

  /** actions: {resume(), end(), takeOver(), retryGrade()}. */
  constructor(composer, actions) {
    this.#composer = composer;
    this.#actions = actions;
    this.#end = new EndCard(() => actions.retryGrade());
    this.node = el(
      "div.composer-dock.talk-row",
      {},
      el("div.main", {}, this.#line, this.#told, this.#instead, composer.node),
    );
  }

  update(live, { offline }) {
    this.#setMode(this.#modeOf(live), live);
    this.#updateLine(live, offline);
    if (live.ended !== null) this.#end.update(live);
  }

  /** A refusal, told once and gone with the next thing that works. */
  tell(message, lead = "Not sent.") {
    fill(this.#told, message ? notice({ lead, text: message }) : null);
  }

  askToEnd(live) {
    this.#confirming = true;
    this.update(live, { offline: false });
  }

  #modeOf(live) {
    if (live.ended !== null) return "ended";
    if (!live.conversation.writer) return this.#readOnly ? "reading" : "elsewhere";
    this.#readOnly = false;
    if (this.#confirming) return "confirm";
    return live.paused ? "paused" : "composer";
  }

  #setMode(mode, live) {
    if (mode === this.#mode) return;
    const first = this.#mode === null;
    const hadFocus = this.node.contains(document.activeElement) || document.activeElement === document.body;
    this.#mode = mode;
    this.#composer.node.hidden = mode !== "composer";
    fill(this.#instead, this.#contents(mode, live));
    if (mode === "ended") this.#end.update(live);
    if (!first && hadFocus) this.#moveFocus(mode);
    else if (mode === "confirm") this.#moveFocus(mode);
  }

  #moveFocus(mode) {
    if (mode === "composer") this.#composer.text.focus();
    else if (mode === "ended") this.#end.focus();
    else focusOn(this.#instead.querySelector("button"));
  }

  #contents(mode, live) {
    const make = {
      paused: () => this.#paused(),
      elsewhere: () => this.#elsewhere(live),
      reading: () => this.#readingOnly(),
      confirm: () => this.#confirm(live),
      ended: () => this.#end.node,
    };
    return make[mode]?.() ?? null;
  }

  #paused() {
    const actions = [
      button("Go on", () => this.#actions.resume(), { look: MAIN }),
      button("End the round", () => this.#actions.end(), { look: "plain" }),
    ];
    return notice({ lead: "Paused.", text: "The clock has stopped. Your draft is kept.", actions });
  }

  #elsewhere(live) {
    const read = () => {
      this.#readOnly = true;
      this.update(live, { offline: false });
    };
    const actions = [button("Take over", () => this.#actions.takeOver(), { look: MAIN }), button("Read only", read)];
    return notice({ lead: "Open elsewhere.", text: "Read here, or take over.", actions });
  }

  #readingOnly() {
    return el(
      "p.actions",
      {},
      el("span.quiet", {}, "Reading only."),
      button("Take over", () => this.#actions.takeOver(), { look: "plain" }),
    );
  }

  #confirm(live) {
    const leave = (andThen) => () => {
      this.#confirming = false;
      andThen?.();
      this.update(live, { offline: false });
    };
    const what = live.session.format === "drill" ? "this answer" : "the round";
    const actions = [
      button("Go on", leave(), { look: MAIN }),
      button(
        `End ${what}`,
        leave(() => this.#actions.reallyEnd()),
        { look: DANGER },
      ),
    ];
    const node = notice({
      lead: `End ${what} here?`,
      text: "What you have said is graded. What you have typed and not sent stays on this device.",
      actions,
    });
    node.addEventListener("keydown", (event) => event.key === "Escape" && leave()());
    return node;
  }

  #updateLine(live, offline) {
    const reads = offline && live.ended === null ? "offline" : "";
    if (this.#line.dataset.reads === reads) return;
    this.#line.dataset.reads = reads;
    fill(
      this.#line,
      reads
        ? notice({ lead: "Connection lost.", text: "Your draft is on this device; sent answers are saved." })
        : null,
    );
  }
}
