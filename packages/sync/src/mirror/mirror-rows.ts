import type { Cursor } from "@headway/crm";
import type {
  BaseRow,
  Canonical,
  ConflictRow,
  IntentRow,
  ParkedRow,
  Row,
  Side,
  WantedRow,
  WritingRow,
} from "./field-rows.ts";

export type * from "./field-rows.ts";

/** Two deals that are kept the same. Its mark changes when either end does. */
export interface LinkRow extends Row {
  readonly left: string;
  readonly right: string;
  readonly status: "active" | "unlinked";
  /** How it came about, or why it ended. */
  readonly reason: string;
  /** ISO 8601. */
  readonly at: string;
  /** How often in a row it could not be read; at five it is parked (`invariant:D9`). */
  readonly failures: number;
  readonly mark: string;
}

/** Which link a record belongs to; `id` is `left/123`. A record belongs to one living link at most. */
export interface EndRow extends Row {
  readonly linkId: string;
}

/** A link to look at; `id` is the link's. Each marking has a mark of its own, so that a newer one survives. */
export interface DirtyRow extends Row {
  readonly since: string;
  readonly mark: string;
}

/** An unlinked deal that may have its like on the other side; `id` is `left/123`, `group` its name and amount. */
export interface CandidateRow extends Row {
  readonly side: Side;
  readonly recordId: string;
  readonly name: string | null;
  readonly amount: Canonical;
  /** What its external key says. */
  readonly key: string | null;
}

/** A candidate that was not compared with the other side yet; `id` is the candidate's. */
export type FreshRow = Row;

/** A candidate by its external key: `group` is the key. */
export interface KeyRow extends Row {
  readonly side: Side;
  readonly recordId: string;
}

/** Two deals that look alike, for a person to accept. */
export interface ProposalRow extends Row {
  readonly left: string;
  readonly right: string;
  readonly status: "open" | "accepted" | "refused";
  readonly reason: string;
  readonly at: string;
}

/** Something that is not mirrored for now: `id` is `mirror`, `field/amount`, `link/ID` or `link/ID/amount`. */
export interface PauseRow extends Row {
  readonly reason: string;
  readonly at: string;
}

/** Something worth knowing that needs nobody. */
export interface NoticeRow extends Row {
  readonly linkId: string | null;
  readonly code: "normalized" | "merged" | "unlinked" | "webhook";
  readonly text: string;
  readonly at: string;
}

/** A record that is gone; `id` is `left/123`. */
export interface TombstoneRow extends Row {
  readonly linkId: string;
  readonly reason: string;
  readonly at: string;
}

/** A record that lives on as another; `id` is `left/OLD`. */
export interface AliasRow extends Row {
  readonly into: string;
  readonly at: string;
}

/** How far a side was read; `id` is the side. */
export interface WatermarkRow extends Row {
  readonly cursor: Cursor;
  /** The CRM's account: another one under the same mirror is refused. */
  readonly accountId: string;
  /** A reading broke off here: what goes on from it ends with what had changed when that reading began. */
  readonly isMidway?: true;
}

/** What an unfinished run has done so far; its one row has the id `run`. */
export interface ProgressRow extends Row {
  /** Links with planned writes since the last run that came to its end (`invariant:W8`). */
  readonly changed: number;
  /** What both CRMs were like in the last run, as one text; when it differs, parked links are looked at again. */
  readonly basis: string;
}

/** What a mirror keeps, by kind. */
export interface MirrorRows {
  readonly link: LinkRow;
  readonly end: EndRow;
  readonly base: BaseRow;
  readonly dirty: DirtyRow;
  readonly intent: IntentRow;
  readonly conflict: ConflictRow;
  readonly parked: ParkedRow;
  readonly wanted: WantedRow;
  readonly writing: WritingRow;
  readonly candidate: CandidateRow;
  readonly fresh: FreshRow;
  readonly key: KeyRow;
  readonly proposal: ProposalRow;
  readonly pause: PauseRow;
  readonly notice: NoticeRow;
  readonly tombstone: TombstoneRow;
  readonly alias: AliasRow;
  readonly watermark: WatermarkRow;
  readonly progress: ProgressRow;
}

/** A kind of row. */
export type MirrorKind = keyof MirrorRows;

/** Every kind, for stores that make a table of each. */
export const mirrorKinds = [
  "link",
  "end",
  "base",
  "dirty",
  "intent",
  "conflict",
  "parked",
  "wanted",
  "writing",
  "candidate",
  "fresh",
  "key",
  "proposal",
  "pause",
  "notice",
  "tombstone",
  "alias",
  "watermark",
  "progress",
] as const satisfies readonly MirrorKind[];
