import type { ParkedCode } from "@headway/sync/mirror";
import { checkConflicts } from "./check-conflicts.ts";
import { checkValues, sameUnder } from "./check-values.ts";
import type { Held, Version } from "./ledger.ts";
import { type MirrorRecords, mirrorRecords } from "./mirror-records.ts";
import type { MirrorScene } from "./mirror-scene.ts";
import type { Side } from "./network.ts";
import type { MirrorPlan } from "./plan.ts";
import type { Violation } from "./seed-result.ts";
import { mirroredFields } from "./vocabulary.ts";

/** What came of a seed. */
export interface Verdict {
  readonly violations: readonly Violation[];
  readonly conflicts: number;
  readonly parked: number;
}

type Begins = readonly Readonly<Record<Side, Held>>[];

/** Judges a scene that has come to rest, by what the witness saw and what the mirror told. */
export async function judgeMirror(scene: MirrorScene, begins: Begins): Promise<Verdict> {
  const { plan, world, store, ledger } = scene;
  const records = await mirrorRecords(store, "mirror");
  const disturbed = disturbedDeals(plan, scene.mishaps, ["delete", "merge"]);
  const known = begins.map(({ left, right }) => {
    if (left === null || right === null) throw new Error("a deal was gone before anything began");
    return { left, right };
  });
  const evidence = {
    plan,
    owners: world.owners,
    versions: ledger.versions,
    begins: known,
    records,
    linkOf: (deal: number) => linksOf(scene, records, deal),
    disturbed,
  };
  const violations = [
    ...checkValues(evidence),
    ...checkConflicts(evidence),
    ...world.pairs.flatMap((_, deal) => (disturbed.has(deal) ? [] : checkEqual(scene, records, deal))),
    ...checkParking(scene, records),
    ...checkCounts(scene),
    ...checkMerges(scene, records),
    ...scene.intents.violations.filter(({ invariant }) => invariant !== "W6" || !knowsNewPeople(scene)),
  ];
  return { violations, conflicts: records.conflicts.length, parked: records.parked.length };
}

/** Every link that a deal ever had, by its ids of today. */
function linksOf({ world }: MirrorScene, { links }: MirrorRecords, deal: number): string[] {
  const pair = world.pairs[deal];
  return links.filter(({ left, right }) => left === pair?.left || right === pair?.right).map(({ id }) => id);
}

function disturbedDeals(
  { mishaps }: MirrorPlan,
  happened: ReadonlyMap<string, number>,
  kinds: readonly string[],
): Set<number> {
  const deals = mishaps.flatMap((mishap) => {
    if (!happened.has(mishap.kind) || !kinds.includes(mishap.kind)) return [];
    if (mishap.kind === "delete") return [mishap.deal];
    return mishap.kind === "merge" && mishap.deal !== mishap.into ? [mishap.deal, mishap.into] : [];
  });
  return new Set(deals);
}

/** Both sides say the same, or the mirror says why not (S1). */
function checkEqual(scene: MirrorScene, records: MirrorRecords, deal: number): Violation[] {
  const { ledger, plan } = scene;
  const [left, right] = [ledger.look("left", deal), ledger.look("right", deal)];
  const links = linksOf(scene, records, deal);
  const same = sameUnder(plan);
  if (left === null || right === null)
    return [{ invariant: "D8", text: `deal ${deal} is gone and nobody deleted it` }];
  return mirroredFields.flatMap((field) => {
    const isParked = records.parked.some(
      (row) => links.includes(row.linkId) && (row.field === field || row.field === "*"),
    );
    if (same(left[field], right[field]) || isParked) return [];
    const text = `deal ${deal} ${field}: left “${left[field]}”, right “${right[field]}”, and nothing says why`;
    return [{ invariant: "S1", text }];
  });
}

/** What may stop a field of a plan; anything else that is parked is a failure to mirror. */
function checkParking(scene: MirrorScene, records: MirrorRecords): Violation[] {
  const { plan, ledger, world } = scene;
  const { parked } = records;
  const has = (kind: string): boolean => plan.mishaps.some((mishap) => mishap.kind === kind);
  const typesUnmapped = plan.edits.some(({ value }) => value.startsWith("unmapped"));
  const isPossible: Readonly<Record<ParkedCode, boolean>> = {
    "stage-unmapped": typesUnmapped || has("rename-stage"),
    "currency-mismatch": false,
    "owner-unmapped": has("deactivate-owner"),
    "conflict-open": true,
    "first-difference": plan.differences.length > 0 || has("merge"),
    // Busy people look like a circle to the breaker, which counts four writes a day.
    oscillation: plan.automation !== "none" || world.pairs.some((_, deal) => isBusy(ledger.versions, deal)),
    refused: plan.refuses || has("deactivate-owner"),
    "not-staying": plan.automation !== "none",
    unreadable: has("delete") || has("merge"),
    "not-writable": false,
  };
  return parked
    .filter(({ code }) => !isPossible[code])
    .map(({ id, code, cause }) => ({ invariant: "S1", text: `${id} is parked as ${code}: ${cause}` }));
}

/** When the users of a side change, everything refused is tried once more. */
function knowsNewPeople({ mishaps }: MirrorScene): boolean {
  return mishaps.has("deactivate-owner");
}

function isBusy(versions: readonly Version[], deal: number): boolean {
  return mirroredFields.some(
    (field) => versions.filter((each) => each.deal === deal && each.field === field).length >= 4,
  );
}

/** A merged deal is still mirrored: its link goes on with the record that lives on (D8). */
function checkMerges({ world, plan, mishaps, ledger }: MirrorScene, { links }: MirrorRecords): Violation[] {
  if (!mishaps.has("merge") || mishaps.has("delete")) return [];
  return plan.mishaps.flatMap((mishap) => {
    if (mishap.kind !== "merge" || mishap.deal === mishap.into) return [];
    const left = world.pairs[mishap.into]?.left;
    const isAlive = ledger.look("left", mishap.into) !== null;
    const isLinked = links.some((link) => link.left === left && link.status === "active");
    if (!isAlive || isLinked) return [];
    return [
      { invariant: "D8", text: `deal ${left}, which two were merged into, belongs to no link any more` },
    ];
  });
}

/** Nothing is created or deleted across (D8). */
function checkCounts({ world, plan, mishaps }: MirrorScene): Violation[] {
  const merges = plan.mishaps.filter(({ kind }) => kind === "merge").length;
  const left = world.hubspot.records("deals", { archived: true }).length;
  const right = world.salesforce.records("Opportunity");
  const removed = right.filter(({ IsDeleted }) => IsDeleted === true).length;
  const archived = world.hubspot.records("deals", { archived: true }).filter((deal) => deal.archived).length;
  const mayBeGone = (side: Side): number =>
    plan.mishaps.filter((mishap) => mishap.kind === "delete" && mishap.side === side && mishaps.has("delete"))
      .length;
  const text = `${left} deals on the left (${archived} archived), ${right.length} on the right (${removed} deleted)`;
  const isWrong =
    left > plan.deals + merges ||
    right.length > plan.deals ||
    removed > mayBeGone("right") ||
    archived > mayBeGone("left");
  return isWrong ? [{ invariant: "D8", text: `${text}, and people did less than that` }] : [];
}
