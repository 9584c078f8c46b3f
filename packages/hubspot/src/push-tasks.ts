import type { Patch, PushOutcome } from "@headway/crm";
import { isDay } from "./calendar.ts";
import type { Client } from "./client.ts";
import { readProperties } from "./property-definitions.ts";
import type { Placed } from "./push.ts";
import { type BatchRow, type Outcomes, writeBatches } from "./push-rows.ts";
import { createKind, updateKind, upsertKind } from "./task-batch.ts";
import { takeBackDoubles } from "./task-doubles.ts";
import { keyProperty } from "./task-key.ts";
import { linkTasks, taskTypeIds } from "./task-links.ts";
import { findTasks } from "./task-lookup.ts";
import { creatingRow, type KeyUse, updatingRow, upsertingRow } from "./task-row.ts";

/** See {@link Patch}. */
export type TaskPatch = Extract<Patch, { type: "upsert-task" }>;

type PlacedTask = Placed<TaskPatch>;

/**
 * Makes sure tasks exist and read as wanted (`invariant:W1`). A task written before is updated by its
 * id. Where the account has the key as a unique property, the others are upserted by it; where not,
 * the tasks associated with the patch's first link are read (never searched: the index is late), the
 * key is looked for on them, and only a task that is not there is created. Status is left alone, so
 * that a task a person completed stays completed.
 */
export async function pushTasks(
  client: Client,
  placed: readonly PlacedTask[],
  outcomes: Outcomes,
): Promise<void> {
  const property = (await readProperties(client, "task")).get(keyProperty);
  const keyUse: KeyUse =
    property === undefined ? "in-body" : property.hasUniqueValue === true ? "unique" : "in-body-and-property";
  const proper = placed.filter((each) => isProper(each, keyUse, outcomes));
  for (const round of roundsOf(proper)) {
    const known = round.filter(({ patch }) => patch.knownId !== undefined);
    const others = round.filter(({ patch }) => patch.knownId === undefined);
    await updateTasks(
      client,
      known.map((each) => updatingRow(each, each.patch.knownId ?? "", keyUse)),
      outcomes,
    );
    if (keyUse === "unique")
      await writeBatches(client, upsertKind(client), others.map(upsertingRow), outcomes);
    else await findOrCreate(client, others, keyUse, outcomes);
    await linkTasks(client, round, outcomes);
  }
}

async function updateTasks(client: Client, rows: readonly BatchRow[], outcomes: Outcomes): Promise<void> {
  await writeBatches(client, updateKind(client), rows, outcomes);
}

async function findOrCreate(
  client: Client,
  placed: readonly PlacedTask[],
  keyUse: KeyUse,
  outcomes: Outcomes,
): Promise<void> {
  const lookups = await findTasks(
    client,
    placed.map((each) => each.patch),
  );
  const updates: BatchRow[] = [];
  const creations: BatchRow[] = [];
  for (const each of placed) {
    const lookup = lookups.get(each.patch.key);
    if (lookup?.status === "known" && lookup.value !== null)
      updates.push(updatingRow(each, lookup.value, keyUse));
    else if (lookup?.status === "known") creations.push(creatingRow(each, keyUse));
    else
      outcomes.set(each.index, {
        status: "not-sent",
        reason: lookup?.reason ?? "it could not be looked for",
      });
  }
  await updateTasks(client, updates, outcomes);
  const patches = new Map(placed.map(({ patch, index }) => [index, patch]));
  await writeBatches(client, createKind(client, patches), creations, outcomes);
  await takeBackDoubles(client, placed, outcomes);
}

/** Patches with one key never share a round, so that the later one finds what the earlier one made. */
function roundsOf(placed: readonly PlacedTask[]): PlacedTask[][] {
  const rounds: PlacedTask[][] = [];
  const seen = new Map<string, number>();
  for (const each of placed) {
    const round = seen.get(each.patch.key) ?? 0;
    seen.set(each.patch.key, round + 1);
    rounds[round] = [...(rounds[round] ?? []), each];
  }
  return rounds;
}

function isProper({ patch, index }: PlacedTask, keyUse: KeyUse, outcomes: Outcomes): boolean {
  const problem = problemOf(patch, keyUse);
  if (problem !== undefined) outcomes.set(index, problem);
  return problem === undefined;
}

function problemOf(patch: TaskPatch, keyUse: KeyUse): PushOutcome | undefined {
  const { task } = patch;
  if (!/^[a-z0-9:]{1,40}$/.test(patch.key)) {
    return refused("invalid", "a task's key has 1 to 40 characters of a-z, 0-9 and `:`", "key");
  }
  if (!isDay(task.dueOn)) {
    return refused("invalid", "`dueOn` takes a day as YYYY-MM-DD", "dueOn");
  }
  const stranger = task.links.find((link) => taskTypeIds[link.object] === undefined);
  if (stranger !== undefined)
    return refused("unsupported", `a task cannot hang on a \`${stranger.object}\``, "links");
  if (keyUse === "unique" || patch.knownId !== undefined || task.links.length > 0) return undefined;
  const reason = `without a unique \`${keyProperty}\` a task needs a link, under which to look whether it exists`;
  return refused("unsupported", reason, "links");
}

function refused(code: "invalid" | "unsupported", reason: string, field: string): PushOutcome {
  return { status: "refused", code, reason, field };
}
