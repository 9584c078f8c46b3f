import type { TaskRecord } from "@headway/crm";
import { simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import { beforeEach, describe, expect, it } from "vitest";
import { explain } from "./explain.ts";
import { logEvidence } from "./log/log-evidence.ts";
import { memoryStore } from "./memory/index.ts";
import type { OpenStore } from "./open-store.ts";
import { assessStore } from "./portfolio/assess-store.ts";
import { createSync } from "./sync.ts";
import { ownFields } from "./write-back.ts";

const clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
const pause = {
  type: "triage-decision",
  at: "2026-03-01T09:00:00.000Z",
  class: "pursuit-paused",
  reason: "three deferrals",
};
let crm: MemoryCrm;
let store: OpenStore;
let account: string;

beforeEach(async () => {
  crm = memoryCrm({ clock });
  store = memoryStore({ clock: clock.now });
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  account = await crm.backend.create("account", { name: "Alpha Ltd" });
  await run();
  const ref = { object: "account", id: account } as const;
  await logEvidence({ crm, store, captures: [pause], ref, clock: clock.now, worker: { name: "log" } });
});

function run() {
  return createSync({ crm, store, clock: clock.now, worker: { name: "run" } }).run();
}

async function triage() {
  const assessed = await assessStore({ store, crm: crm.crm });
  return assessed?.assessment.accounts[0]?.triage;
}

describe("a triage decision that was logged in the CRM (domain:T19)", () => {
  it("is in force from the next run on, in the review and in every explanation", async () => {
    expect((await triage())?.pursuit).toBe("active");
    await run();
    expect((await triage())?.pursuit).toBe("paused");
    const { assessment } = await explain(store, crm.crm, { subject: "account", id: account });
    expect(assessment).toMatchObject({ triage: { class: "pursuit-paused" } });
  });

  it("is the owner's where nobody is named, and in force", async () => {
    await crm.backend.edit("account", account, { ownerId: "seller-1" });
    await run();
    const ref = { object: "account", id: account } as const;
    const captures = [{ ...pause, class: "painful", at: "2026-03-01T09:30:00.000Z" }];
    await logEvidence({ crm, store, captures, ref, clock: clock.now, worker: { name: "log" } });
    await run();
    expect((await triage())?.decision.inForce).toMatchObject({ personId: "seller-1", class: "painful" });
  });

  it("decides nothing once its task is deleted", async () => {
    await run();
    const [task] = (await store.records(crm.crm, "task", null, 9)) as TaskRecord[];
    await crm.backend.remove("task", task?.id ?? "");
    await run();
    expect((await triage())?.pursuit).toBe("active");
  });
});
