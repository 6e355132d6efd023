// The first page: one answer with its question chosen, then the round, the options, the engine.

import { EngineChoice } from "../components/engines.js";
import { optionsForm } from "../components/options.js";
import { oneAnswer } from "../components/one-answer.js";
import { people } from "../components/people.js";
import { page } from "../components/shell.js";
import { waitingFor } from "../components/waiting.js";
import { api } from "../lib/api.js";
import { el, fill } from "../lib/dom.js";
import { keep, recall } from "../lib/kept.js";
import { Catalog } from "../models/catalog.js";
import { recallOptions } from "../models/options.js";

const store = { keep, recall };

export async function showSetup({ signal, go }) {
  const catalog = new Catalog(await api.catalog({ signal }));
  const options = recallOptions(store);
  const choice = new EngineChoice(catalog.engine, signal);
  const earlier = el("div");
  const side = el("aside.side.side--parts.small", { "aria-label": "Before you start" }, choice.offer, earlier, sample());
  page(
    { title: "Practise", current: "practise", foot: [choice.fold] },
    el("section.row.opening", { "aria-labelledby": "one" }, oneAnswer({ catalog, options, go, choice }), side),
    section("round", "Full round", people(catalog.personas), el("p.side.small.quiet", {}, roundNote(catalog))),
    section(
      "tailor",
      "If you like",
      el(
        "div.main",
        {},
        optionsForm(options, (changed) => keep("options", changed)),
      ),
    ),
  );
  addWhatWaits(earlier, signal, go);
}

function section(id, title, ...content) {
  return el("section.row.part", { "aria-labelledby": id }, el("h2.margin", { id }, title), content);
}

function sample() {
  return el(
    "div",
    {},
    el("p.quiet", {}, "Not sure what you’ll get?"),
    el("p", {}, el("a.plain.small", { href: "/sample" }, "See a finished report")),
    el("p.quiet", {}, "A sample, and marked as one."),
  );
}

function roundNote({ personas }) {
  const short = personas.find((persona) => persona.round?.minutes === 25);
  const length = short ? `45 minutes, 25 with ${short.name}` : "45 minutes";
  return `You settle in, take about three questions, ask your own, and part as people do. ${length}, unless you set it below.`;
}

/** The page is there at once; what is known of earlier sessions joins it when it comes. */
async function addWhatWaits(place, signal, go) {
  try {
    const earlier = await waitingFor(await api.sessions({ signal }), { signal, go });
    if (!signal.aborted && earlier) fill(place, earlier);
  } catch {
    // Nothing earlier to show: the page is whole without it.
  }
}
