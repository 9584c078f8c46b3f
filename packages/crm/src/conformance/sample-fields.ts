import { type FieldDefinition, type ProvisionStep, taskKeyField } from "../provision.ts";
import type { FieldKind } from "../schema.ts";
import { check } from "./check.ts";
import type { ConformanceHarness } from "./harness.ts";

/** A field of Headway's on deals. */
export function sampleField(name: `headway_${string}`, kind: FieldKind): FieldDefinition {
  return {
    object: "deal",
    name,
    label: `Sample ${kind}`,
    kind,
    description: "Made by the conformance suite.",
  };
}

/** One field of every kind. */
export const sampleFields: readonly FieldDefinition[] = [
  sampleField("headway_reason", "text"),
  sampleField("headway_story", "long-text"),
  sampleField("headway_momentum", "number"),
  sampleField("headway_last_advance", "date"),
  sampleField("headway_computed_at", "instant"),
  sampleField("headway_paused", "boolean"),
];

/** The step that makes a field. */
export function createStep(field: FieldDefinition): ProvisionStep {
  return { type: "create-field", field };
}

/** Makes fields through the adapter and makes sure that they are there. */
export async function provisionAll(
  { adapter }: ConformanceHarness,
  fields: readonly FieldDefinition[],
): Promise<void> {
  for (const outcome of await adapter.provision(fields.map(createStep))) {
    const name = outcome.step.field.name;
    const why = outcome.status === "refused" ? `: ${outcome.reason}` : "";
    check(outcome.status !== "refused", `\`${name}\` could not be provisioned${why}`);
  }
}

/** Makes the field that tasks are upserted by. */
export function provisionTaskKey(harness: ConformanceHarness): Promise<void> {
  return provisionAll(harness, [taskKeyField]);
}
