import { instantText } from "./instant.ts";

/** One stage, its probability from 0 to 1. */
export interface Stage {
  readonly id: string;
  readonly label: string;
  readonly probability: number;
  readonly closed: boolean;
}

/** A deal pipeline; stages in selling order. */
export interface Pipeline {
  readonly id: string;
  readonly label: string;
  readonly stages: readonly Stage[];
}

/** HubSpot's own first pipeline, as recorded. */
export const DEFAULT_PIPELINE: Pipeline = {
  id: "default",
  label: "Sales Pipeline",
  stages: [
    { id: "appointmentscheduled", label: "Appointment Scheduled", probability: 0.2, closed: false },
    { id: "qualifiedtobuy", label: "Qualified To Buy", probability: 0.4, closed: false },
    { id: "presentationscheduled", label: "Presentation Scheduled", probability: 0.6, closed: false },
    { id: "decisionmakerboughtin", label: "Decision Maker Bought-In", probability: 0.8, closed: false },
    { id: "contractsent", label: "Contract Sent", probability: 0.9, closed: false },
    { id: "closedwon", label: "Closed Won", probability: 1, closed: true },
    { id: "closedlost", label: "Closed Lost", probability: 0, closed: true },
  ],
};

const BEGINNING = instantText(0);

const LIFECYCLE_STAGES = [
  ["subscriber", "Subscriber"],
  ["lead", "Lead"],
  ["marketingqualifiedlead", "Marketing Qualified Lead"],
  ["salesqualifiedlead", "Sales Qualified Lead"],
  ["opportunity", "Opportunity"],
  ["customer", "Customer"],
  ["evangelist", "Evangelist"],
  ["other", "Other"],
] as const;

/** The lifecycle as a pipeline of contacts or companies: its stages have a state in place of a probability. */
export function lifecyclePipeline(typeName: string) {
  const times = { createdAt: BEGINNING, updatedAt: BEGINNING, archived: false };
  const stages = LIFECYCLE_STAGES.map(([id, label], displayOrder) => ({
    label,
    displayOrder,
    metadata: { isClosed: "false", state: "OPEN" },
    id,
    ...times,
    writePermissions: "CRM_PERMISSIONS_ENFORCEMENT",
  }));
  const id = `${typeName}-lifecycle-pipeline`;
  return { label: "Lifecycle Stage Pipeline", displayOrder: 0, id, stages, ...times };
}

function probabilityText(probability: number): string {
  return Number.isInteger(probability) ? probability.toFixed(1) : String(probability);
}

/** A stage on the wire: `metadata` is a map of strings (recorded). */
function renderStage(stage: Stage, displayOrder: number) {
  return {
    label: stage.label,
    displayOrder,
    metadata: { isClosed: String(stage.closed), probability: probabilityText(stage.probability) },
    id: stage.id,
    createdAt: BEGINNING,
    updatedAt: BEGINNING,
    writePermissions: "CRM_PERMISSIONS_ENFORCEMENT",
    archived: false,
  };
}

/** A pipeline on the wire (recorded `deals-external-pipelines`). */
export function renderPipeline(pipeline: Pipeline, displayOrder: number) {
  return {
    label: pipeline.label,
    displayOrder,
    id: pipeline.id,
    stages: pipeline.stages.map(renderStage),
    createdAt: BEGINNING,
    updatedAt: BEGINNING,
    archived: false,
  };
}
