// Everyone you can sit down with: name, role, one line of temperament.

import { monogram } from "./avatar.js";
import { el } from "../lib/dom.js";

export function people(personas) {
  return el("ul.main.people", {}, personas.map(row));
}

function row(persona) {
  return el(
    "li",
    {},
    el(
      "a",
      { href: `/round/${encodeURIComponent(persona.id)}` },
      monogram(persona),
      el("span.name", {}, persona.name, " ", el("span", {}, persona.role)),
      el("span.temper", {}, persona.temper),
    ),
  );
}
