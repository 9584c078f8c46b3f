import type { EvidenceKind } from "../evidence/kind.ts";
import { kindsInOrder } from "../evidence/kind-place.ts";
import { kindRoles } from "../evidence/kind-roles.ts";
import { KindSet } from "../evidence/kind-set.ts";
import { use } from "../evidence/piece-use.ts";
import type { Pieces } from "../evidence/pieces.ts";
import { byTime, type Seen } from "../evidence/seen.ts";
import { dayMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";

/** One contact between the client and us: one source record, however many pieces it gave. */
export interface Interaction {
  /** The piece that stands for it. */
  seen: Seen;
  /** The client began it, or we were not selling. */
  isAdvising: boolean;
  /** The next interaction whose record has the same id, in another object or CRM. */
  next?: Interaction;
}

/** How many interactions there were, and of how many it can be said that we advised. */
export interface InteractionCounts {
  readonly all: number;
  readonly advising: number;
  /** Each of them, worked out when asked for. */
  list(): readonly Interaction[];
}

/**
 * The interactions of the advisor window (domain:E8). A record is advising if any of its pieces is. Pieces of the
 * buyer's side must be of a grade that counts; kinds that the policy does not list are no interaction.
 */
export function interactionsIn(own: Pieces, from: Standpoint): InteractionCounts {
  const pieces = piecesIn(own, from);
  const selling = from.shared(sellingKinds);
  if (isOncePerRecord(pieces)) {
    let advising = 0;
    for (const piece of pieces) if (isAdvising(piece, selling)) advising += 1;
    const list = () => pieces.map((seen) => ({ seen, isAdvising: isAdvising(seen, selling) }));
    return { all: pieces.length, advising, list };
  }
  const merged = mergeRecords(pieces, selling);
  const advising = merged.reduce((sum, one) => sum + (one.isAdvising ? 1 : 0), 0);
  return { all: merged.length, advising, list: () => merged };
}

function piecesIn(own: Pieces, from: Standpoint): Seen[] {
  const sinceMs = from.asOfMs - from.policy.relationship.advisor.windowDays * dayMs;
  return own.ofKinds(from.shared(interactionKinds), sinceMs).filter(isHeard);
}

function interactionKinds({ policy }: Standpoint): KindSet {
  return new KindSet(Object.keys(policy.relationship.advisor.interactions) as EvidenceKind[]);
}

/** Mostly a record gives one piece; then nothing has to be put together. */
function isOncePerRecord(pieces: readonly Seen[]): boolean {
  const records = new Set<number>();
  for (const piece of pieces) records.add(piece.recordHash);
  return records.size === pieces.length;
}

function isAdvising({ kindPlace }: Seen, selling: KindSet): boolean {
  return !selling.has(kindPlace);
}

/** The kinds in which we were selling. */
function sellingKinds({ policy }: Standpoint): KindSet {
  const { interactions } = policy.relationship.advisor;
  return new KindSet(kindsInOrder.filter((kind) => interactions[kind] === "other"));
}

function mergeRecords(pieces: readonly Seen[], selling: KindSet): Interaction[] {
  const byId = new Map<string, Interaction>();
  const all: Interaction[] = [];
  for (const seen of pieces) {
    const first = byId.get(seen.evidence.source.id);
    const known = first && sameRecord(first, seen);
    const advises = isAdvising(seen, selling);
    if (known) merge(known, seen, advises);
    else all.push(start(byId, first, { seen, isAdvising: advises }));
  }
  return all;
}

/** Kinds of the buyer's side, which must be of a grade that counts. */
const buyerKinds = new KindSet(kindsInOrder.filter((kind) => kindRoles[kind].side === "buyer"));

function isHeard({ kindPlace, uses }: Seen): boolean {
  return !buyerKinds.has(kindPlace) || (uses & use.counting) !== 0;
}

function start(
  byId: Map<string, Interaction>,
  first: Interaction | undefined,
  interaction: Interaction,
): Interaction {
  if (first) interaction.next = first;
  byId.set(interaction.seen.evidence.source.id, interaction);
  return interaction;
}

function sameRecord(first: Interaction, { evidence: { source } }: Seen): Interaction | undefined {
  for (let one: Interaction | undefined = first; one; one = one.next) {
    const known = one.seen.evidence.source;
    if (known.object === source.object && known.crm === source.crm) return one;
  }
  return undefined;
}

/** The first piece that makes it advising stands for it, else its first piece. */
function merge(known: Interaction, seen: Seen, isAdvising: boolean): void {
  if (known.isAdvising && !isAdvising) return;
  if (known.isAdvising === isAdvising && byTime(known.seen, seen) <= 0) return;
  known.seen = seen;
  known.isAdvising = isAdvising;
}
