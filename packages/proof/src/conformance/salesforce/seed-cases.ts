import assert from "node:assert/strict";
import { type CrmAdapter, CrmError, type PushOutcome } from "@headway/crm";
import type { ProofCase } from "../conformance-proof.ts";
import { createDeal, type EitherWorld } from "./testing/adapter-world.ts";
import { provisionKey, trouble, updateDeal, upsertTask } from "./trouble.ts";

const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
const mostTries = 200;
const rates = {
  failedBefore: 0.04,
  failedAfter: 0.04,
  reset: 0.04,
  lost: 0.04,
  truncated: 0.04,
  unavailable: 0.05,
  rateLimited: 0.05,
  sessionEnded: 0.02,
  lockedRow: 0.1,
};

/** A case with a world of its own for every seed; faults strike once it is prepared. */
function seeded(name: string, run: (world: EitherWorld, seed: number) => Promise<void>): ProofCase {
  return {
    name,
    async run(variant) {
      for (const seed of seeds) {
        const access = ({ clientId, clientSecret }: EitherWorld["sandbox"]) => ({ clientId, clientSecret });
        const settings = { access, adapter: { pageSize: 7, share: { day: 1, run: 1 } } };
        await trouble(name, settings, (world) =>
          run(world, seed).catch((error: unknown) => {
            throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
          }),
        ).run(variant);
      }
    },
  };
}

/** Reads on from the last cursor after every failure, as an engine does; ends when caught up. */
async function readAll(adapter: CrmAdapter, onIds: (ids: readonly string[]) => void): Promise<void> {
  let cursor: string | undefined;
  for (let tries = 0; tries < mostTries; tries += 1) {
    try {
      const request = {
        type: "changes",
        object: "deal",
        ...(cursor === undefined ? {} : { since: cursor }),
      } as const;
      for await (const page of adapter.pull(request)) {
        onIds(page.changes.flatMap((change) => (change.type === "upserted" ? [change.record.id] : [])));
        cursor = page.cursor ?? cursor;
        if (page.caughtUp) return;
      }
    } catch (error) {
      assert.ok(CrmError.is(error), String(error));
    }
  }
  assert.fail(`not caught up after ${mostTries} tries`);
}

/** Sends again whatever is not settled, until all is; throws for a refusal. */
async function pushAll(adapter: CrmAdapter, patches: Parameters<CrmAdapter["push"]>[0]): Promise<void> {
  let left = patches;
  for (let tries = 0; left.length > 0 && tries < mostTries; tries += 1) {
    const outcomes: readonly PushOutcome[] = await adapter.push(left).catch((error: unknown) => {
      assert.ok(CrmError.is(error), String(error));
      return left.map((): PushOutcome => ({ status: "not-sent", reason: error.message }));
    });
    const refused = outcomes.find(({ status }) => status === "refused");
    assert.equal(refused, undefined, JSON.stringify(refused));
    left = left.filter((_, index) => outcomes[index]?.status !== "written");
  }
  assert.equal(left.length, 0, `${left.length} patches were never settled`);
}

/** Many small faults at once, the same for the same seed: nothing is lost, nothing is done twice. */
export const seedCases: readonly ProofCase[] = [
  seeded("seeded-faults-lose-no-record", async ({ sandbox, adapter }, seed) => {
    const ids = Array.from({ length: 60 }, () => createDeal(sandbox));
    sandbox.setFaults({ seed, rates });
    const found = new Set<string>();
    await readAll(adapter, (some) => {
      for (const id of some) found.add(id);
    });
    assert.deepEqual([...found].sort(), [...ids].sort());
  }),
  seeded("seeded-faults-make-no-task-twice", async ({ sandbox, adapter }, seed) => {
    const ids = Array.from({ length: 40 }, () => createDeal(sandbox));
    await provisionKey(adapter);
    sandbox.setFaults({ seed, rates });
    await pushAll(adapter, [
      ...ids.map((id) => updateDeal(id, { nextStep: `Step ${seed}` })),
      ...ids.map((id, index) => upsertTask(`v1:${index}`, { links: [{ object: "deal", id }] })),
    ]);
    const keys = sandbox.records("Task").map(({ Headway_Key__c }) => Headway_Key__c);
    assert.equal(keys.length, ids.length);
    assert.equal(new Set(keys).size, ids.length);
    assert.ok(sandbox.records("Opportunity").every(({ NextStep }) => NextStep === `Step ${seed}`));
  }),
];
