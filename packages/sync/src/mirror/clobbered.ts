import { canonicalOf } from "./canonical.ts";
import { conflictWinner } from "./decide-difference.ts";
import type { FieldOutcome, Overwritten } from "./evaluate-intent.ts";
import { otherSide } from "./mirror-context.ts";
import type { Canonical, ConflictRow, ConflictSide, IntentField, IntentRow } from "./mirror-rows.ts";
import { conflictRow } from "./plan-commit.ts";
import type { Settling } from "./settle-intent.ts";

/** What follows from a write that met a person's value. */
interface Clobbered {
  readonly conflict: ConflictRow;
  /** Puts the person's value back; absent where the policy is for ours, or somebody has changed it since. */
  readonly restore?: IntentRow;
}

/** A write that met a person's value. It stays written down, and where the policy is for the person it is put back once. */
export function clobbered(settling: Settling, { item }: FieldOutcome, overwritten: Overwritten): Clobbered {
  const { work, intent } = settling;
  const { lost, change, before } = overwritten;
  const written = writtenValue(settling, item, change.to);
  const isLate = written !== item.value;
  const policy = isLate ? intent.side : work.terms.config.policies[item.field];
  const putsBack = item.settles && change.from !== null && winsBack(settling, item, overwritten, policy);
  const person: ConflictSide = {
    side: intent.side,
    value: lost,
    raw: change.from,
    byId: before?.byId ?? null,
    at: before?.at ?? null,
  };
  const ours: ConflictSide = {
    side: otherSide(intent.side),
    value: isLate ? written : item.source,
    raw: change.to,
    byId: change.byId,
    at: change.at,
  };
  const conflict = conflictRow(work, intent.linkId, item.field, {
    cause: isLate ? "late-write" : "overwritten",
    status: "decided",
    policy: putsBack ? `${policy}, put back` : policy,
    base: item.expect,
    kept: putsBack ? person : ours,
    lost: putsBack ? ours : person,
    evidence: before === undefined ? [change] : [before, change],
  });
  if (!putsBack) return { conflict };
  const rest = { seen: null, sourceSeen: null, settles: false };
  const back = {
    field: item.field,
    value: lost,
    wire: change.from,
    expect: written,
    source: item.source,
    ...rest,
  };
  return { conflict, restore: restoring(settling, back) };
}

/** Nobody has changed it since, and the policy is for the person. */
function winsBack(
  { work, intent }: Settling,
  item: IntentField,
  { lost, before, last }: Overwritten,
  policy: Parameters<typeof conflictWinner>[2],
): boolean {
  const { side } = intent;
  const { terms } = work;
  const values = side === "left" ? { left: lost, right: item.source } : { left: item.source, right: lost };
  const theirs = before === undefined ? null : [before];
  const changes = side === "left" ? { left: theirs, right: null } : { left: null, right: theirs };
  return last && conflictWinner({ terms, changes, field: item.field }, values, policy) === side;
}

function writtenValue(
  { work, intent, deal }: Settling,
  item: IntentField,
  raw: IntentField["wire"],
): Canonical {
  const place = { side: intent.side, deal, pipelines: intent.pipelines };
  const value = canonicalOf(work.terms, place, item.field, raw);
  return value.status === "known" ? value.value : null;
}

function restoring({ work, intent }: Settling, item: IntentField): IntentRow {
  const id = `${intent.linkId}/${intent.side}/${work.config.ids()}`;
  const fresh = { state: "pending", attempts: 0, plannedAt: work.now(), sentAt: null } as const;
  return { ...intent, ...fresh, id, fields: [item], conflictIds: [], asked: false };
}
