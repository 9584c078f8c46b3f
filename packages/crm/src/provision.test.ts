import { expect, test } from "vitest";
import { type FieldDefinition, planProvision, taskKeyField } from "./provision.ts";
import { known, type Reading, unknown } from "./reading.ts";
import type { CrmSchema, FieldSchema, ObjectSchema } from "./schema.ts";

const wanted: FieldDefinition = {
  object: "deal",
  name: "headway_momentum",
  label: "Momentum",
  kind: "number",
  description: "How the deal moves.",
};

function schemaWith(deal: Reading<ObjectSchema> | undefined): CrmSchema {
  return {
    account: { id: "1", name: null, timeZone: null, currency: null },
    objects: deal === undefined ? {} : { deal },
    pipelines: known([]),
    missingGrants: known([]),
    serverAt: null,
  };
}

function withField(field: Partial<FieldSchema>): Reading<ObjectSchema> {
  const whole: FieldSchema = { name: wanted.name, label: "", kind: "number", writable: true, ...field };
  return known({ fields: [whole] });
}

const table: readonly [string, Reading<ObjectSchema> | undefined, string, string | undefined][] = [
  ["a field that is not there is needed", known({ fields: [] }), "needed", undefined],
  ["another field's name does not count", withField({ name: "momentum" }), "needed", undefined],
  ["the same field is already there", withField({}), "already-there", undefined],
  [
    "another kind is a conflict that names both",
    withField({ kind: "text" }),
    "conflict",
    "`headway_momentum` on deal exists as text, expected number",
  ],
  [
    "a field that cannot be written is a conflict with its reason",
    withField({ writable: false, reason: "calculated" }),
    "conflict",
    "`headway_momentum` is not writable: calculated",
  ],
  [
    "a schema that could not be read is unknown, not needed",
    unknown("scope `crm.schemas.deals.read` is missing"),
    "unknown",
    "scope `crm.schemas.deals.read` is missing",
  ],
  ["an object that the CRM lacks is unknown", undefined, "unknown", "this CRM has no `deal` records"],
];

test.each(table)("%s", (_name, deal, status, reason) => {
  const step = { type: "create-field", field: wanted };
  const expected = reason === undefined ? { step, status } : { step, status, reason };
  expect(planProvision(schemaWith(deal), [wanted])).toEqual([expected]);
});

test("steps come in the order in which fields were wanted, over all objects", () => {
  const plan = planProvision(schemaWith(withField({})), [taskKeyField, wanted]);
  expect(plan.map((one) => [one.step.field.name, one.status])).toEqual([
    ["headway_key", "unknown"],
    ["headway_momentum", "already-there"],
  ]);
});
