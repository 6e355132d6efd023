// The sample report: the same view, labelled.

import { openTargets } from "../components/contents.js";
import { reportParts } from "../components/report.js";
import { page } from "../components/shell.js";
import { api, sampleUrl } from "../lib/api.js";
import { el } from "../lib/dom.js";

export async function showSample({ signal, go }) {
  const report = await api.sample({ signal });
  const parts = reportParts({ ...report, sample: true }, { go, downloadUrl: sampleUrl, gradeAgain: null });
  page({ title: "A sample report", foot: [el("p", {}, "A sample. Yours stays on this machine.")] }, parts);
  openTargets(signal);
}
