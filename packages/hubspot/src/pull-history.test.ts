import type { CrmAdapter, HistoryField } from "@headway/crm";
import { hubspotSandbox } from "@headway/sandbox";
import { expect, test } from "vitest";
import { type HubspotFetchOptions, hubspotFetch } from "./fetch.ts";
import { openApp } from "./testing/open-app.ts";

const asked: readonly HistoryField[] = ["stageId", "amount", "closeDate", "nextStep", "ownerId"];

function open(options: Partial<HubspotFetchOptions> = {}) {
  let now = Date.UTC(2027, 0, 4, 9);
  const sandbox = hubspotSandbox({ now: () => now, limits: "off" });
  const bodies: string[] = [];
  const crm = hubspotFetch({
    accessToken: sandbox.accessToken,
    ports: { now: () => now, sleep: async () => undefined, random: () => 0.5 },
    limits: "off",
    ...options,
    fetch: async (input, init) => {
      bodies.push(`${new URL(String(input)).pathname} ${String(init?.body ?? "")}`);
      return sandbox.fetch(new Request(input, init));
    },
  } as HubspotFetchOptions);
  const tick = (): void => {
    now += 60_000;
  };
  return { sandbox, crm, bodies, tick };
}

async function changesOf(crm: CrmAdapter, ids: readonly string[]): Promise<unknown[]> {
  const told: unknown[] = [];
  const refs = ids.map((id) => ({ object: "deal", id }) as const);
  for await (const page of crm.pull({ type: "records", refs, history: asked })) {
    for (const change of page.changes) {
      const record =
        change.type === "upserted" && change.record.object === "deal" ? change.record : undefined;
      const history = record?.fieldHistory;
      if (history?.status === "known")
        told.push(...history.value.map((each) => `${each.field} ${each.byUs}`));
      else told.push(history);
    }
  }
  return told;
}

async function written(world: ReturnType<typeof open>, id: string): Promise<void> {
  world.tick();
  await world.crm.push([{ type: "update", ref: { object: "deal", id }, fields: { amount: "70" } }]);
  world.tick();
  world.sandbox.edit("deals", id, { hs_next_step: "Call" });
}

test("what the token's own app wrote is ours, asked of HubSpot once", async () => {
  const world = open();
  const { id } = world.sandbox.create("deals", { properties: { dealstage: "appointmentscheduled" } });
  await written(world, id);
  expect(await changesOf(world.crm, [id])).toEqual(["stageId false", "amount true", "nextStep false"]);
  await changesOf(world.crm, [id]);
  expect(world.bodies.filter((body) => body.includes("access-token-info"))).toHaveLength(1);
});

test("an app id that was configured is not asked for", async () => {
  const world = open({ appId: "1" });
  const { id } = world.sandbox.create("deals", { properties: { dealstage: "appointmentscheduled" } });
  await written(world, id);
  expect(await changesOf(world.crm, [id])).toEqual(["stageId false", "amount false", "nextStep false"]);
  expect(world.bodies.some((body) => body.includes("access-token-info"))).toBe(false);
});

test("many records with their history come by batches of fifty", async () => {
  const world = open();
  const make = () => world.sandbox.create("deals", { properties: { dealstage: "appointmentscheduled" } }).id;
  const told = await changesOf(world.crm, Array.from({ length: 60 }, make));
  expect(told).toHaveLength(60);
  const batches = world.bodies.filter((body) => body.includes("/deals/batch/read"));
  const sizes = batches.map((body) => JSON.parse(body.slice(body.indexOf("{"))).inputs.length);
  expect(sizes).toEqual([50, 10]);
  expect(batches[0]).toContain("hs_next_step");
});

test("an app installed by OAuth knows its own writes too", async () => {
  const { crm, sandbox } = await openApp({ transport: "fetch", apiVersion: "2026-09" });
  const { id } = sandbox.create("deals", { properties: { dealstage: "appointmentscheduled" } });
  await crm.push([{ type: "update", ref: { object: "deal", id }, fields: { amount: "70" } }]);
  expect(await changesOf(crm, [id])).toContain("amount true");
});
