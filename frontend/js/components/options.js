// Folded, and all of it optional.

import { el } from "../lib/dom.js";

const LENGTHS = [
  [25, "25 minutes"],
  [45, "45 minutes"],
  [0, "No limit"],
];
const STYLES = [
  ["realistic", "Realistic. Nobody helps; you can say that you are stuck."],
  ["coach", "Coach. Margin notes when you are stuck, and noted in your report."],
];

/** Changes `options` in place and tells `onChange` after each change. */
export function optionsForm(options, onChange) {
  const set = (key, value) => {
    options[key] = value;
    onChange(options);
  };
  const text = (key, label, placeholder, hint) =>
    textField({ key, label, placeholder, hint, value: options[key] }, (value) => set(key, value));
  const form = el(
    "form.options",
    { on: { submit: (event) => event.preventDefault() } },
    text("company", "Company", "Freight marketplace"),
    text("role", "Role", "Senior TPM"),
    text(
      "technologies",
      "Technologies you can be asked about",
      "Kafka, PostgreSQL, OAuth",
      "Only what you would be happy to explain.",
    ),
    radios(
      "minutes",
      "Length of a round",
      LENGTHS,
      options.minutes ?? 45,
      (value) => set("minutes", Number(value)),
      true,
    ),
    radios("style", "While you answer", STYLES, options.style, (value) => set("style", value)),
  );
  const details = el("details.fold-first", {}, el("summary", {}, "Company, technologies, length, coach"), form);
  details.open = location.hash === "#tailor";
  return details;
}

function textField({ key, label, placeholder, hint, value }, onInput) {
  const id = `set-${key}`;
  const hintId = hint ? `${id}-hint` : null;
  const input = el("input", {
    type: "text",
    id,
    placeholder,
    value,
    maxlength: 200,
    autocomplete: "off",
    dir: "auto",
    "aria-describedby": hintId,
  });
  input.addEventListener("input", () => onInput(input.value));
  return el(
    "div",
    {},
    el("label.name", { for: id }, label),
    input,
    hint ? el("p.hint.small.quiet", { id: hintId }, hint) : null,
  );
}

function radios(name, legend, choices, current, onChange, across = false) {
  const items = choices.map(([value, label]) =>
    el(
      "label.choice",
      {},
      el("input", {
        type: "radio",
        name,
        value: String(value),
        checked: value === current,
        on: { change: () => onChange(value) },
      }),
      el("span", {}, label),
    ),
  );
  return el("fieldset", {}, el("legend", {}, legend), across ? el("div.across", {}, items) : items);
}
