// Deleting names what goes, asks once, and says when it is gone.

import { button, guarded, notice, DANGER } from "./notice.js";
import { api } from "../lib/api.js";
import { el, focusOn } from "../lib/dom.js";
import { clockTime, counted, upperFirst } from "../lib/format.js";
import { dropSession } from "../lib/kept.js";

/** options: {id, title, turns, grades}; the counts may be null when they are not known. */
export function deleteControl({ id, title, turns, grades }) {
  const place = el("div.no-print", {});
  const ask = button("Delete this session", () => confirm(), { look: "plain plain--quiet small" });
  const confirm = () => {
    const remove = guarded(async () => gone(place, await api.remove(id), id));
    const keepIt = () => {
      place.replaceChildren(ask);
      ask.focus();
    };
    const actions = [button("Delete for good", remove, { look: DANGER }), button("Keep it", keepIt)];
    place.replaceChildren(
      notice({
        tone: "fault",
        lead: `Delete ${title}?`,
        text: `This removes ${whatGoes(turns, grades)} from this machine. It can’t be undone.`,
        actions,
      }),
    );
    focusOn(place.querySelector(".actions .button:last-child"));
  };
  place.append(ask);
  return place;
}

function whatGoes(turns, grades) {
  const parts = [
    turns === null ? "every turn" : counted(turns, "turn"),
    grades === null ? "every grade" : counted(grades, "grade"),
  ];
  return `${parts.join(", ")}, your notes and the report`;
}

function gone(place, { deleted, at }, id) {
  dropSession(id);
  const what = `${upperFirst(counted(deleted.turns, "turn"))}, ${counted(deleted.grades, "grade")}, notes and report, deleted at ${clockTime(at)}.`;
  const actions = [el("a.button", { href: "/history" }, "All your sessions")];
  const node = notice({ tone: "good", role: "status", lead: "Gone.", text: what, actions });
  document
    .querySelector("main")
    .replaceChildren(el("div.row.opening", {}, el("div.main", {}, el("h1.unseen", {}, "Deleted"), node)));
  focusOn(node);
}
