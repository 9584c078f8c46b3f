import { type ChangePage, type CrmAdapter, CrmError } from "@headway/crm";
import { type SimulatedClock, simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import { beforeEach, describe, expect, it } from "vitest";
import { sqliteStore } from "./sqlite/index.ts";
import type { Store } from "./store.ts";
import { createSync } from "./sync.ts";
import { ownFields } from "./write-back.ts";

const hourMs = 3_600_000;

let clock: SimulatedClock;
let crm: MemoryCrm;
let store: Store;

beforeEach(() => {
  clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
  crm = memoryCrm({ pageSize: 2, clock });
  store = sqliteStore(":memory:");
});

function run(policy: unknown = {}, adapter: CrmAdapter = crm) {
  return createSync({ crm: adapter, store, policy, clock: clock.now }).run();
}

const provision = (type: "create-field" | "remove-field") =>
  crm.provision(ownFields.map((field) => ({ type, field })));

function pilotRule(field: string) {
  const on = { object: "meeting", where: [{ field, present: true }] };
  const gives = { kind: "next-step-committed", actorSide: "buyer", grade: 2 };
  return { version: "pilot-1", evidenceRules: [{ id: "pilot", version: "1", on, gives }] };
}

describe("a field that joins those that are read", () => {
  it("is read from records that have not changed since, when a rule newly names it", async () => {
    await provision("create-field");
    const field = await crm.backend.addForeignField("meeting");
    const deal = await crm.backend.create("deal", { name: "A" });
    const links = [{ object: "deal" as const, id: deal }];
    for (const words of ["run the pilot", "send the plan", "name a date"])
      await crm.backend.create("meeting", { title: "Talk", [field]: words }, { links });
    clock.advance(hourMs);
    await run();
    clock.advance(hourMs);
    const report = await run(pilotRule(field));
    expect(report).toMatchObject({ state: "complete", pulled: { meeting: 3 } });
    expect(await store.dealsWithRule("memory", "pilot")).toBe(1);
    clock.advance(hourMs);
    expect((await run(pilotRule(field))).pulled).toMatchObject({ meeting: 0 });
  });

  it("is written again after Headway's fields were removed and made anew, also those that read as wanted", async () => {
    await provision("create-field");
    const deal = await crm.backend.create("deal", { name: "A" });
    await run();
    await provision("remove-field");
    clock.advance(hourMs);
    expect((await run()).state).toBe("incomplete");
    await provision("create-field");
    expect((await crm.backend.read("deal", deal)).fields.headway_stall ?? null).toBeNull();
    clock.advance(hourMs);
    expect(await run()).toMatchObject({ state: "complete", written: { deal: 1 } });
    expect((await crm.backend.read("deal", deal)).fields).toMatchObject({ headway_stall: "unknown" });
  });

  it("is named, with its rule, where the CRM does not have it", async () => {
    await provision("create-field");
    const { unknownRuleFields } = await run(pilotRule("agreed_acton"));
    expect(unknownRuleFields).toEqual([{ ruleId: "pilot", object: "meeting", field: "agreed_acton" }]);
  });

  it("does not hide what was deleted meanwhile", async () => {
    await provision("create-field");
    const field = await crm.backend.addForeignField("meeting");
    const meeting = await crm.backend.create("meeting", { title: "Talk" });
    await run();
    await crm.backend.remove("meeting", meeting);
    clock.advance(hourMs);
    expect((await run(pilotRule(field))).deleted).toHaveProperty("meeting");
    expect(await store.record("memory", { object: "meeting", id: meeting })).toBeNull();
  });

  it("does not hide what was deleted before a reading from the beginning got its first answer (invariant:D1)", async () => {
    await provision("create-field");
    const field = await crm.backend.addForeignField("meeting");
    const meeting = await crm.backend.create("meeting", { title: "Talk" });
    await run({}, withoutOldDeletions());
    clock.advance(hourMs);
    await expect(run(pilotRule(field), withoutOldDeletions("meeting"))).rejects.toThrow("no answer");
    await crm.backend.remove("meeting", meeting);
    clock.advance(hourMs);
    const report = await run(pilotRule(field), withoutOldDeletions());
    expect(report).toMatchObject({ state: "complete", deleted: { meeting: 1 } });
    expect(await store.record("memory", { object: "meeting", id: meeting })).toBeNull();
  });
});

/** The same CRM, whose readings from the beginning tell of no deletions, and fail for one object. */
function withoutOldDeletions(failing?: string): CrmAdapter {
  async function* fromBeginning(pages: AsyncIterable<ChangePage>): AsyncGenerator<ChangePage> {
    for await (const page of pages) {
      if (page.object === failing) throw new CrmError("unavailable", { crm: "memory", message: "no answer" });
      yield { ...page, changes: page.changes.filter(({ type }) => type !== "deleted") };
    }
  }
  return {
    ...crm,
    pull: (request, options) => {
      const pages = crm.pull(request, options);
      return request.type === "changes" && request.since === undefined ? fromBeginning(pages) : pages;
    },
  };
}

describe("a write refused for want of a grant", () => {
  it("invariant:W6 is sent again once the grant is there, and not before", async () => {
    await provision("create-field");
    const deal = await crm.backend.create("deal", { name: "A" });
    expect((await run({}, withoutGrant())).refused).toMatchObject([{ code: "forbidden", parked: false }]);
    clock.advance(hourMs);
    expect((await run({}, withoutGrant())).refused).toMatchObject([{ code: "forbidden", parked: true }]);
    clock.advance(hourMs);
    expect(await run()).toMatchObject({ state: "complete", written: { deal: 1 }, refused: [] });
    expect((await crm.backend.read("deal", deal)).fields).toMatchObject({ headway_stall: "unknown" });
  });
});

describe("a stop", () => {
  it("ends a run that was stopped while it wrote, and says what was written", async () => {
    await provision("create-field");
    for (const name of ["A", "B", "C"]) await crm.backend.create("deal", { name });
    const stop = new AbortController();
    const stopping: CrmAdapter = {
      ...crm,
      push: async (patches, options) => {
        const [first, ...rest] = await crm.push(patches.slice(0, 1), options).finally(() => stop.abort());
        const notSent = patches.slice(1).map(() => ({ status: "not-sent" as const, reason: "stopped" }));
        return [...(first === undefined ? [] : [first]), ...rest, ...notSent];
      },
    };
    const sync = createSync({ crm: stopping, store, clock: clock.now });
    await expect(sync.run({ signal: stop.signal })).rejects.toMatchObject({
      code: "aborted",
      details: { written: expect.stringContaining("1 records were written to memory and confirmed, 0 were") },
    });
    expect((await run()).written).toEqual({ deal: 2 });
  });
});

/** The CRM with credentials that may not write. */
function withoutGrant(): CrmAdapter {
  return {
    ...crm,
    describe: async (options) => ({
      ...(await crm.describe(options)),
      missingGrants: { status: "known", value: ["deals.write"] },
    }),
    push: async (patches) =>
      patches.map(() => ({ status: "refused", code: "forbidden", reason: "deals.write is missing" })),
  };
}
