import { listRows } from "./all-rows.ts";
import { type DriftReport, measureDrift } from "./drift.ts";
import { explainLink, type LinkExplanation } from "./explain-link.ts";
import {
  type ConflictFilter,
  listConflicts,
  type MirrorCommands,
  mirrorCommands,
} from "./mirror-commands.ts";
import { mirrorConfig } from "./mirror-config.ts";
import type { MirrorContext } from "./mirror-context.ts";
import type { MirrorOptions, MirrorRunOptions } from "./mirror-options.ts";
import type { ConflictRow, LinkRow, ParkedRow, Side } from "./mirror-rows.ts";
import type { MirrorReport } from "./mirror-tally.ts";
import { runMirror } from "./run-mirror.ts";
import { checkMirrorRun } from "./run-options.ts";
import { resolveConflicts, undoConflict } from "./undo.ts";

/** Two CRMs kept the same, field by field; see `docs/mirror.md`. It never makes or deletes a deal. */
export interface Mirror extends MirrorCommands {
  /**
   * One pass: learn what changed, decide by three-way merge, write, read back. A second run on unchanged
   * data writes nothing. Throws `SyncError` and `CrmError` where a person has to mend something first
   * (credentials, options); everything that passes is a gap in the report.
   */
  run(options?: MirrorRunOptions): Promise<MirrorReport>;
  /** What could not be kept as both sides wanted it, oldest first; with both values, who, when and which one stayed. */
  conflicts(filter?: ConflictFilter): Promise<ConflictRow[]>;
  /** Asks for the lost value of a conflict back; the next run writes it to both sides unless a person changed them since. */
  undo(conflictId: string): Promise<void>;
  /** Decides an open conflict, or several, for one side; the next run writes it. */
  resolve(conflictIds: string | readonly string[], side: Side): Promise<void>;
  /** Fields that wait for somebody, with cause and way out. */
  parked(): Promise<ParkedRow[]>;
  links(): Promise<LinkRow[]>;
  /** Why a link is or is not the same on both sides. Reads both deals. */
  explain(linkId: string): Promise<LinkExplanation>;
  /** Counts and hashes of the mirrored fields on both sides. Reads every linked deal. */
  drift(): Promise<DriftReport>;
}

/** Joins two CRMs and a store. Throws `SyncError` `invalid-options` with every path and what was expected there. */
export function createMirror(options: MirrorOptions): Mirror {
  const config = mirrorConfig(options);
  const context = (call: MirrorContext["call"]): MirrorContext => ({
    config,
    call,
    sides: { left: options.left, right: options.right },
    store: options.store,
    now: () => new Date(config.clock()).toISOString(),
  });
  const idle = context({});
  return {
    ...mirrorCommands(idle),
    async run(runOptions = {}) {
      checkMirrorRun(runOptions);
      const { signal } = runOptions;
      return runMirror(context(signal === undefined ? {} : { signal }), config.ids(), runOptions);
    },
    conflicts: (filter = {}) => listConflicts(idle, filter),
    undo: (conflictId) => undoConflict(idle, conflictId),
    resolve: (ids, side) => resolveConflicts(idle, typeof ids === "string" ? [ids] : ids, side),
    parked: () => listRows(idle, "parked"),
    links: () => listRows(idle, "link"),
    explain: (linkId) => explainLink(idle, linkId),
    drift: () => measureDrift(idle),
  };
}
