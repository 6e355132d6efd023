// Paths to views. Links inside the page change the view without a load; everything else is left to the browser.

export class Router {
  #routes;
  #show;
  #current = null;
  #path = null;

  /** `routes`: [[pattern, view]…]; a view is (context) → a function that cleans up, or nothing. */
  constructor(routes, show) {
    this.#routes = routes;
    this.#show = show;
  }

  start() {
    document.addEventListener("click", (event) => this.#onClick(event));
    addEventListener("popstate", () => location.pathname !== this.#path && this.#render(false));
    this.#render(true);
  }

  /** Goes to a path of ours; `replace` leaves no entry in the history. */
  go(path, { replace = false } = {}) {
    history[replace ? "replaceState" : "pushState"](null, "", path);
    this.#render(false);
  }

  match(path) {
    for (const [pattern, view] of this.#routes) {
      const found = pattern.exec(path);
      if (found) return { view, params: found.groups ?? {} };
    }
    return null;
  }

  #onClick(event) {
    const link = event.target.closest?.("a[href]");
    if (!link || !isPlain(event) || link.target || link.hasAttribute("download")) return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin || url.pathname.startsWith("/api/") || isSamePlace(url)) return;
    if (!this.match(url.pathname)) return;
    event.preventDefault();
    this.go(url.pathname + url.hash);
  }

  #render(first) {
    this.#current?.abort();
    this.#current = new AbortController();
    this.#path = location.pathname;
    this.#show(this.match(location.pathname), { first, signal: this.#current.signal });
  }
}

function isPlain(event) {
  return (
    event.button === 0 &&
    !event.defaultPrevented &&
    !event.metaKey &&
    !event.ctrlKey &&
    !event.shiftKey &&
    !event.altKey
  );
}

function isSamePlace(url) {
  return url.pathname === location.pathname && url.hash !== "";
}
