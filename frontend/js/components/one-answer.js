// "Practise one answer": a question is chosen already; one press starts it.

import { announce } from "./announcer.js";
import { begin } from "./begin.js";
import { button, guarded, MAIN, PLAIN } from "./notice.js";
import { el, fill, setText } from "../lib/dom.js";
import { counted, lowerFirst } from "../lib/format.js";
import { keep, recall } from "../lib/kept.js";
import { sessionBody } from "../models/options.js";
import { pick } from "../models/picker.js";

const REMEMBERED = 60;

export function oneAnswer({ catalog, options, go, choice }) {
  let ask = choose(catalog, null);
  const question = el("p.question", { dir: "auto" });
  const asker = el("p.asker.quiet");
  const show = () => {
    setText(question, ask ? `“${ask.text}”` : "No question could be found.");
    fill(asker, ask ? askerLine(ask) : null);
  };
  const start = guarded(async () => {
    const wanted = { format: "drill", persona: ask.persona.id, question: ask.question.id };
    await begin(sessionBody(options, wanted), go, choice.fields);
  });
  const another = () => {
    ask = choose(catalog, ask);
    show();
    announce(`${ask.persona.name}: ${ask.text}`);
  };
  const actions = el(
    "p.actions",
    {},
    button("Answer this one", start, { look: MAIN, disabled: !ask }),
    button("Another question", another, { look: PLAIN, disabled: !ask }),
  );
  choice.guard(actions);
  show();
  return el(
    "div.main",
    {},
    el("h1#one", {}, "Practise one answer"),
    question,
    asker,
    choice.gate,
    actions,
  );
}

function askerLine({ persona, question }) {
  const length = question.minutes ? `, about ${counted(question.minutes, "minute")}` : "";
  return `${persona.name}, ${lowerFirst(persona.role)}. A few follow-ups${length}.`;
}

function choose(catalog, current) {
  const seen = new Set(recall("seen", []));
  const others = catalog.asks.filter((ask) => ask.question.id !== current?.question.id);
  const ask = pick(others, seen, Math.random);
  if (ask) keep("seen", [...seen, ask.question.id].slice(-REMEMBERED));
  return ask;
}
