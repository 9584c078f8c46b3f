import type { HistoryField, Reading } from "@headway/crm";
import { describe, expect, it } from "vitest";
import { mapFieldHistory } from "./field-history.ts";
import { createDeal, dataRequests, orgWorld } from "./testing/org-world.ts";

async function historyOf(
  world: ReturnType<typeof orgWorld>,
  id: string,
  history: readonly HistoryField[],
): Promise<Reading<unknown> | undefined> {
  const request = { type: "records", refs: [{ object: "deal", id }], history } as const;
  for await (const page of world.adapter.pull(request)) {
    for (const change of page.changes) {
      if (change.type !== "upserted" || change.record.object !== "deal") continue;
      const found = change.record.fieldHistory;
      if (found?.status !== "known") return found;
      return {
        ...found,
        value: found.value.map((each) => `${each.field} ${each.from}>${each.to} ${each.byUs}`),
      };
    }
  }
  return undefined;
}

async function change(world: ReturnType<typeof orgWorld>, id: string): Promise<void> {
  world.advance(3_600_000);
  await world.adapter.push([
    { type: "update", ref: { object: "deal", id }, fields: { stageId: "Qualification", nextStep: "Call" } },
  ]);
  world.advance(3_600_000);
  world.sandbox.edit("Opportunity", id, { Amount: 12.5, NextStep: "1.50" });
}

describe("the history of fields", () => {
  it("names what these credentials wrote, by the user they act as, in two requests more at first", async () => {
    const world = orgWorld({ features: { trackedFields: ["NextStep"] } });
    const id = createDeal(world.sandbox);
    await change(world, id);
    const told = ["stageId Prospecting>Qualification true", "nextStep null>Call true"];
    const later = ["amount null>12.5 false", "nextStep Call>1.50 false"];
    const asked = ["stageId", "amount", "nextStep"] as const;
    expect(await historyOf(world, id, asked)).toEqual({ status: "known", value: [...told, ...later] });
    world.sandbox.resetRequests();
    await historyOf(world, id, asked);
    expect(Object.keys(dataRequests(world.sandbox))).not.toContain("tooling-query");
    expect(Object.keys(dataRequests(world.sandbox))).not.toContain("resources");
  });

  it("of stage and amount needs no tracking", async () => {
    const world = orgWorld();
    const id = createDeal(world.sandbox);
    await change(world, id);
    const value = ["stageId Prospecting>Qualification true", "amount null>12.5 false"];
    expect(await historyOf(world, id, ["stageId", "amount"])).toEqual({ status: "known", value });
  });

  it("of a field that is not tracked is unknown and says what to switch on", async () => {
    const world = orgWorld({ features: { trackedFields: ["OwnerId"] } });
    const id = createDeal(world.sandbox);
    const found = await historyOf(world, id, ["stageId", "nextStep", "ownerId"]);
    expect(found).toEqual({
      status: "unknown",
      reason: expect.stringMatching(/`Opportunity\.NextStep`: .*Set History Tracking/),
    });
    expect(JSON.stringify(found)).not.toContain("OwnerId");
  });

  it("of owners comes once, by ids", async () => {
    const world = orgWorld({ features: { trackedFields: ["OwnerId"] } });
    const id = createDeal(world.sandbox);
    const next = world.sandbox.create("User", {
      LastName: "Lind",
      Username: "l@example.com",
      Alias: "l",
      Email: "l@example.com",
    });
    const before = world.sandbox.record("Opportunity", id)?.OwnerId;
    world.sandbox.edit("Opportunity", id, { OwnerId: next });
    const value = [`ownerId ${before}>${next} false`];
    expect(await historyOf(world, id, ["ownerId"])).toEqual({ status: "known", value });
  });

  it("claims nobody where the own user is not known", () => {
    const row = (Id: string, Amount: number, CreatedDate: string) => ({
      ...{ Id, Amount, CreatedDate, StageName: "A", CreatedById: "005000000000001AAA" },
    });
    const rows = [row("1", 1, "2027-01-01T00:00:00.000+0000"), row("2", 2, "2027-01-02T00:00:00.000+0000")];
    const history = mapFieldHistory(rows, [], null);
    expect(history.status === "known" && history.value[0]).not.toHaveProperty("byUs");
  });
});
