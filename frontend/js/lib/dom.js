// Makes nodes. Text always arrives as text: nothing here parses markup.

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "open", "selected", "inert"]);
const FORBIDDEN = /^(on|style$|srcdoc$)/i;
const LINK_ATTRIBUTES = new Set(["href", "src", "action", "formaction"]);
const SAFE_LINK = /^(\/(?!\/)|#|https?:\/\/|blob:)/i;

/**
 * el("p#id.quiet", {on: {click: fn}, href: "/x"}, "text", node, [more], null)
 * Attributes that are null, undefined or false are left out; true becomes an empty attribute.
 */
export function el(spec, props = {}, ...children) {
  return build((tag) => document.createElement(tag), spec, props, children);
}

/** The same for SVG. */
export function svg(spec, props = {}, ...children) {
  return build((tag) => document.createElementNS(SVG, tag), spec, props, children);
}

function build(create, spec, props, children) {
  const [, tag, id, classes] = /^([\w-]+)(?:#([\w-]+))?((?:\.[\w-]+)*)$/.exec(spec);
  const node = create(tag);
  if (id) node.id = id;
  if (classes) node.setAttribute("class", classes.slice(1).replaceAll(".", " "));
  for (const [name, value] of Object.entries(props ?? {})) assign(node, name, value);
  node.append(...flat(children));
  return node;
}

function assign(node, name, value) {
  if (name === "on") {
    for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
  } else if (FORBIDDEN.test(name)) {
    throw new TypeError(`el() does not set ${name}`);
  } else if (PROPERTIES.has(name)) {
    node[name] = value;
  } else if (value !== null && value !== undefined && value !== false) {
    if (LINK_ATTRIBUTES.has(name) && !SAFE_LINK.test(value)) throw new TypeError("el() does not link there");
    node.setAttribute(name, value === true ? "" : value);
  }
}

function flat(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false && child !== "");
}

/** Replaces what a node holds. */
export function fill(node, ...children) {
  node.replaceChildren(...flat(children));
  return node;
}

/** Sets the text of a node, only when it differs: a live region must not speak twice. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Moves focus to something that is no control (a heading, a notice). */
export function focusOn(node) {
  if (!node) return;
  if (!node.matches("a[href], button, input, textarea, select, summary")) node.setAttribute("tabindex", "-1");
  node.focus();
}
