// A person: a monogram, never a face.

import { el } from "../lib/dom.js";

export function monogram(persona, size = null) {
  const classes = size ? `.monogram--${size}` : "";
  return el(`span.monogram${classes}`, { "aria-hidden": "true" }, persona?.monogram ?? persona?.name?.charAt(0) ?? "?");
}
