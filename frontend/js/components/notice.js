// What happened, then what you can do.

import { el } from "../lib/dom.js";

/** options: tone ("fault"|"good"), role, lead (bold words), text, actions (nodes). */
export function notice({ tone = null, role = null, lead, text, actions = [], id = null }) {
  const node = el(
    "div.notice",
    { role, id },
    el("p", {}, el("b", {}, lead), text ? ` ${text}` : null),
    actions.length ? el("p.actions", {}, actions) : null,
  );
  if (tone) node.classList.add(`notice--${tone}`);
  return node;
}

export function button(text, onClick, { look = "button", ...props } = {}) {
  const classes = look
    .split(" ")
    .map((name) => `.${name}`)
    .join("");
  return el(`button${classes}`, { type: "button", ...props, on: { click: onClick } }, text);
}

export const MAIN = "button button--main";
export const DANGER = "button button--danger";
export const PLAIN = "plain";
export const QUIET = "plain plain--quiet small";

/** Runs something that takes a moment: the button waits meanwhile, and a failure is told beside it. */
export function guarded(action) {
  return async (event) => {
    const pressed = event.currentTarget;
    pressed.setAttribute("aria-disabled", "true");
    if (pressed.dataset.busy) return;
    pressed.dataset.busy = "yes";
    try {
      await action(event);
    } catch (error) {
      tellBeside(pressed, error);
    } finally {
      delete pressed.dataset.busy;
      pressed.removeAttribute("aria-disabled");
    }
  };
}

function tellBeside(pressed, error) {
  const place = pressed.closest(".actions") ?? pressed;
  place.parentNode.querySelector(":scope > .notice--fault[data-told]")?.remove();
  const told = notice({ tone: "fault", role: "alert", lead: "That didn’t work.", text: error.message });
  told.dataset.told = "";
  told.classList.add("dock");
  place.after(told);
}
