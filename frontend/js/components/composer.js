// Where an answer is written. Enter is a new line; Ctrl or Cmd with Enter sends.

import { button, MAIN, notice } from "./notice.js";
import { el, fill, setText } from "../lib/dom.js";
import { grouped, spoken } from "../lib/format.js";
import { aloudSeconds, countLines, countWords, excess } from "../models/aloud.js";
import { joined } from "../models/draft.js";

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const LABELS = {
  answer: "Your answer",
  append: "Adding to your last answer",
  code: "Your code, or pseudo-code",
  yours: "Your question",
};

export class Composer {
  node;
  text = el("textarea#answer", { rows: "2", dir: "auto", autocomplete: "off" });
  #label = el("label", { for: "answer" }, LABELS.answer);
  #count = el("p.count.figures");
  #tooLong = el("div", { id: "too-long", role: "status" });
  #cancel;
  #send;
  #draft;
  #onSend;
  #appending = false;
  #state = { canSend: false, offline: false, code: false, yours: false, sent: false };

  /** draft: Kept; onSend(text, "answer"|"append"); extras: nodes beside Send. */
  constructor({ draft, onSend, extras = [] }) {
    this.#draft = draft;
    this.#onSend = onSend;
    this.#cancel = button("Cancel", () => this.stopAppending(), { look: "plain plain--quiet", hidden: true });
    this.#send = el("button.button.button--main", { type: "submit" }, "Send");
    this.text.value = draft.text;
    const hint = el("kbd.wide-only", {}, IS_MAC ? "⌘ + Enter" : "Ctrl + Enter");
    this.node = el(
      "form.composer",
      {},
      this.#label,
      this.text,
      el("div.composer-foot", {}, this.#count, el("p.send", {}, extras, this.#cancel, hint, this.#send)),
      this.#tooLong,
    );
    this.#listen();
    this.#refresh();
  }

  /** state: {canSend, offline, code, yours, sent, early}; early: the next one can be begun before it is asked. */
  update(state) {
    this.#state = state;
    this.text.classList.toggle("code", state.code);
    this.text.spellcheck = !state.code;
    this.text.placeholder = state.early ? "You can start on the next one" : "Type, or use your system’s dictation";
    this.#refresh();
  }

  startAppending() {
    this.#appending = true;
    this.#refresh();
    this.text.focus();
  }

  stopAppending() {
    this.#appending = false;
    this.#refresh();
    this.text.focus();
  }

  /** Puts words in where the caret is. */
  insert(words) {
    const { selectionStart, selectionEnd, value } = this.text;
    const before = value.slice(0, selectionStart);
    const glue = before && !/\s$/.test(before) ? " " : "";
    this.text.setRangeText(glue + words, selectionStart, selectionEnd, "end");
    this.#typed();
  }

  /** A text that could not be sent comes back, before whatever has been typed since. */
  giveBack(text) {
    this.text.value = joined(text, this.text.value);
    this.#typed();
  }

  reload() {
    this.text.value = this.#draft.reload();
    this.#typed();
  }

  #listen() {
    this.text.addEventListener("input", () => this.#typed());
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        event.preventDefault();
        this.#submit();
      }
    });
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  #typed() {
    this.#draft.set(this.text.value);
    this.#state.sent = false;
    this.#refresh();
  }

  #submit() {
    const text = this.text.value.trim();
    if (!this.#maySend(text)) return;
    const type = this.#appending ? "append" : "answer";
    this.#appending = false;
    this.#onSend(text, type); // in the outbox, and so kept, before the draft goes
    this.text.value = "";
    this.#draft.set("");
    this.#refresh();
    this.text.focus();
  }

  #maySend(text) {
    return text !== "" && (this.#state.canSend || this.#appending) && excess(text).points === 0;
  }

  #refresh() {
    const { code, yours, offline } = this.#state;
    setText(this.#label, this.#appending ? LABELS.append : code ? LABELS.code : yours ? LABELS.yours : LABELS.answer);
    setText(this.#send, offline ? "Send when back" : "Send");
    this.#cancel.hidden = !this.#appending;
    this.#send.disabled = !this.#maySend(this.text.value.trim());
    const counts = this.#counts();
    this.#count.classList.toggle("wide-only", counts.length === 1 && !this.text.value);
    fill(
      this.#count,
      counts.map((item) => el("span", {}, item)),
    );
    this.#tellTooLong();
    fitHeight(this.text);
  }

  #counts() {
    const { code, offline, sent } = this.#state;
    const text = this.text.value;
    if (text.trim() === "") return sent ? ["Sent", "Saved"] : ["Enter starts a new line"];
    const kept = this.#draft.safe ? (offline ? "Kept on this device" : "Saved") : "Not kept on this device";
    if (code) return [lines(countLines(text)), kept];
    const words = countWords(text);
    return [`${grouped(words)} ${words === 1 ? "word" : "words"}`, `≈ ${spoken(aloudSeconds(words))} aloud`, kept];
  }

  #tellTooLong() {
    const over = excess(this.text.value.trim());
    const lead = over.points
      ? `About ${grouped(over.words)} ${over.words === 1 ? "word" : "words"} too long to send.`
      : "";
    if (this.#tooLong.dataset.reads === lead) return;
    this.#tooLong.dataset.reads = lead;
    this.text.toggleAttribute("aria-invalid", over.points > 0);
    if (over.points) this.text.setAttribute("aria-describedby", "too-long");
    else this.text.removeAttribute("aria-describedby");
    fill(
      this.#tooLong,
      lead ? notice({ lead, text: "All of it is kept; nothing was cut. Four minutes aloud are about 560." }) : null,
    );
  }
}

function lines(count) {
  return `${grouped(count)} ${count === 1 ? "line" : "lines"}`;
}

/** Where the browser does not size a field to its content, its height follows by hand; the limits are in the style. */
function fitHeight(text) {
  if (CSS.supports("field-sizing", "content")) return;
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 2}px`;
}
