import type { Evidence } from "../evidence/evidence.ts";
import { kindsInOrder } from "../evidence/kind-place.ts";
import { KindSet } from "../evidence/kind-set.ts";
import { use } from "../evidence/piece-use.ts";
import type { Seen } from "../evidence/seen.ts";
import type { Policy } from "../policy/policy.ts";

/** One record of a seller's work, however many deals it is linked to. */
export interface Effort {
  readonly seen: Seen;
  readonly atMs: number;
  readonly hours: number;
  /** The account it was for; its deal where the account is unknown. */
  readonly place: string | undefined;
  /** The seller acted, as against read or listened. */
  readonly isOurAct: boolean;
}

/** Names the account of a piece, or its deal where no account is known. */
export type PlaceOf = (evidence: Evidence) => string | undefined;

/**
 * A seller's work, oldest first, each source record once (domain 3.3). `seen` comes oldest first and holds pieces of
 * {@link workKinds} only.
 */
export function readEffort(seen: readonly Seen[], placeOf: PlaceOf, policy: Policy): Effort[] {
  const efforts: Effort[] = [];
  const records = new Set<number>();
  for (const piece of seen) {
    const hours = hoursOf(piece, policy);
    if (hours === 0) continue;
    const known = records.size;
    records.add(piece.recordHash);
    if (records.size === known && efforts.some((effort) => isSameRecord(effort.seen, piece))) continue;
    const isOurAct = (piece.uses & use.ours) !== 0;
    efforts.push({ seen: piece, atMs: piece.atMs, hours, place: placeOf(piece.evidence), isOurAct });
  }
  return efforts;
}

function isSameRecord(former: Seen, { recordHash, evidence: { source } }: Seen): boolean {
  if (former.recordHash !== recordHash) return false;
  const { crm, object, id } = former.evidence.source;
  return id === source.id && crm === source.crm && object === source.object;
}

type Work = "call" | "email" | "task" | "meeting";

const works: ReadonlyMap<Evidence["kind"], Work> = new Map<Evidence["kind"], Work>([
  ["seller-call", "call"],
  ["call-connected", "call"],
  ["call-not-connected", "call"],
  ["seller-email", "email"],
  ["proposal-sent", "email"],
  ["deadline-message", "email"],
  ["seller-task", "task"],
  ["customer-backed", "task"],
  ["help-given", "task"],
  ["meeting-held", "meeting"],
]);

/** Kinds that can be work of ours. */
export const workKinds: KindSet = new KindSet(works.keys());

const workAt = kindsInOrder.map((kind) => works.get(kind));

/** Recorded hours, else the policy's for the kind; a meeting takes some more around it. */
function hoursOf({ evidence, kindPlace }: Seen, { hours }: Policy): number {
  const recorded = evidence.hours;
  switch (workAt[kindPlace]) {
    case "call":
      return recorded ?? hours.call;
    case "email":
      return recorded ?? hours.email;
    case "task":
      return recorded ?? hours.task;
    case "meeting":
      return (recorded ?? hours.meetingLength) + hours.meetingOverhead;
    default:
      return 0;
  }
}
