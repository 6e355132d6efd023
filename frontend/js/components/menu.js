// A button that opens a short list of things to do. Escape and a press elsewhere close it.

import { el, fill } from "../lib/dom.js";

export class Menu {
  node;
  #button;
  #list;

  constructor(label) {
    this.#button = el(
      "button.menu-button",
      { type: "button", "aria-expanded": "false", "aria-controls": "menu-list" },
      label,
    );
    this.#list = el("ul#menu-list", { hidden: true });
    this.node = el("div.menu", {}, this.#button, this.#list);
    this.#button.addEventListener("click", () => this.#toggle(this.#list.hidden));
    this.node.addEventListener("keydown", (event) => this.#onKey(event));
    this.node.addEventListener("focusout", (event) => this.#onFocusOut(event));
    this.node.addEventListener("pointerdown", (event) => event.stopPropagation());
  }

  /** items: [{label, small, onChoose, pressed, href, isNote}…]; the list is rebuilt only when it reads differently. */
  update(items) {
    const reads = JSON.stringify(items.map(({ label, small, pressed }) => [label, small, pressed]));
    if (reads === this.#list.dataset.reads) return;
    this.#list.dataset.reads = reads;
    fill(
      this.#list,
      items.map((item) => el("li", {}, this.#item(item))),
    );
  }

  closeOnPressElsewhere(signal) {
    document.addEventListener("pointerdown", () => this.#toggle(false), { signal });
  }

  #item({ label, small, pressed, href, isNote, onChoose }) {
    const content = [label, small ? el("small", {}, small) : null];
    if (isNote) return el("p.menu-note", { dir: "auto" }, label);
    if (href) return el("a", { href }, content);
    const choose = () => {
      this.#toggle(false);
      this.#button.focus();
      onChoose();
    };
    return el(
      "button",
      { type: "button", "aria-pressed": pressed === undefined ? null : String(pressed), on: { click: choose } },
      content,
    );
  }

  #toggle(open) {
    this.#list.hidden = !open;
    this.#button.setAttribute("aria-expanded", String(open));
    if (open) this.#list.querySelector("button, a").focus();
  }

  #onKey(event) {
    if (event.key === "Escape" && !this.#list.hidden) {
      this.#toggle(false);
      this.#button.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !this.#list.hidden) this.#move(event, step);
  }

  #move(event, step) {
    event.preventDefault();
    const items = [...this.#list.querySelectorAll("button, a")];
    const at = items.indexOf(document.activeElement);
    items[(at + step + items.length) % items.length].focus();
  }

  #onFocusOut(event) {
    if (event.relatedTarget && !this.node.contains(event.relatedTarget)) this.#toggle(false);
  }
}
