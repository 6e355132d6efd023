// The question in hand, always in view above the record. It is set large until the first follow-up.

import { el, fill } from "../lib/dom.js";

export class Pinned {
  node = el("div.pinned.talk-row");
  #reads = null;

  /** A question that nothing has followed yet comes with what was said before it (`lead`) and a way to hear it. */
  update(live, { isNew, lead, hear }) {
    const { label, text } = invitesNow(live) ? {} : pinnedText(live);
    this.node.hidden = !text;
    const reads = `${label}|${text}|${isNew}|${lead}|${hear?.textContent}`;
    if (reads === this.#reads) return;
    this.#reads = reads;
    this.node.classList.toggle("pinned--now", isNew);
    fill(
      this.node,
      el("p.who", {}, el("b", {}, label)),
      el(
        "div.main",
        {},
        lead ? el("p.lead", { dir: "auto" }, lead) : null,
        el("h2.question", { dir: "auto" }, text),
        hear ? el("p.after", {}, hear) : null,
      ),
    );
    this.#beReachable();
  }

  /** A question too long for its share of the window scrolls, and then the keyboard must get there. */
  #beReachable() {
    const scrolls = this.node.scrollHeight > this.node.clientHeight + 1;
    const props = { tabindex: "0", role: "group", "aria-label": "The question" };
    for (const [name, value] of Object.entries(props)) {
      if (scrolls) this.node.setAttribute(name, value);
      else this.node.removeAttribute(name);
    }
  }
}

/** The invitation is the last thing said, and says it better. */
function invitesNow({ turns, place }) {
  return place?.phase === "yours" && turns.at(-1)?.kind === "invite";
}

function pinnedText({ session, place }) {
  if (place?.phase === "yours")
    return { label: "Yours", text: place.question_text ?? `What would you like to ask ${session.persona.name}?` };
  const label = session.format === "drill" || !place?.question ? "Question" : `Question ${place.question}`;
  return { label, text: place?.question_text ?? null };
}
