import { type LedgerEntry, ledgerOf } from "../deal/read-advances.ts";
import { type CommitmentReading, readCommitments } from "../deal/read-commitments.ts";
import { isDatedPromise } from "../evidence/counting.ts";
import { kindsInOrder } from "../evidence/kind-place.ts";
import { kindRoles } from "../evidence/kind-roles.ts";
import { KindSet } from "../evidence/kind-set.ts";
import { use } from "../evidence/piece-use.ts";
import type { Pieces } from "../evidence/pieces.ts";
import type { Seen } from "../evidence/seen.ts";
import type { Standpoint } from "../standpoint.ts";
import type { AccountFacts } from "./account-facts.ts";

/** An account read once. */
export interface AccountReading {
  readonly account: AccountFacts;
  /** Everything seen about the account, that of its deals included. */
  readonly own: Pieces;
  /** Which kinds are among them. */
  readonly kinds: KindSet;
  /** Pieces that may move something, oldest first, one per source record and kind. */
  readonly counting: readonly Seen[];
  /** The piece with which its record begins. */
  readonly earliest: Seen | undefined;
  /** When its record begins; `undefined` when nothing at all is recorded. */
  readonly observedSinceMs: number | undefined;
  /** The account's own advances; those of its deals stand in the deals' ledgers. */
  readonly ledger: readonly LedgerEntry[];
  /** Every promise of the buyer, those within deals included, oldest first. */
  readonly commitments: readonly CommitmentReading[];
}

const none: readonly never[] = Object.freeze([]);
const accountAdvances = new KindSet(kindsInOrder.filter(isAccountAdvance));

/**
 * Reads an account from all its evidence, that of its deals included, in any order. A record linked to several
 * deals gives a piece for each; for the account it is one.
 */
export function readAccount(account: AccountFacts, own: Pieces, from: Standpoint): AccountReading {
  const kinds = own.kinds();
  const earliest = own.earliest();
  const counting = oncePerRecord(own.usableFor(use.counting));
  const commitments = readCommitments(counting, from);
  const isAdvanced = commitments.length > 0 || kinds.hasAny(accountAdvances);
  const ledger = isAdvanced ? accountLedger(counting, commitments, from) : none;
  return { account, own, kinds, counting, earliest, observedSinceMs: earliest?.atMs, ledger, commitments };
}

/** One piece per source record, kind and topic: a record linked to several deals speaks once. `seen` comes oldest first. */
export function oncePerRecord(seen: readonly Seen[]): readonly Seen[] {
  const records = new Set<number>();
  const repeated = new Set<number>();
  for (const piece of seen) {
    const known = records.size;
    const hash = piece.recordHash;
    records.add(hash);
    if (records.size === known) repeated.add(hash);
  }
  if (repeated.size === 0) return seen;
  const keys = new Set<string>();
  return seen.filter((piece) => {
    if (!repeated.has(piece.recordHash)) return true;
    const { source, kind, topic } = piece.evidence;
    const key = `${source.crm}/${source.object}/${source.id}/${kind}/${topic ?? ""}`;
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}

/** The four kinds of account advance, and dated promises that belong to no deal (domain:V6). */
function accountLedger(
  counting: readonly Seen[],
  commitments: readonly CommitmentReading[],
  from: Standpoint,
): readonly LedgerEntry[] {
  const telling = counting.filter((piece) => piece.uses & use.spoken || accountAdvances.has(piece.kindPlace));
  const candidates = telling.flatMap((piece) => {
    const step = accountStep(piece);
    return step === undefined ? [] : [{ seen: piece, step, direction: "forward" as const }];
  });
  return ledgerOf(candidates, commitments, from.policy);
}

function accountStep({ evidence }: Seen): string | undefined {
  if (isAccountAdvance(evidence.kind)) return evidence.polarity < 0 ? undefined : `account:${evidence.kind}`;
  if (evidence.dealId !== undefined || !isDatedPromise(evidence)) return undefined;
  return `commitment:${evidence.situation}`;
}

/** Whether a kind is one of the four account advances. */
export function isAccountAdvance(kind: Seen["evidence"]["kind"]): boolean {
  return kindRoles[kind].moves === "account";
}
