import type { ConflictRow, MirrorField, ParkedCode, Side } from "./mirror-rows.ts";

/** A write that a dry run would have made. */
export interface PlannedPatch {
  readonly linkId: string;
  readonly side: Side;
  readonly recordId: string;
  readonly fields: Readonly<Partial<Record<MirrorField, string | number | boolean | null>>>;
}

/** A link that ended in this run; nothing was deleted on either side. */
export interface Unlinked {
  readonly linkId: string;
  readonly left: string;
  readonly right: string;
  readonly reason: string;
}

/**
 * What one run did. `complete`: everything that changed was read, decided and written or is parked with its
 * cause; `incomplete`: `gaps` says what was not, and the next run goes on there.
 */
export interface MirrorReport {
  readonly mirror: string;
  readonly state: "complete" | "incomplete";
  readonly dryRun: boolean;
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Changed deals read, on each side. */
  readonly learned: Readonly<Record<Side, number>>;
  /** Links looked at; one that was looked at again after its write counts again. */
  readonly looked: number;
  /** Linked by their external key in this run. */
  readonly linked: number;
  /** Waiting for a person, from this run and earlier ones. */
  readonly proposals: number;
  /** Confirmed writes, one for each record and patch, and the fields they set. */
  readonly written: Readonly<Record<Side, number>>;
  readonly writtenFields: Readonly<Partial<Record<MirrorField, number>>>;
  /** Met in this run. */
  readonly conflicts: readonly ConflictRow[];
  /** Fields that wait for somebody now, by cause; `parked()` lists them with the way out. */
  readonly parked: Readonly<Partial<Record<ParkedCode, number>>>;
  /** Links whose writes the bulk breaker holds, or in a dry run would hold; `null` where it did not trip. */
  readonly held: { readonly links: number; readonly limit: number } | null;
  readonly unlinked: readonly Unlinked[];
  /** Writes without an answer, settled by reading in the next run. */
  readonly unsettled: number;
  readonly planned: readonly PlannedPatch[];
  /** What is missing, in sentences a person can act on. */
  readonly gaps: readonly string[];
  /** Worth knowing, with nothing to do. */
  readonly notes: readonly string[];
}

/** What a run counts on its way. */
export interface MirrorTally {
  readonly learned: Record<Side, number>;
  looked: number;
  linked: number;
  readonly written: Record<Side, number>;
  readonly writtenFields: Partial<Record<MirrorField, number>>;
  readonly conflicts: ConflictRow[];
  held: MirrorReport["held"];
  readonly unlinked: Unlinked[];
  readonly planned: PlannedPatch[];
  readonly gaps: string[];
  readonly notes: string[];
  /** Links that are left alone until the next run, since their CRM does not take writes now. */
  readonly resting: Set<string>;
}

/** Nothing counted yet. */
export function mirrorTally(): MirrorTally {
  return {
    learned: { left: 0, right: 0 },
    looked: 0,
    linked: 0,
    written: { left: 0, right: 0 },
    writtenFields: {},
    conflicts: [],
    held: null,
    unlinked: [],
    planned: [],
    gaps: [],
    notes: [],
    resting: new Set(),
  };
}
