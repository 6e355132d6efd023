// The way around a long report: one line of links. On a phone it stays at the top and scrolls sideways.

import { el } from "../lib/dom.js";

const NAMES = {
  pillars: "Pillars",
  trust: "Trust",
  exchanges: "Exchanges",
  ledger: "Follow-ups",
  starl: "STAR+L",
  coverage: "Coverage",
  noted: "Noted",
  next: "Next",
  transcript: "Transcript",
};

/** `main` is the report as built; only what is there is listed. */
export function contents(main) {
  const links = Object.entries(NAMES).filter(([id]) => main.querySelector(`#${id}`));
  return el(
    "nav.contents.no-print",
    { "aria-label": "In this report" },
    el(
      "ul",
      {},
      links.map(([id, name]) => el("li", {}, el("a", { href: `#${id}` }, name))),
    ),
  );
}

/** A link to something folded away opens what it lies in. */
export function openTargets(signal) {
  const open = () => {
    const target =
      location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (!target) return;
    const folded = enclosing(target);
    for (const details of folded) details.open = true;
    if (folded.length) target.scrollIntoView();
  };
  addEventListener("hashchange", open, { signal });
  open();
}

function enclosing(node) {
  const found = [];
  for (let at = node.closest("details:not([open])"); at; at = at.parentElement.closest("details:not([open])"))
    found.push(at);
  return found;
}
