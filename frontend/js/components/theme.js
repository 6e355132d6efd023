// Light, dark, or as the system has it.

import { el, setText } from "../lib/dom.js";

const KEY = "hotseat.theme";
const NEXT = { system: "light", light: "dark", dark: "system" };
const NAMES = { system: "as your system", light: "light", dark: "dark" };

function current() {
  return document.documentElement.dataset.theme ?? "system";
}

function choose(theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // It holds for this page, then.
  }
}

export function themeButton() {
  const label = () => `Appearance: ${NAMES[current()]}`;
  const button = el("button.plain.plain--quiet.small", { type: "button" }, label());
  button.addEventListener("click", () => {
    choose(NEXT[current()]);
    setText(button, label());
  });
  return button;
}
