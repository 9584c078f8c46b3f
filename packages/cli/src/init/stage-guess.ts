import type { EvidenceKind } from "@headway/core";
import type { Pipeline, PipelineStage } from "@headway/crm";

/** What a stage's label is taken to claim about the buyer. */
export interface StageGuess {
  readonly crm: string;
  readonly pipeline: string;
  readonly stageId: string;
  readonly label: string;
  readonly status: PipelineStage["status"];
  /** The buyer's act that the label names; `null` where it names none, or the CRM says by itself how it ended. */
  readonly kind: EvidenceKind | null;
  readonly reason: string;
}

interface Sign {
  readonly words: RegExp;
  readonly kind: EvidenceKind | null;
}

const ownStep = "names a step of the seller's, which advances nothing";
const noAct = "names no act of the buyer that Headway knows";

/** The first that fits stands; what sellers do comes before, since "contract sent" is no signature. */
const signs: readonly Sign[] = [
  {
    words:
      /\b(sent|scheduled|booked|prospect\w*|outreach|proposal|quote|quotation|negotiat\w*|presentation|demo)\b/,
    kind: null,
  },
  {
    words: /\b(signed|signature received|executed|purchase order|po received|paid)\b/,
    kind: "contract-signed",
  },
  { words: /\b(verbal\w*|commit|committed|in principle|agreed|agreement)\b/, kind: "verbal-agreement" },
  { words: /\b(bought[ -]?in|preferred|vendor of choice|selected)\b/, kind: "preference-stated" },
  { words: /\b(short ?list\w*|finalist)\b/, kind: "shortlisted" },
  {
    words: /\b(decision[ -]makers?|stakeholders?|champion|economic buyer|buying group)\b/,
    kind: "stakeholder-introduced",
  },
  { words: /\b(requirements?|needs analysis|scop(e|ed|ing)|specifications?)\b/, kind: "requirements-shared" },
  { words: /\b(validat\w*|reference check|security review|legal review)\b/, kind: "solution-validated" },
  {
    words: /\b(trial|pilot|poc|proof of (concept|value)|evaluation|evaluating)\b/,
    kind: "solution-explored",
  },
  {
    words: /\b(compar\w*|perception analysis|procurement|rfp|tender|vendor selection)\b/,
    kind: "supplier-evaluated",
  },
  { words: /\b(discovery|pain|problem|qualified|qualification)\b/, kind: "problem-confirmed" },
];

/** A guess for every stage of every pipeline, in selling order. */
export function guessStages(crm: string, pipelines: readonly Pipeline[]): StageGuess[] {
  return pipelines.flatMap(({ label: pipeline, stages }) =>
    stages.map((stage) => ({
      crm,
      pipeline,
      stageId: stage.id,
      label: stage.label,
      status: stage.status,
      ...guess(stage),
    })),
  );
}

function guess({ label, status }: PipelineStage): Pick<StageGuess, "kind" | "reason"> {
  if (status !== "open") return { kind: null, reason: `the CRM itself says ${status}` };
  const text = label.toLowerCase();
  const sign = signs.find(({ words }) => words.test(text));
  if (sign === undefined) return { kind: null, reason: noAct };
  if (sign.kind === null) return { kind: null, reason: ownStep };
  return { kind: sign.kind, reason: `"${words(text, sign)}" reads so` };
}

function words(text: string, sign: Sign): string {
  return sign.words.exec(text)?.[0] ?? "";
}
