import { describe, expect, it } from "vitest";
import { eitherWorld } from "./testing/either-world.ts";
import { orgWorld } from "./testing/org-world.ts";

/** An org with two record types; only the first one's sales process can be read. */
async function recordTypes() {
  const world = await eitherWorld("fetch", {
    async meet(request, answer) {
      const asked = decodeURIComponent(request.url);
      if (!asked.includes("/ui-api/")) return answer(request);
      const [first] = world.sandbox.records("RecordType");
      if (!asked.includes(String(first?.Id))) {
        return Response.json([{ errorCode: "NOT_FOUND", message: "no" }], { status: 404 });
      }
      return Response.json({
        values: [{ value: "Closed Won" }, { value: "Qualification" }, { value: "Gone" }],
      });
    },
  });
  for (const [index, Name] of ["New", "Renewal"].entries()) {
    world.sandbox.create("RecordType", {
      Name,
      DeveloperName: Name,
      SobjectType: "Opportunity",
      IsActive: index === 0,
    });
  }
  return world;
}

describe("sales processes", () => {
  it("a record type has its own stages in its own order, and the others after them", async () => {
    const { adapter } = await recordTypes();
    const { pipelines } = await adapter.describe();
    if (pipelines.status === "unknown") throw new Error(pipelines.reason);
    const [all, own, unread] = pipelines.value;
    expect(all).toMatchObject({ id: "Opportunity" });
    expect(own?.label).toBe("New");
    expect(own?.stages.slice(0, 3).map(({ id }) => id)).toEqual([
      "Closed Won",
      "Qualification",
      "Prospecting",
    ]);
    expect(own?.stages).toHaveLength(all?.stages.length ?? -1);
    expect(unread?.label).toBe("Renewal (its sales process cannot be read)");
    expect(unread?.stages).toEqual(all?.stages);
  });

  it("stages tell how they count in a forecast", async () => {
    const { pipelines } = await orgWorld().adapter.describe();
    const stages = pipelines.status === "known" ? (pipelines.value[0]?.stages ?? []) : [];
    expect(stages[0]).toMatchObject({ id: "Prospecting", forecastCategory: "Pipeline" });
    expect(stages.find(({ id }) => id === "Closed Won")?.forecastCategory).toBe("Closed");
  });
});

describe("features that only some orgs have", () => {
  const names = async (features: NonNullable<Parameters<typeof orgWorld>[0]>["features"]) => {
    const { adapter } = orgWorld(features === undefined ? {} : { features });
    return (await adapter.describe()).absentFeatures?.map(({ name }) => name) ?? [];
  };

  it("are named where they are absent, and are no missing permission", async () => {
    const absent = await names({ pipelineInspection: false });
    expect(absent).toEqual(
      expect.arrayContaining([
        "Opportunity.PushCount",
        "Opportunity.CurrencyIsoCode",
        "Account.IsPersonAccount",
      ]),
    );
    const { adapter } = orgWorld({ features: { pipelineInspection: false } });
    expect((await adapter.describe()).missingGrants).toEqual({ status: "known", value: [] });
  });

  it("are read where they are there", async () => {
    const absent = await names({ multiCurrency: true, personAccounts: true });
    expect(absent).not.toContain("Opportunity.PushCount");
    expect(absent).not.toContain("Opportunity.CurrencyIsoCode");
    expect(absent).not.toContain("Account.IsPersonAccount");
    const { sandbox, adapter } = orgWorld();
    sandbox.create("Opportunity", { Name: "D", StageName: "Prospecting", CloseDate: "2027-06-30" });
    const pages = adapter.pull({ type: "changes", object: "deal", fields: ["PushCount"] });
    for await (const page of pages)
      expect(page.changes).toMatchObject([{ record: { fields: { PushCount: 0 } } }]);
  });
});
