import fc from "fast-check";
import type { Lease, MirrorCommit } from "../mirror/mirror-store.ts";
import { mirrorLease } from "../mirror/mirror-store.ts";
import type { OpenStore } from "../open-store.ts";
import type { Store } from "../store.ts";
import { SyncError } from "../sync-error.ts";
import { mirrorCommit } from "./mirror-commands.ts";
import { eraseCommand, type StoreCommand, storeCommand } from "./store-commands.ts";
import type { TestStore } from "./store-kinds.ts";

/** What happens in the model; `lease` counts from the last one that was taken. */
export type WorldCommand =
  | { readonly type: "store"; readonly command: StoreCommand }
  | { readonly type: "fenced"; readonly command: StoreCommand; readonly lease: number }
  | { readonly type: "mirror"; readonly changes: MirrorCommit; readonly lease: number | null }
  | { readonly type: "acquire"; readonly owner: string; readonly of: "run" | "mirror" }
  | { readonly type: "renew" | "release"; readonly lease: number }
  | { readonly type: "wait"; readonly ms: number }
  | { readonly type: "reopen" };

const lease = fc.nat(2);

/** Any command; erasing and opening anew come seldom, since they are slow. */
export const worldCommand: fc.Arbitrary<WorldCommand> = fc.oneof(
  { weight: 24, arbitrary: fc.record({ type: fc.constant("store" as const), command: storeCommand }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("fenced" as const), command: storeCommand, lease }) },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant("mirror" as const),
      changes: mirrorCommit,
      lease: fc.option(lease),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("acquire" as const),
      owner: fc.constantFrom("w1", "w2"),
      of: fc.constantFrom("run", "mirror"),
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom("renew", "release"), lease }) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant("wait" as const), ms: fc.constantFrom(1, 500, 1_000) }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("reopen" as const) }) },
);

/** A privacy deletion as a command. */
export const worldErasure: fc.Arbitrary<WorldCommand> = eraseCommand.map((command) => ({
  type: "store",
  command,
}));

/** One store in the model, with the leases that were taken in it. */
export interface World {
  readonly test: TestStore;
  store: OpenStore;
  /** The CRM, the mirror and the lease of one sequence of commands. */
  name: string;
  leases: Lease[];
}

/** Does one command in one store and says what came of it: an answer, or the code of the error. */
export async function perform(world: World, command: WorldCommand): Promise<unknown> {
  try {
    return (await act(world, command)) ?? "done";
  } catch (error) {
    if (SyncError.is(error)) return error.code;
    throw error;
  }
}

async function act(world: World, command: WorldCommand): Promise<unknown> {
  const { store, name, leases } = world;
  const held = (back: number): Lease =>
    leases.at(-1 - back) ?? { name: "nothing", owner: "nobody", fence: 1 };
  switch (command.type) {
    case "store":
      return await callOn(store, name, command.command);
    case "fenced":
      return await callOn(store.fenced(held(command.lease)), name, command.command);
    case "mirror": {
      const fence = command.lease === null ? null : held(command.lease).fence;
      return await store.mirrors.commit(name, fence, command.changes);
    }
    case "acquire": {
      const lease = await store.leases.acquire(
        command.of === "run" ? `run/${name}` : mirrorLease(name),
        command.owner,
        1_000,
      );
      if (lease !== null) leases.push(lease);
      return lease;
    }
    case "renew":
      return await store.leases.renew(held(command.lease), 1_000);
    case "release":
      return await store.leases.release(held(command.lease));
    case "reopen":
      world.store = await world.test.reopen();
      return null;
    case "wait":
      return null;
  }
}

async function callOn(store: Store, crm: string, { call, values }: StoreCommand): Promise<unknown> {
  const method = store[call] as (...given: unknown[]) => Promise<unknown>;
  await method.call(store, crm, ...values);
  return null;
}
