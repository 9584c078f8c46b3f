import type { ConflictRow } from "@headway/sync/mirror";
import { replacements } from "./edit-graph.ts";
import type { Version } from "./ledger.ts";
import type { MirrorRecords } from "./mirror-records.ts";
import type { Side } from "./network.ts";
import type { MirrorPlan } from "./plan.ts";
import type { Violation } from "./seed-result.ts";
import { type Field, mirroredFields, type Owners, type Plain, plain, stageWords } from "./vocabulary.ts";

/** What is known when values are judged. */
export interface ValueEvidence {
  readonly plan: MirrorPlan;
  readonly owners: Owners;
  readonly versions: readonly Version[];
  /** What each deal held before anything happened, by side. */
  readonly begins: readonly Readonly<Record<Side, Readonly<Record<Field, Plain>>>>[];
  readonly records: MirrorRecords;
  /** The link of a deal, `null` where it has none. */
  readonly linkOf: (deal: number) => readonly string[];
  /** Deals whose record on one side was deleted or merged with another: nobody can look at it any more. */
  readonly disturbed: ReadonlySet<number>;
}

/** Whether two values say the same, in a world whose flows rewrite them. */
export function sameUnder({ automation }: MirrorPlan): (one: Plain, other: Plain) => boolean {
  if (automation === "capitals") return (one, other) => one.toUpperCase() === other.toUpperCase();
  if (automation === "trims") return (one, other) => one.replaceAll(" ", "") === other.replaceAll(" ", "");
  return (one, other) => one === other;
}

/**
 * No silent loss (S2, H5), no blind first write (S13), no reopened deal (S9), no write that says nothing new (S8):
 * every value that the engine replaced had been seen by whoever typed the new one, or is in a conflict row.
 */
export function checkValues(evidence: ValueEvidence): Violation[] {
  return evidence.begins.flatMap((begins, deal) =>
    // Of merged deals it cannot be said what their people had seen, of deleted ones what became of them.
    evidence.disturbed.has(deal)
      ? []
      : mirroredFields.flatMap((field) => {
          const versions = evidence.versions.filter((each) => each.deal === deal && each.field === field);
          const same = sameUnder(evidence.plan);
          const story = { begins: { left: begins.left[field], right: begins.right[field] }, versions, same };
          return replacements(story).flatMap((replacement): Violation[] => {
            const { version, isKnown, wasSeen, setBy, isFirstDifference } = replacement;
            const told = rowsAbout(evidence, version);
            const said = `${version.side} deal ${deal} ${field}: the engine put “${version.to}” in the place of “${version.from}”`;
            if (!isKnown) return [{ invariant: "S2", text: `${said}, which nobody had typed` }];
            // What a flow set is nobody's, and of a copy the original is still there: what becomes of that is judged there.
            if (wasSeen || setBy === "automation" || setBy === "engine") return [];
            if (isFirstDifference && version.from !== "" && told.every(({ status }) => status === "open"))
              return [{ invariant: "S13", text: `${said} when they were first linked` }];
            if (told.length === 0 && version.from !== "" && !isUnmapped(evidence, version))
              return [{ invariant: "S2", text: `${said}, which nobody had seen, and recorded no conflict` }];
            // What was typed while a write was under way cannot be spared, only told and put back.
            const wasMet = told.some(({ cause }) => cause === "overwritten" || cause === "late-write");
            return isReopened(version) && !wasMet ? [{ invariant: "S9", text: said }] : [];
          });
        }),
  );
}

/** While a stage has no partner, the mirror waits with everything about it, and looks at what came meanwhile later. */
function isUnmapped({ records, linkOf }: ValueEvidence, { deal, field }: Version): boolean {
  const links = linkOf(deal);
  return records.parked.some(
    (row) => row.field === field && row.code === "stage-unmapped" && links.includes(row.linkId),
  );
}

function isReopened({ field, from, to }: Version): boolean {
  const isClosed = (name: Plain): boolean | undefined =>
    stageWords.find((word) => word.name === name)?.isClosed;
  return field === "stageId" && isClosed(from) === true && isClosed(to) === false;
}

/** The conflict rows of a version's deal and field that name the value it replaced. */
function rowsAbout(evidence: ValueEvidence, { deal, field, from }: Version): ConflictRow[] {
  const links = evidence.linkOf(deal);
  const same = sameUnder(evidence.plan);
  return evidence.records.conflicts.filter(
    (row) =>
      row.field === field &&
      links.includes(row.linkId) &&
      [row.kept, row.lost].some(({ raw }) =>
        (["left", "right"] as const).some((side) => same(plain(side, field, raw, evidence.owners), from)),
      ),
  );
}
