// Tables that fold into lists on a narrow screen. Folding changes `display`, and with it some browsers drop the table's
// meaning: the roles put it back.

import { el } from "../lib/dom.js";

/**
 * columns: [{head, label, num}…], rows: [[cell…]…], or a text that goes across; a cell is a node, a text or {content, nil}; the first column is a row
 * heading when `rowHeads`. `label` is what stands before the value when the table is folded.
 */
export function table({ caption = null, columns, rows, rowHeads = false, folds = true, look = null }) {
  const node = el(
    "table",
    { role: "table", class: [folds ? "folds" : null, look].filter(Boolean).join(" ") || null },
    caption ? el("caption", {}, caption) : null,
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, columns.map(headCell))),
    el(
      "tbody",
      { role: "rowgroup" },
      rows.map((row) => el("tr", { role: "row" }, bodyCells(row, columns, rowHeads))),
    ),
  );
  return node;
}

/** A row that is one text goes across all columns. */
function bodyCells(row, columns, rowHeads) {
  if (typeof row === "string") return el("td.small.quiet", { role: "cell", colspan: String(columns.length) }, row);
  return row.map((cell, index) => bodyCell(cell, columns[index], rowHeads && index === 0));
}

function headCell({ head, num }) {
  return el("th", { scope: "col", role: "columnheader", class: num ? "num" : null }, head);
}

function bodyCell(cell, column, isHead) {
  const { content, nil } = isCell(cell) ? cell : { content: cell, nil: false };
  if (isHead) return el("th", { scope: "row", role: "rowheader" }, content);
  const classes = [column.num ? "num" : null, nil ? "nil" : null].filter(Boolean).join(" ");
  return el(
    "td",
    { role: "cell", class: classes || null, "data-label": column.label ?? column.head },
    el("span", {}, content),
  );
}

function isCell(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && "content" in value;
}

export const nothing = { content: "–", nil: true };
