import type { Change } from "../pull.ts";
import { check, checkEqual, checkSame } from "./check.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { changedId, cursorOf, drain, pages, recordsById } from "./drain.ts";
import type { ConformanceHarness } from "./harness.ts";
import { createDeals, letAgesPass } from "./sample-records.ts";

/** What a pull of changes owes: everything, then only what changed, and every end told. */
export const pullCases: readonly ConformanceCase[] = [
  {
    name: "an-empty-crm-gives-a-last-page-and-a-cursor",
    async run(harness) {
      const seen = await pages(harness, { type: "changes", object: "deal" });
      check(seen.at(-1)?.caughtUp === true, "a pull must end with a page that is caught up");
      cursorOf(seen.at(-1));
    },
  },
  {
    name: "everything-comes-from-nothing",
    async run(harness) {
      const ids = await createDeals(harness, harness.backend.pageSize("deal") + 2, 1000);
      const seen = await pages(harness, { type: "changes", object: "deal" });
      checkSame(recordsById(seen.flatMap((page) => page.changes)).keys(), ids, "deals pulled");
      const flags = seen.map((page) => page.caughtUp);
      checkEqual(flags, [...flags.slice(1).map(() => false), true], "which pages are caught up");
      for (const page of seen) checkEqual(page.object, "deal", "the object of a page");
      seen.forEach(cursorOf);
    },
  },
  {
    name: "nothing-comes-when-caught-up",
    async run(harness) {
      await createDeals(harness, 3, 1000);
      letAgesPass(harness);
      const first = await drain(harness, "deal");
      const second = await drain(harness, "deal", first.cursor);
      checkOnlyRepeats(harness, second.changes, first.changes);
      const third = await drain(harness, "deal", second.cursor);
      checkOnlyRepeats(harness, third.changes, first.changes);
    },
  },
  {
    name: "only-what-changed-comes",
    async run(harness) {
      const { backend } = harness;
      const [old] = await createDeals(harness, 3, 1000);
      letAgesPass(harness);
      await createDeals(harness, 1);
      letAgesPass(harness);
      const first = await drain(harness, "deal");
      backend.advanceClock(1000);
      await backend.edit("deal", String(old), { name: "Renamed" });
      const second = await drain(harness, "deal", first.cursor);
      const renamed = recordsById(second.changes).get(String(old));
      checkEqual(renamed?.object === "deal" ? renamed.name : undefined, "Renamed", "the deal that changed");
      const others = second.changes.filter((change) => changedId(change) !== old);
      checkOnlyRepeats(harness, others, first.changes);
    },
  },
  {
    name: "deletions-are-told",
    besideThePoint: ({ reportsDeletions }) =>
      reportsDeletions ? undefined : "`capabilities.reportsDeletions` is false",
    async run(harness) {
      const [gone, kept] = await createDeals(harness, 2, 1000);
      const first = await drain(harness, "deal");
      harness.backend.advanceClock(1000);
      await harness.backend.remove("deal", String(gone));
      const { changes } = await drain(harness, "deal", first.cursor);
      const ends = changes.filter((change) => change.type === "deleted").map((change) => change.ref);
      checkEqual(ends, [{ object: "deal", id: gone }], "deletions told");
      const fresh = recordsById((await drain(harness, "deal")).changes);
      checkSame(fresh.keys(), [String(kept)], "deals that a new pull from nothing finds");
    },
  },
  {
    name: "merges-are-told",
    besideThePoint: ({ mergedObjects }) =>
      mergedObjects.length > 0 ? undefined : "`capabilities.mergedObjects` is empty",
    run: checkMerge,
  },
];

/** Merges two records of the first object of which merges are told. */
async function checkMerge(harness: ConformanceHarness): Promise<void> {
  const { adapter, backend } = harness;
  for (const object of adapter.capabilities.mergedObjects.slice(0, 1)) {
    const loser = await backend.create(object, {});
    backend.advanceClock(1000);
    const winner = await backend.create(object, {});
    backend.advanceClock(1000);
    const first = await drain(harness, object);
    backend.advanceClock(1000);
    await backend.merge(object, loser, winner);
    const { changes } = await drain(harness, object, first.cursor);
    const ends = changes.filter((change) => change.type === "merged").map((change) => change.ref);
    const isTold = ends.some((ref) => ref.object === object && ref.id === loser);
    check(isTold, `${object}/${loser} was merged and must be told as \`merged\``);
  }
}

/**
 * Fails unless these are repeats of records read before, not changed since, and recent enough to
 * fall within the overlap that the harness declares.
 */
function checkOnlyRepeats(
  { overlapMs = 0 }: ConformanceHarness,
  changes: readonly Change[],
  before: readonly Change[],
): void {
  const known = recordsById(before);
  const newest = Math.max(...[...known.values()].map((record) => Date.parse(record.modifiedAt)));
  for (const change of changes) {
    const id = changedId(change);
    const isRepeat = change.type === "upserted" && known.get(id)?.modifiedAt === change.record.modifiedAt;
    check(isRepeat, `deal/${id} came as \`${change.type}\` though nothing happened to it`);
    const age = newest - Date.parse(change.record.modifiedAt);
    const reach = overlapMs > 0 && age <= overlapMs;
    check(reach, `deal/${id} came again, ${age} ms before the newest; the overlap is ${overlapMs} ms`);
  }
}
