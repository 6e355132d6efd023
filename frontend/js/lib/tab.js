// Who this page is to the server, over a reload too: so it follows itself after a lost connection.

import { newId } from "./ids.js";

const KEY = "hotseat.tab";

function kept() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** `id` is this tab's; `renew()` gives it another one: a copied tab comes with a copied id. */
export function tab() {
  let id = kept() ?? newId();
  const save = () => {
    try {
      sessionStorage.setItem(KEY, id);
    } catch {
      // Then it lasts as long as the page.
    }
  };
  save();
  return {
    get id() {
      return id;
    },
    renew() {
      id = newId();
      save();
    },
  };
}
