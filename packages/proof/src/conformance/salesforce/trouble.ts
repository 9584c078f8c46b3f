import type { Change, CrmAdapter, Patch } from "@headway/crm";
import { taskKeyField } from "@headway/crm";
import type { ProofCase } from "../conformance-proof.ts";
import { type EitherWorld, eitherWorld, type WorldSettings } from "./testing/adapter-world.ts";

/** A day in milliseconds. */
export const day = 86_400_000;

/** A case with an org of its own, opened before it and closed after it. */
export function trouble(
  name: string,
  settings: WorldSettings,
  run: (world: EitherWorld, transport: "sdk" | "fetch") => Promise<void>,
): ProofCase {
  return {
    name,
    async run({ transport }) {
      const world = await eitherWorld(transport, settings);
      try {
        await run(world, transport);
      } finally {
        await world.close();
      }
    },
  };
}

/** The ids of what came, or what came in the place of a record. */
export function idsOf(changes: readonly Change[]): string[] {
  return changes.map((change) => {
    if (change.type === "upserted") return change.record.id;
    return change.type === "unreadable" ? `unreadable ${change.id}` : `${change.type} ${change.ref.id}`;
  });
}

/** An update of a deal. */
export function updateDeal(id: string, fields: Record<string, string | number | boolean | null>): Patch {
  return { type: "update", ref: { object: "deal", id }, fields };
}

/** A task of Headway's. */
export function upsertTask(
  key: string,
  more: Partial<Extract<Patch, { type: "upsert-task" }>["task"]> = {},
): Patch {
  const task = { subject: "Ask", body: "Why", dueOn: "2027-01-15", ownerId: null, links: [], ...more };
  return { type: "upsert-task", key, task };
}

/** Makes the field that carries the keys of tasks. */
export async function provisionKey(adapter: CrmAdapter): Promise<void> {
  await adapter.provision([{ type: "create-field", field: taskKeyField }]);
}

/** What a promise failed with, or what it gave. */
export function outcomeOf(work: Promise<unknown>): Promise<unknown> {
  return work.catch((error: unknown) => error);
}

/** How many requests arrived whose address holds a text. */
export function countArrived(world: EitherWorld, text: string): number {
  return world.arrived.filter(({ address }) => address.includes(text)).length;
}
