import { CrmError, type Patch, type PushOutcome } from "@headway/crm";
import { accountOnce } from "./account-info.ts";
import type { Client } from "./client.ts";
import { writableObjects } from "./field-names.ts";
import type { StoredObject } from "./object-source.ts";
import type { Outcomes } from "./push-rows.ts";
import { pushTasks, type TaskPatch } from "./push-tasks.ts";
import { pushUpdates, type UpdatePatch } from "./push-updates.ts";

/** A patch with its place in the call. */
export interface Placed<Kind extends Patch = Patch> {
  readonly patch: Kind;
  readonly index: number;
}

interface Group {
  readonly placed: readonly Placed[];
  readonly run: (outcomes: Outcomes) => Promise<void>;
}

/**
 * Writes patches, object by object, tasks last; gives one outcome each, in the order given. Where the
 * token may not write one object, its patches are refused and the others still written; where it may
 * write none of them, the call throws.
 */
export async function pushPatches(client: Client, patches: readonly Patch[]): Promise<PushOutcome[]> {
  const outcomes: Outcomes = new Map();
  const forbidden: { group: Group; error: CrmError }[] = [];
  for (const group of groupsOf(client, patches)) {
    try {
      await group.run(outcomes);
    } catch (error) {
      if (!CrmError.is(error)) throw error;
      if (error.code === "forbidden") forbidden.push({ group, error });
      else if (outcomes.size === 0) throw error;
      else return inOrder(patches, refuseForbidden(forbidden, outcomes), notSent(error));
    }
  }
  if (outcomes.size === 0 && forbidden[0] !== undefined) throw forbidden[0].error;
  const missing = { status: "not-sent", reason: "the call ended before its turn" } as const;
  return inOrder(patches, refuseForbidden(forbidden, outcomes), missing);
}

function refuseForbidden(
  forbidden: readonly { group: Group; error: CrmError }[],
  outcomes: Outcomes,
): Outcomes {
  for (const { group, error } of forbidden) {
    const refusal = { status: "refused", code: error.code, reason: error.message } as const;
    for (const { index } of group.placed) if (!outcomes.has(index)) outcomes.set(index, refusal);
  }
  return outcomes;
}

function notSent(error: CrmError): PushOutcome {
  return { status: "not-sent", reason: `the call ended before its turn: ${error.message}` };
}

function inOrder(patches: readonly Patch[], outcomes: Outcomes, missing: PushOutcome): PushOutcome[] {
  return patches.map((_, index) => outcomes.get(index) ?? missing);
}

function groupsOf(client: Client, patches: readonly Patch[]): Group[] {
  const placed = patches.map((patch, index): Placed => ({ patch, index }));
  const updates = placed.filter((each): each is Placed<UpdatePatch> => each.patch.type === "update");
  const tasks = placed.filter((each): each is Placed<TaskPatch> => each.patch.type === "upsert-task");
  const account = accountOnce(client);
  const others = updates.filter(({ patch }) => !isWritable(patch.ref.object));
  const groups = writableObjects.map((object): Group => {
    const own = updates.filter(({ patch }) => patch.ref.object === object);
    return { placed: own, run: (outcomes) => pushUpdates(client, account, object, own, outcomes) };
  });
  const all = [
    ...groups,
    { placed: tasks, run: (outcomes: Outcomes) => pushTasks(client, tasks, outcomes) },
    { placed: others, run: (outcomes: Outcomes) => refuseOthers(others, outcomes) },
  ];
  return all.filter((group) => group.placed.length > 0);
}

function isWritable(object: string): object is StoredObject {
  return (writableObjects as readonly string[]).includes(object);
}

async function refuseOthers(placed: readonly Placed<UpdatePatch>[], outcomes: Outcomes): Promise<void> {
  for (const { patch, index } of placed) {
    const reason = `\`${patch.ref.object}\` records are not updated by this adapter`;
    outcomes.set(index, { status: "refused", code: "unsupported", reason });
  }
}
