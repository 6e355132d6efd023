// The thin bar of an interview: who, where you are, pause, more.

import { monogram } from "./avatar.js";
import { Menu } from "./menu.js";
import { button } from "./notice.js";
import { el, fill, setText } from "../lib/dom.js";
import { lowerFirst } from "../lib/format.js";
import { aboutLeft, soFar } from "../models/clock.js";

const NAMED_PHASES = { opening: "Settling in", yours: "Your questions", closed: "Over" };

export class LiveBar {
  node;
  #who;
  #place = el("p.place.figures");
  #pause;
  #menu = new Menu("More");
  #actions;

  /** actions: {pause(), goOn(), menu(live) → items}. */
  constructor(actions, signal) {
    this.#actions = actions;
    this.#pause = button("Pause", () => this.#actions.pause());
    this.#who = el("div.who-and-where", {}, el("p.name"), this.#place);
    this.#menu.closeOnPressElsewhere(signal);
    this.node = el("header.live-bar", {}, this.#who, this.#pause, this.#menu.node);
  }

  update(live, { showClock }) {
    const { persona } = live.session;
    if (!this.node.querySelector(".monogram")) this.#introduce(persona);
    const over = live.ended !== null;
    fillPlace(this.#place, placeLine(live), showClock && !over ? soFar(live.clock.elapsed) : null);
    this.#pause.hidden = over || live.paused || !live.conversation.writer;
    this.#menu.node.hidden = !live.conversation.writer;
    this.#menu.update(this.#actions.menu(live));
  }

  #introduce(persona) {
    fill(this.#who.querySelector(".name"), persona.name, el("small.wide-only", {}, `, ${lowerFirst(persona.role)}`));
    this.node.prepend(monogram(persona, "small"));
  }
}

function fillPlace(node, line, elapsed) {
  const text = [line.where, line.left ? `${line.left}` : null].filter(Boolean).join(" · ");
  const whole = `${text}|${line.left ? "left" : ""}|${elapsed ?? ""}`;
  if (node.dataset.reads === whole) return;
  node.dataset.reads = whole;
  fill(
    node,
    text,
    line.left ? el("span.wide-only", {}, " left") : null,
    elapsed ? el("span.clock", {}, ` · ${elapsed}`) : null,
  );
}

function placeLine({ session, place, ended, paused, clock }) {
  if (ended !== null) return { where: "Over" };
  if (paused) return { where: "Paused" };
  const left = session.format !== "drill" && clock.left !== null ? aboutLeft(clock.left) : null;
  if (session.format === "drill") return { where: "One answer", left };
  return {
    where: place?.question ? `Question ${place.question}` : (NAMED_PHASES[place?.phase] ?? "Settling in"),
    left,
  };
}

/** For people who do not see the bar: what the page is about. */
export function headingOf({ session, place }) {
  const what = session.format === "drill" ? "One answer" : "Round";
  return `${what} with ${session.persona.name}${place?.question && session.format !== "drill" ? `, question ${place.question}` : ""}`;
}
