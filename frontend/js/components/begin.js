// Starts a session with the engine that was chosen on this device.

import { api, ApiError } from "../lib/api.js";
import { recall } from "../lib/kept.js";
import { engineFields } from "../models/engines.js";

const GONE = "The interviewer that you chose is not there now. Choose another one on the first page.";

/** Makes the session and goes there; `fields` name the engine where the page knows what the server has. */
export async function begin(wanted, go, fields = engineFields({ recall })) {
  const { id } = await made({ ...fields, ...wanted });
  go(`/session/${id}`);
}

async function made(body) {
  try {
    return await api.create(body);
  } catch (error) {
    if (error.code !== "model_unavailable") throw error;
    throw new ApiError(error.status, { code: error.code, message: GONE });
  }
}
