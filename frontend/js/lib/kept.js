// What stays on this device. Storage can be full or closed: then every call says so instead of throwing.

const PREFIX = "hotseat.";

export function keep(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function recall(key, fallback = null) {
  try {
    const raw = localStorage.getItem(PREFIX + key);
    return raw === null ? fallback : JSON.parse(raw);
  } catch {
    return fallback;
  }
}

export function drop(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept, so nothing has to go.
  }
}

/** Everything this page keeps about one session. */
export function dropSession(id) {
  for (const kind of ["draft", "notes", "outbox"]) drop(`${kind}.${id}`);
}
