import { planProvision } from "../provision.ts";
import { checkEqual } from "./check.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { createStep, provisionAll, sampleField, sampleFields } from "./sample-fields.ts";

/** What `provision` owes: once is enough, and nobody else's fields are touched. */
export const provisionCases: readonly ConformanceCase[] = [
  {
    name: "provisioning-twice-is-once",
    async run({ adapter, backend }) {
      const steps = sampleFields.map(createStep);
      const first = await adapter.provision(steps);
      checkEqual(statusesOf(first), sampleFields.map(nameAnd("created")), "the first run");
      const made = await backend.customFields("deal");
      for (const { name, kind } of sampleFields)
        checkEqual(made[name], kind, `the CRM's kind of \`${name}\``);
      const second = await adapter.provision(steps);
      checkEqual(statusesOf(second), sampleFields.map(nameAnd("already-there")), "the second run");
      checkEqual(await backend.customFields("deal"), made, "the CRM after the second run");
    },
  },
  {
    name: "what-was-provisioned-is-planned-as-already-there",
    async run(harness) {
      await provisionAll(harness, sampleFields);
      const planned = planProvision(await harness.adapter.describe(), sampleFields);
      const statuses = planned.map((one) => [one.step.field.name, one.status]);
      checkEqual(statuses, sampleFields.map(nameAnd("already-there")), "the plan afterwards");
    },
  },
  {
    name: "fields-of-others-stay-untouched",
    async run(harness) {
      const { backend } = harness;
      const foreign = await backend.addForeignField("deal");
      const id = await backend.create("deal", { [foreign]: "north" });
      await provisionAll(harness, sampleFields);
      checkEqual((await backend.customFields("deal"))[foreign], "text", `the kind of \`${foreign}\``);
      checkEqual(
        (await backend.read("deal", id)).fields[foreign],
        "north",
        `what a deal holds in \`${foreign}\``,
      );
    },
  },
  {
    name: "a-field-is-never-retyped",
    async run(harness) {
      const { adapter, backend } = harness;
      await provisionAll(harness, [sampleField("headway_taken", "number")]);
      const steps = [sampleField("headway_taken", "text"), sampleField("headway_free", "text")];
      const [taken, free] = await adapter.provision(steps.map(createStep));
      checkEqual(taken?.status, "refused", "another kind under a name that is taken");
      checkEqual(taken?.status === "refused" ? taken.code : undefined, "conflict", "the code of the refusal");
      checkEqual(free?.status, "created", "the step after the refused one");
      checkEqual((await backend.customFields("deal")).headway_taken, "number", "the kind of `headway_taken`");
    },
  },
  {
    name: "removing-takes-away-headways-own-only",
    async run(harness) {
      const { adapter, backend } = harness;
      const [gone, kept] = [sampleField("headway_gone", "text"), sampleField("headway_kept", "text")];
      const foreign = await backend.addForeignField("deal");
      await provisionAll(harness, [gone, kept]);
      const outcomes = await adapter.provision([{ type: "remove-field", field: gone }]);
      checkEqual(statusesOf(outcomes), [["headway_gone", "removed"]], "the removal");
      const left = Object.keys(await backend.customFields("deal"));
      const expected = { gone: left.includes("headway_gone"), kept: left.includes("headway_kept") };
      checkEqual(expected, { gone: false, kept: true }, "Headway's fields afterwards");
      checkEqual(left.includes(foreign), true, `whether \`${foreign}\` is still there`);
    },
  },
  {
    name: "a-field-that-could-not-be-made-is-not-called-made",
    faults: ["forbidden"],
    async run({ adapter, backend }) {
      backend.failNext({ kind: "forbidden", on: "write", times: 100 });
      const end = await adapter.provision(sampleFields.map(createStep)).catch((error: unknown) => error);
      const failures = Array.isArray(end) ? end : [end];
      const codes = failures.map((one: { readonly code?: unknown }) => one.code);
      checkEqual([...new Set(codes)], ["forbidden"], "the codes it ends with");
      checkEqual(await backend.customFields("deal"), {}, "fields in the CRM");
    },
  },
];

function statusesOf(
  outcomes: readonly {
    readonly status: string;
    readonly step: { readonly field: { readonly name: string } };
  }[],
): [string, string][] {
  return outcomes.map((outcome) => [outcome.step.field.name, outcome.status]);
}

function nameAnd(status: string): (field: { readonly name: string }) => [string, string] {
  return (field) => [field.name, status];
}
