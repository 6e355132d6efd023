// What can be practised: people, questions, companies. Lists may come as arrays or keyed by id.

// The order in which a candidate meets them; whoever is added comes after.
const ORDER = ["recruiter", "hiring_manager", "peer_tpm", "partner_engineer", "pm_ux", "bar_raiser"];

export class Catalog {
  constructor(raw) {
    this.personas = listOf(raw?.personas).sort((a, b) => rank(a) - rank(b));
    this.questions = listOf(raw?.questions);
    this.companies = listOf(raw?.companies);
    this.formats = listOf(raw?.formats ?? raw?.report_formats).map((format) =>
      typeof format === "string" ? format : format.id,
    );
    this.engine = engineOf(raw?.engine);
    this.rubric = raw?.rubric?.version ?? raw?.rubric ?? null;
  }

  persona(id) {
    return this.personas.find((persona) => persona.id === id) ?? null;
  }

  question(id) {
    return this.questions.find((question) => question.id === id) ?? null;
  }

  get titles() {
    return new Map(this.questions.map((question) => [question.id, question.title]));
  }

  /** Every question with everyone who asks it, in that person's words. */
  get asks() {
    return this.questions.flatMap((question) =>
      Object.entries(question.ask ?? {}).flatMap(([id, text]) => {
        const persona = this.persona(id);
        return persona ? [{ question, persona, text }] : [];
      }),
    );
  }
}

function rank({ id }) {
  const index = ORDER.indexOf(id);
  return index < 0 ? ORDER.length : index;
}

function listOf(value) {
  if (Array.isArray(value)) return value;
  return Object.entries(value ?? {}).map(([id, item]) => (typeof item === "object" ? { id, ...item } : item));
}

function engineOf(engine) {
  if (typeof engine === "string") return { model: engine, grader_model: engine };
  const model = engine?.model ?? "offline";
  return { model, grader_model: engine?.grader_model ?? engine?.grader ?? model };
}
