// One optional press: where was that, against the bar? Never graded, and shown beside the grade.

import { api } from "../lib/api.js";
import { el, setText } from "../lib/dom.js";

const CHOICES = [
  ["below", "Below"],
  ["about", "About"],
  ["above", "Above"],
];
const PLACES = { below: "below", about: "about at", above: "above" };

export function selfRating(id, current, what) {
  const told = el("p.small.quiet", { role: "status" }, current ? ratedLine(current) : null);
  const rate = async (rating) => {
    try {
      await api.rate(id, rating);
      setText(told, ratedLine(rating));
    } catch (error) {
      setText(told, `Not noted: ${error.message}`);
    }
  };
  return el(
    "fieldset.self-rating.small",
    {},
    el("legend.quiet", {}, `Where was ${what}, against the bar? Only if you like.`),
    el(
      "div.rate",
      {},
      CHOICES.map(([value, label]) => choice(value, label, current, rate)),
    ),
    told,
  );
}

function choice(value, label, current, rate) {
  const input = el("input", {
    type: "radio",
    name: "self-rating",
    value,
    checked: value === current,
    on: { change: () => rate(value) },
  });
  return el("label", {}, input, label);
}

export function ratedLine(rating) {
  return `You put yourself ${PLACES[rating] ?? rating} the bar.`;
}
