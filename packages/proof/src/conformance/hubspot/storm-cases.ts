import { deepEqual, equal, ok } from "node:assert/strict";
import { type ChangePage, CrmError, type Cursor, type Patch, taskKeyField } from "@headway/crm";
import type { ProofCase } from "../conformance-proof.ts";
import { addDeals, type Open, portalCase } from "./portal-case.ts";
import type { OpenPortal } from "./testing/portal-world.ts";

/** Of a hundred calls about forty go wrong, before and after their effect. */
const rates = {
  rateLimited: 0.06,
  locked: 0.03,
  migrating: 0.02,
  failedBefore: 0.06,
  failedAfter: 0.06,
  reset: 0.05,
  lost: 0.05,
  truncated: 0.05,
  broken: 0.04,
};
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
const mostTries = 300;

/** Everything that goes wrong at once, by seed: nothing is lost while it lasts, and all is well once it is over. */
export const stormCases: readonly ProofCase[] = [
  portalCase("faults-by-seed-lose-no-record", async (open) => {
    for (const seed of seeds) await pullInStorm(open, seed);
  }),
  portalCase("faults-by-seed-make-each-task-once", async (open) => {
    for (const seed of seeds) await pushInStorm(open, seed, true);
  }),
  portalCase("faults-by-seed-make-each-task-once-without-a-unique-property", async (open) => {
    for (const seed of seeds) await pushInStorm(open, seed, false);
  }),
];

async function pullInStorm(open: Open, seed: number): Promise<void> {
  const world = await open({
    portal: { limits: "off", shortPages: { seed, share: 0.3 } },
    adapter: { limits: "off" },
  });
  const { sandbox, clock } = world;
  const ids = addDeals(sandbox, 160);
  clock.advance(3_600_000);
  sandbox.setFaults({ seed, rates });
  const held = new Map<string, string | null>();
  const first = await pullOn(world, undefined, held);
  for (const id of ids.slice(0, 40)) sandbox.edit("deals", id, { dealname: "Edited" });
  sandbox.archive("deals", ids[50] ?? "");
  ids.push(...addDeals(sandbox, 20));
  clock.advance(60_000);
  await pullOn(world, first, held);
  const truth = sandbox
    .records("deals")
    .map(({ id, properties }) => [id, properties.dealname ?? null] as const);
  const living = [...held].filter(([, name]) => name !== "gone");
  deepEqual(new Map(living.toSorted()), new Map(truth.toSorted()), `seed ${seed}`);
}

/** Pulls to the end, however often it has to go on from the last page that came. */
async function pullOn(
  { crm, clock }: OpenPortal,
  since: Cursor | undefined,
  held: Map<string, string | null>,
): Promise<Cursor> {
  let cursor = since;
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const request = {
      type: "changes" as const,
      object: "deal" as const,
      ...(cursor === undefined ? {} : { since: cursor }),
    };
    try {
      for await (const page of crm.pull(request)) {
        note(page, held);
        cursor = page.cursor ?? cursor;
        if (page.caughtUp && cursor !== undefined) return cursor;
      }
    } catch (error) {
      if (!CrmError.is(error)) throw error;
      clock.advance(30_000);
    }
  }
  throw new Error(`a pull did not end in ${mostTries} attempts`);
}

function note(page: ChangePage, held: Map<string, string | null>): void {
  for (const change of page.changes) {
    if (change.type === "upserted" && change.record.object === "deal")
      held.set(change.record.id, change.record.name);
    if (change.type === "deleted") held.set(change.ref.id, "gone");
  }
}

async function pushInStorm(open: Open, seed: number, isUnique: boolean): Promise<void> {
  const world = await open({
    portal: { limits: "off", uniqueTaskProperty: isUnique },
    adapter: { limits: "off" },
  });
  const { crm, sandbox, clock } = world;
  await crm.provision([{ type: "create-field", field: taskKeyField }]);
  const deals = addDeals(sandbox, 30);
  const patches = deals.flatMap((id) => [rename(id), task(id)]);
  sandbox.setFaults({ seed, rates });
  let left = patches;
  for (let round = 0; round < mostTries && left.length > 0; round += 1) {
    const outcomes = await crm.push(left).catch((error: unknown) => {
      if (CrmError.is(error)) return [];
      throw error;
    });
    ok(
      outcomes.every(({ status }) => status !== "refused"),
      `seed ${seed}: a fault is no refusal`,
    );
    left = left.filter((_, index) => outcomes[index]?.status !== "written");
    clock.advance(30_000);
  }
  equal(left.length, 0, `seed ${seed}: ${left.length} patches were never written`);
  sandbox.clearFaults();
  equal(sandbox.count("tasks"), deals.length, `seed ${seed}: one task for each deal`);
  ok(sandbox.records("deals").every(({ properties }) => properties.dealname === "Renamed"));
  const again = await crm.push(patches);
  ok(again.every((outcome) => outcome.status === "written" && !outcome.created));
  equal(sandbox.count("tasks"), deals.length);
}

function rename(id: string): Patch {
  return { type: "update", ref: { object: "deal", id }, fields: { name: "Renamed" } };
}

function task(deal: string): Patch {
  const links = [{ object: "deal", id: deal } as const];
  const state = { subject: "Ask", body: "Why", dueOn: "2027-01-15", ownerId: null, links };
  return { type: "upsert-task", key: `v1:${deal}`, task: state };
}
