// HTTP to our own server. Every failure is an ApiError with the server's code and message.

export class ApiError extends Error {
  constructor(status, { code = "unknown", message = "Something went wrong.", retryable = false } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryable = retryable;
  }
}

const UNREACHABLE = { code: "unreachable", message: "Hotseat did not answer. Is it still running?", retryable: true };

async function call(method, path, { body, signal } = {}) {
  const headers = method === "GET" ? {} : { "content-type": "application/json" };
  const init = { method, headers, signal, credentials: "same-origin", cache: "no-store" };
  if (body !== undefined) init.body = JSON.stringify(body);
  const response = await reach(path, init);
  if (!response.ok) throw new ApiError(response.status, await errorOf(response));
  return response.status === 204 ? null : readJson(response);
}

async function reach(path, init) {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(0, UNREACHABLE);
  }
}

async function errorOf(response) {
  try {
    return (await response.json()).error ?? {};
  } catch {
    return {};
  }
}

async function readJson(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

const session = (id) => `/api/sessions/${encodeURIComponent(id)}`;

export const api = {
  catalog: (options) => call("GET", "/api/catalog", options),
  engines: ({ again, check, signal } = {}) =>
    call("GET", `/api/engines${check ? `?check=${encodeURIComponent(check)}` : again ? "?again=true" : ""}`, { signal }),
  sessions: async (options) => (await call("GET", "/api/sessions", options)).sessions,
  session: (id, options) => call("GET", session(id), options),
  create: (body) => call("POST", "/api/sessions", { body }),
  remove: (id) => call("DELETE", session(id)),
  report: (id, options) => call("GET", `${session(id)}/report?format=json`, options),
  sample: (options) => call("GET", "/api/sample/report?format=json", options),
  gradeAgain: (id) => call("POST", `${session(id)}/grade`, { body: {} }),
  rate: (id, rating) => call("PUT", `${session(id)}/self-rating`, { body: { rating } }),
};

export const reportUrl = (id, format) => `${session(id)}/report?format=${encodeURIComponent(format)}`;
export const sampleUrl = (format) => `/api/sample/report?format=${encodeURIComponent(format)}`;

/** Where a session's socket is; `lastSeq` null asks for the whole state, `tab` says which page this is. */
export function liveUrl(id, lastSeq, tab) {
  const base = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${session(id)}/live`;
  const query = new URLSearchParams(lastSeq === null ? { tab } : { last_seq: lastSeq, tab });
  return `${base}?${query}`;
}
