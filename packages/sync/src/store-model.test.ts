import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEverything } from "./testing/read-everything.ts";
import { type StoreKind, storeKinds } from "./testing/store-kinds.ts";
import { perform, type World, type WorldCommand, worldCommand, worldErasure } from "./testing/store-world.ts";

/** `HEADWAY_STORE_RUNS=10000` for the long run. */
const runs = Number(process.env.HEADWAY_STORE_RUNS ?? 60);
const seed = Number(process.env.HEADWAY_STORE_SEED ?? 20_260_301);
const kinds = await storeKinds();
const [memory, ...others] = kinds;

describe.each(others)("a $name store", ({ absent, ...kind }) => {
  it.skipIf(absent !== null)(
    "answers every question as the one in memory does, whatever happened before (invariant:K8)",
    async () => {
      const pair = await openPair({ ...kind, absent });
      await fc.assert(
        fc.asyncProperty(fc.array(worldCommand, { maxLength: 20 }), (commands) => pair.follow(commands)),
        { numRuns: runs, seed },
      );
    },
    runs * 4_000,
  );

  it.skipIf(absent !== null)(
    "forgets the same as the one in memory (invariant:K8, invariant:P1)",
    async () => {
      const pair = await openPair({ ...kind, absent });
      const commands = fc
        .tuple(fc.array(worldCommand, { maxLength: 8 }), worldErasure)
        .map(([before, erasure]) => [...before, erasure]);
      await fc.assert(
        fc.asyncProperty(commands, (all) => pair.follow(all)),
        {
          numRuns: Math.ceil(runs / 6),
          seed,
        },
      );
    },
    runs * 4_000,
  );
});

/** A store and one in memory, at the same time of the same clock, that are led through the same commands. */
async function openPair(
  kind: StoreKind,
): Promise<{ follow(commands: readonly WorldCommand[]): Promise<void> }> {
  let now = 0;
  let count = 0;
  const open = async (one: StoreKind): Promise<World> => {
    const test = await one.open(() => now);
    return { test, store: test.store, name: "", leases: [] };
  };
  if (memory === undefined) throw new Error("there is no store in memory");
  const [expected, actual] = [await open(memory), await open(kind)];
  return {
    async follow(commands) {
      count += 1;
      for (const world of [expected, actual]) Object.assign(world, { name: `crm-${count}`, leases: [] });
      for (const command of commands) {
        if (command.type === "wait") now += command.ms;
        const told = JSON.stringify(command);
        expect(await perform(actual, command), told).toEqual(await perform(expected, command));
        const [right, found] = [expected, actual].map(({ store, name }) => readEverything(store, name));
        expect(await found, told).toEqual(await right);
      }
    },
  };
}
