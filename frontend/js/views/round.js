// The card before a round: who, how long, and that you may ask, pause or pass.

import { begin } from "../components/begin.js";
import { EngineChoice } from "../components/engines.js";
import { monogram } from "../components/avatar.js";
import { button, guarded, MAIN } from "../components/notice.js";
import { page } from "../components/shell.js";
import { showNotFound } from "./problem.js";
import { api } from "../lib/api.js";
import { el } from "../lib/dom.js";
import { inWords, listed, object, subject, upperFirst, verb } from "../lib/format.js";
import { keep, recall } from "../lib/kept.js";
import { Catalog } from "../models/catalog.js";
import { recallOptions, roundMinutes, running, sessionBody, technologyList } from "../models/options.js";
import { Speech } from "../models/speech.js";

export async function showRound({ params, signal, go }) {
  const catalog = new Catalog(await api.catalog({ signal }));
  const persona = catalog.persona(params.persona);
  if (!persona) return showNotFound();
  const options = recallOptions({ recall });
  const minutes = roundMinutes(options, persona);
  const choice = new EngineChoice(catalog.engine, signal);
  const start = startButton(persona, options, minutes, go, choice);
  page(
    { title: `Before you start: ${persona.name}`, foot: [choice.fold, rubricLine(catalog)] },
    opening(persona, start, choice),
    section(
      "how",
      minutes ? `${minutes} minutes` : "No limit",
      order(persona, minutes),
      side("The bar says about how long is left. The clock itself is under More."),
    ),
    section("may", "You may ask, pause or pass", rights(persona)),
    section("settings", "As you set it", settings(options, catalog)),
  );
  return undefined;
}

function startButton(persona, options, minutes, go, choice) {
  const wanted = { format: "round", persona: persona.id, minutes };
  const start = guarded(() => begin(sessionBody(options, wanted), go, choice.fields));
  return button("Start the round", start, { look: MAIN });
}

function opening(persona, start, choice) {
  const actions = el("p.actions", {}, start, el("a.plain", { href: "/" }, "Someone else"));
  choice.guard(actions);
  return el(
    "section.row.opening",
    { "aria-labelledby": "person" },
    el("div.margin", {}, monogram(persona, "large")),
    el(
      "div.main",
      {},
      el("h1#person", {}, persona.name),
      el("p.quiet", {}, persona.role),
      el("p.question", {}, persona.card),
      choice.gate,
      actions,
    ),
    side("Each answer is saved as you send it. Close the page and the round waits for you."),
  );
}

function section(id, title, ...content) {
  return el("section.row.part", { "aria-labelledby": id }, el("h2.margin", { id }, title), content);
}

function side(text) {
  return el("p.side.small.quiet", {}, text);
}

function order(persona, minutes) {
  const spent = running(minutes);
  const questions = upperFirst(`about ${inWords(persona.round?.questions ?? 3)} questions, each with follow-ups`);
  const rows = [
    ["Settle in", spent.settle],
    [questions, spent.questions],
    [`What you want to ask ${object(persona.pronoun)}`, spent.yours],
    ["Close", spent.close],
  ];
  return el(
    "ol.main.running",
    {},
    rows.map(([what, about]) =>
      el("li", {}, el("span", {}, what), about ? el("span.quiet.figures", {}, `about ${about} min`) : null),
    ),
  );
}

function rights({ pronoun }) {
  const moves = `${upperFirst(subject(pronoun))} ${verb(pronoun, "moves", "move")} on. The report lists the question as passed.`;
  const rows = [
    ["Ask", "Anything, at any time. A question back is free and never counts as a hint."],
    ["Pause", "The clock stops with you. Nothing is held against you."],
    ["Pass", moves],
  ];
  return el(
    "dl.main.facts",
    {},
    rows.map(([term, text]) => el("div", {}, el("dt", {}, term), el("dd", {}, text))),
  );
}

function settings(options, catalog) {
  return el(
    "div.main.stack",
    {},
    el("p", {}, settingsLine(options), " ", el("a", { href: "/#tailor" }, "Change")),
    new Speech().available ? readAloud(options) : null,
    options.company.trim() ? null : companyFold(catalog.companies[0]),
  );
}

function settingsLine({ style, company, role, technologies }) {
  const job = listedJob(company.trim(), role.trim());
  const known = technologyList(technologies);
  const asked = known.length ? ` You can be asked about ${listed(known)}.` : "";
  return `${style === "coach" ? "With a coach" : "Realistic"}, typed.${job}${asked}`;
}

function listedJob(company, role) {
  const job = [company, role].filter(Boolean).join(", ");
  return job ? ` ${upperFirst(job)}.` : "";
}

function readAloud(options) {
  const input = el("input", { type: "checkbox", checked: options.readAloud });
  input.addEventListener("change", () => keep("options", { ...options, readAloud: input.checked }));
  return el("label.choice", {}, input, el("span", {}, "Read each question aloud to me"));
}

/** The invented employer, for those who did not name their own. */
function companyFold(company) {
  if (!company?.page && !company?.line) return null;
  const text = company.page ?? company.line;
  return el(
    "details",
    {},
    el("summary", {}, `${company.name}, the invented company: half a page`),
    el(
      "div.stack.small",
      {},
      text.split(/\n{2,}/).map((paragraph) => el("p", {}, paragraph.trim())),
    ),
  );
}

function rubricLine({ rubric }) {
  return rubric ? el("p", {}, `Rubric ${rubric}.`) : null;
}
