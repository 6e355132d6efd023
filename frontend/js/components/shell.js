// The page around a view: header, main, foot. A view fills main.

import { el, fill, focusOn, svg } from "../lib/dom.js";
import { themeButton } from "./theme.js";

const app = () => document.getElementById("app");

/** Shows a page of the ordinary kind. options: title, current ("practise"|"history"), foot (nodes). */
export function page({ title, current = null, foot = [] }, ...content) {
  document.title = `${title} · Hotseat`;
  document.body.classList.remove("is-live");
  document.querySelector(".skip").setAttribute("href", "#content");
  const main = el("main#content.frame", {}, content, footer(foot));
  fill(app(), header(current), main);
  return main;
}

/** Shows a page that fills the window by itself. */
export function barePage(title, skipTo, ...content) {
  document.title = `${title} · Hotseat`;
  document.body.classList.add("is-live");
  document.querySelector(".skip").setAttribute("href", skipTo);
  fill(app(), content);
}

/** After a change of view the heading takes the focus, so that a screen reader starts there; an interview sees to it. */
export function arrive(first) {
  const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
  if (target) target.scrollIntoView();
  else if (!first && !document.body.classList.contains("is-live")) {
    scrollTo(0, 0);
    focusOn(document.querySelector("h1"));
  }
}

function header(current) {
  return el(
    "header.frame.site",
    {},
    el("a.wordmark", { href: "/" }, chair(), "Hotseat"),
    el(
      "nav",
      { "aria-label": "Main" },
      navLink("/", "Practise", current === "practise"),
      navLink("/history", "History", current === "history"),
    ),
  );
}

function navLink(href, text, isCurrent) {
  return el("a", { href, "aria-current": isCurrent ? "page" : null }, text);
}

function chair() {
  return svg("svg", { viewBox: "0 0 14 22", "aria-hidden": "true" }, svg("path", { d: "M2 2v18M2 12h10v8" }));
}

function footer(foot) {
  return el(
    "footer.row.foot.small.quiet",
    {},
    el("div.main.stack", {}, foot),
    el("p.side.no-print", {}, themeButton()),
  );
}
