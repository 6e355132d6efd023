// Private notes: beside the record on a wide screen, a sheet over it on a narrow one. The sheet is modal: while it is
// open the rest cannot be reached, Escape closes it, and the focus goes back to where it came from.

import { button } from "./notice.js";
import { el, setText } from "../lib/dom.js";

const WIDE = "(min-width: 64rem)";

export class Notes {
  node;
  opener;
  #text = el("textarea", { "aria-label": "Private notes", dir: "auto", autocomplete: "off" });
  #insert;
  #wide = matchMedia(WIDE);
  #rest = [];
  #onInsert;

  /** kept: Kept; onInsert(words). */
  constructor({ kept, name, onInsert, signal }) {
    this.#onInsert = onInsert;
    this.#text.value = kept.text;
    this.#text.addEventListener("input", () => kept.set(this.#text.value));
    this.opener = button("Notes", () => this.#open(), {
      look: "plain narrow-only",
      "aria-expanded": "false",
      "aria-controls": "notes",
    });
    this.#insert = button("Insert selection", () => this.#insertWords());
    this.node = this.#build(name);
    this.node.addEventListener("keydown", (event) => this.#onKey(event));
    this.#wide.addEventListener("change", () => this.#close(), { signal });
    document.addEventListener("selectionchange", () => this.#labelInsert(), { signal });
  }

  /** What the sheet puts out of reach while it is open. */
  covers(...nodes) {
    this.#rest = nodes;
  }

  #build(name) {
    return el(
      "div#notes.notes",
      { role: "complementary", "aria-labelledby": "notes-title" },
      el(
        "div.notes-head",
        {},
        el("h2#notes-title", {}, "Notes"),
        button("Close", () => this.#close(), { look: "plain narrow-only" }),
      ),
      el("p.small.quiet", {}, `Private, and kept on this device. ${name} sees nothing until you insert it.`),
      this.#text,
      el("p.actions", {}, this.#insert),
    );
  }

  get isOpen() {
    return this.node.classList.contains("notes--open");
  }

  #open() {
    this.#show(true);
    this.#text.focus();
  }

  #close() {
    if (!this.isOpen) return;
    this.#show(false);
    this.opener.focus();
  }

  #show(open) {
    this.node.classList.toggle("notes--open", open);
    this.opener.setAttribute("aria-expanded", String(open));
    for (const node of this.#rest) node.inert = open;
    this.node.setAttribute("role", open ? "dialog" : "complementary");
    if (open) this.node.setAttribute("aria-modal", "true");
    else this.node.removeAttribute("aria-modal");
  }

  #onKey(event) {
    if (event.key === "Escape" && this.isOpen) {
      event.stopPropagation();
      this.#close();
    }
  }

  /** What is selected; without a selection, the line the caret is in. */
  #words() {
    const { selectionStart, selectionEnd, value } = this.#text;
    if (selectionStart !== selectionEnd) return value.slice(selectionStart, selectionEnd);
    const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const to = value.indexOf("\n", selectionStart);
    return value.slice(from, to < 0 ? undefined : to);
  }

  #labelInsert() {
    const { selectionStart, selectionEnd } = this.#text;
    setText(
      this.#insert,
      this.#text.value !== "" && selectionStart === selectionEnd ? "Insert this line" : "Insert selection",
    );
  }

  #insertWords() {
    const words = this.#words().trim();
    if (!words) return this.#text.focus();
    this.#close();
    this.#onInsert(words);
  }
}
