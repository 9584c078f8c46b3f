import { check, checkEqual, checkRejects, checkSame } from "./check.ts";
import type { ConformanceCase } from "./conformance-case.ts";

/** What `describe` owes: the truth about the CRM, and hands off. */
export const describeCases: readonly ConformanceCase[] = [
  {
    name: "describe-writes-nothing-and-is-stable",
    async run({ adapter, backend }) {
      const id = await backend.create("deal", { name: "Untouched" });
      const before = [await backend.read("deal", id), await backend.customFields("deal")];
      const first = await adapter.describe();
      const second = await adapter.describe();
      checkEqual({ ...second, serverAt: null }, { ...first, serverAt: null }, "a second describe");
      const after = [await backend.read("deal", id), await backend.customFields("deal")];
      checkEqual(after, before, "the CRM after describe");
    },
  },
  {
    name: "every-declared-object-is-described",
    async run({ adapter }) {
      const { objects } = await adapter.describe();
      checkSame(Object.keys(objects), adapter.capabilities.objects, "objects described");
      for (const [name, schema] of Object.entries(objects)) {
        const fields = schema.status === "known" ? schema.value.fields : [];
        const names = fields.map((field) => field.name);
        check(schema.status === "known" && names.length > 0, `${name} has no known fields`);
        check(new Set(names).size === names.length, `${name} has two fields of one name`);
      }
    },
  },
  {
    name: "stages-come-in-selling-order",
    async run({ adapter, backend }) {
      const { pipelines } = await adapter.describe();
      check(pipelines.status === "known", "pipelines must be known with full permissions");
      const open = pipelines.value
        .flatMap((pipeline) => pipeline.stages)
        .filter((stage) => stage.status === "open")
        .map((stage) => stage.id);
      const wanted = backend.stages();
      checkEqual(
        open.filter((id) => wanted.includes(id)),
        wanted,
        "open stages",
      );
    },
  },
  {
    name: "fields-of-others-are-seen",
    async run({ adapter, backend }) {
      const name = await backend.addForeignField("deal");
      const { objects } = await adapter.describe();
      const fields = objects.deal?.status === "known" ? objects.deal.value.fields : [];
      const found = fields.find((field) => field.name === name);
      checkEqual(found?.kind, "text", `the kind of \`${name}\`, a field somebody made`);
    },
  },
  {
    name: "describe-without-credentials-is-no-empty-schema",
    faults: ["unauthenticated"],
    async run({ adapter, backend }) {
      backend.failNext({ kind: "unauthenticated", on: "any", times: 100 });
      await checkRejects(adapter.describe(), "unauthenticated", "a describe that meets 401");
    },
  },
];
