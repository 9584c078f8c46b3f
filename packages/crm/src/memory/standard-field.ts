import type { ObjectName } from "../record-ref.ts";
import type { FieldKind, FieldSchema, Pipeline } from "../schema.ts";
import { customFieldsOf, type MemoryState } from "./state.ts";

/** The canonical fields of every object, as the memory CRM has them. */
const standardFields: Readonly<Record<ObjectName, Readonly<Record<string, FieldKind>>>> = {
  deal: {
    name: "text",
    pipelineId: "text",
    stageId: "text",
    amount: "number",
    closeDate: "date",
    ownerId: "text",
    nextStep: "text",
  },
  account: { name: "text", domain: "text", ownerId: "text" },
  contact: { firstName: "text", lastName: "text", email: "text", title: "text", ownerId: "text" },
  user: { name: "text", email: "text", active: "boolean" },
  task: {
    subject: "text",
    body: "long-text",
    status: "text",
    priority: "text",
    completedAt: "instant",
    dueOn: "date",
    ownerId: "text",
  },
  call: {
    title: "text",
    body: "long-text",
    direction: "text",
    disposition: "text",
    status: "text",
    durationMs: "number",
    occurredAt: "instant",
    ownerId: "text",
  },
  meeting: {
    title: "text",
    body: "long-text",
    outcome: "text",
    occurredAt: "instant",
    endAt: "instant",
    ownerId: "text",
  },
  email: {
    subject: "text",
    text: "long-text",
    direction: "text",
    status: "text",
    occurredAt: "instant",
    ownerId: "text",
  },
  note: { body: "long-text", occurredAt: "instant", ownerId: "text" },
};

/** The one pipeline of the memory CRM. */
export const memoryPipeline: Pipeline = {
  id: "sales",
  label: "Sales",
  stages: [
    { id: "first-call", label: "First call", status: "open", probability: 0.2 },
    { id: "evaluation", label: "Evaluation", status: "open", probability: 0.4 },
    { id: "proposal", label: "Proposal", status: "open", probability: 0.6 },
    { id: "won", label: "Won", status: "won", probability: 1 },
    { id: "lost", label: "Lost", status: "lost", probability: 0 },
  ],
};

/** All fields of an object, standard ones and those somebody made. */
export function fieldsOf(state: MemoryState, object: ObjectName): FieldSchema[] {
  const all = [...Object.entries(standardFields[object]), ...customFieldsOf(state, object)];
  return all.map(([name, kind]) => ({ name, label: name, kind, writable: name !== "pipelineId" }));
}

/** Of the names asked for, those that the object has. */
export function existingFields(
  state: MemoryState,
  object: ObjectName,
  asked: readonly string[] | undefined,
): string[] {
  const names = new Set(fieldsOf(state, object).map((field) => field.name));
  return (asked ?? []).filter((name) => names.has(name));
}
