import { emptyNotebook } from "@headway/core";
import { type SimulatedClock, simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import { beforeEach, describe, expect, it } from "vitest";
import { explain } from "./explain.ts";
import { sqliteStore } from "./sqlite/index.ts";
import type { Store } from "./store.ts";
import { createSync, type RunOptions } from "./sync.ts";
import { ownFields } from "./write-back.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const start = Date.parse("2026-03-02T10:00:00.000Z");

let clock: SimulatedClock;
let crm: MemoryCrm;
let store: Store;

beforeEach(async () => {
  clock = simulatedClock(start);
  crm = memoryCrm({ clock });
  store = sqliteStore(":memory:");
  await crm.provision(ownFields.map((field) => ({ type: "create-field" as const, field })));
});

function rule(id: string, kind: string) {
  const on = { object: "email", where: [{ field: "subject", equals: id }] };
  return { id, version: "1", on, gives: { kind, actorSide: "buyer", grade: 4 }, exclusive: true };
}

const policy = {
  version: "test-1",
  stall: { minimumSpells: 3 },
  evidenceRules: [
    rule("What it costs us", "problem-confirmed"),
    rule("Meet my colleague", "stakeholder-introduced"),
  ],
};

const run = (notebook?: unknown, options: RunOptions = {}) =>
  createSync({ crm, store, policy, notebook, clock: clock.now }).run(options);

async function mail(deal: string, subject: string): Promise<void> {
  const occurredAt = new Date(clock.now()).toISOString();
  const links = [{ object: "deal" as const, id: deal }];
  await crm.backend.create("email", { direction: "inbound", subject, occurredAt }, { links });
}

/** Six deals went on within a week; the seventh has waited for sixty days. */
async function stalledDeal(): Promise<string> {
  const ids: string[] = [];
  for (let index = 0; index < 7; index++) ids.push(await crm.backend.create("deal", { name: `D${index}` }));
  for (const id of ids) await mail(id, "What it costs us");
  clock.advance(6 * dayMs);
  for (const id of ids.slice(1)) await mail(id, "Meet my colleague");
  clock.advance(60 * dayMs);
  return ids[0] ?? "";
}

/** Written a minute ago by the simulated clock. */
function snoozed(dealId: string, days: number) {
  return {
    snoozes: [
      {
        id: "s1",
        writtenAt: new Date(clock.now() - 60_000).toISOString(),
        personId: "u1",
        subject: { type: "deal", dealId },
        reason: "the board meets in June",
        resumeAt: new Date(clock.now() + days * dayMs).toISOString(),
      },
    ],
  };
}

const stallOf = async (id: string) => (await crm.backend.read("deal", id)).fields.headway_stall;

describe("a notebook handed to the engine", () => {
  it("keeps a deal that waits for a reason from being called stalled in the CRM, until it resumes", async () => {
    const deal = await stalledDeal();
    await run();
    expect(await stallOf(deal)).toBe("stalled");
    clock.advance(hourMs);
    const notebook = snoozed(deal, 2);
    const report = await run(notebook);
    expect(await stallOf(deal)).toBe("snoozed");
    expect(report.written).toMatchObject({ deal: 1 });
    clock.advance(3 * dayMs);
    await run(notebook);
    expect(await stallOf(deal)).toBe("stalled");
  });

  it("assesses again when it changed and when it is gone, and not otherwise", async () => {
    const deal = await stalledDeal();
    await run();
    clock.advance(hourMs);
    const notebook = snoozed(deal, 30);
    expect((await run(notebook)).assessed.deal).toBe(7);
    clock.advance(hourMs);
    // The deal that was written comes back once.
    expect((await run(structuredClone(notebook))).assessed.deal).toBe(1);
    clock.advance(hourMs);
    expect((await run()).assessed.deal).toBe(7);
    expect((await run(emptyNotebook)).assessed.deal).toBeLessThan(2);
  });

  it("tells how many there are to assess where it is all of them", async () => {
    const deal = await stalledDeal();
    const told: (number | null)[] = [];
    const onProgress: RunOptions["onProgress"] = ({ phase, object, expected }) => {
      if (phase === "assess" && object === "deal") told.push(expected);
    };
    await run(undefined, { onProgress });
    clock.advance(hourMs);
    await run(snoozed(deal, 30), { onProgress });
    expect(new Set(told)).toEqual(new Set([7]));
  });

  it("leaves the next real run its work when it was a dry one", async () => {
    const deal = await stalledDeal();
    await run();
    clock.advance(hourMs);
    const notebook = snoozed(deal, 30);
    await run(notebook, { dryRun: true });
    expect(await stallOf(deal)).toBe("stalled");
    await run(notebook);
    expect(await stallOf(deal)).toBe("snoozed");
  });

  it("is refused before anything is read where it does not parse", () => {
    const bad = snoozed("d", 1);
    const notebook = { snoozes: bad.snoozes.map(({ reason, ...rest }) => ({ ...rest, because: reason })) };
    expect(() => createSync({ crm, store, notebook })).toThrow(/`snoozes\.0\.reason`.*Nothing was read/s);
    expect(() => createSync({ crm, store, notebook })).not.toThrow(/board/);
  });
});

describe("an explanation with a notebook", () => {
  it("reads as the run wrote it, and says where the notebook is another", async () => {
    const deal = await stalledDeal();
    const notebook = snoozed(deal, 30);
    await run(notebook);
    const subject = { subject: "deal", id: deal } as const;
    const same = await explain(store, "memory", subject, { notebook });
    expect(same.assessment).toMatchObject({ stall: { state: "snoozed", snooze: { snoozeId: "s1" } } });
    expect(same).not.toHaveProperty("notebookChanged");
    const other = await explain(store, "memory", subject);
    expect(other.assessment).toMatchObject({ stall: { state: "stalled" } });
    expect(other.notebookChanged).toBe(true);
  });
});
