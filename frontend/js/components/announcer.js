// The one polite live region. Each thing is said once.

import { setText } from "../lib/dom.js";

export function announce(text) {
  const region = document.getElementById("announcer");
  if (region.textContent === text) setText(region, "");
  setText(region, text);
}
