import type { CrmErrorCode, DealRecord, PushOutcome } from "@headway/crm";
import { dirtyRow } from "./dirty.ts";
import type { ConflictRow, IntentField, IntentRow } from "./mirror-rows.ts";
import type { MirrorCommit, MirrorPut } from "./mirror-store.ts";
import type { MirrorWork } from "./mirror-work.ts";
import { parkedField } from "./settle-intent.ts";

type Refusal = Extract<PushOutcome, { status: "refused" }>;

/** Refusals that say nothing about the value: the same intent is sent by the next run. */
const passingCodes: ReadonlySet<CrmErrorCode> = new Set<CrmErrorCode>([
  "rate-limited",
  "unavailable",
  "unauthenticated",
  "aborted",
  "deadline-exceeded",
]);

/** Whether a refusal passes by itself. */
export function isPassing({ code }: Refusal): boolean {
  return passingCodes.has(code);
}

/** Takes an intent away that was overtaken before it had an effect, with the conflicts it would have settled. */
export function cancelIntent(
  work: MirrorWork,
  intent: IntentRow,
  conflicts: readonly ConflictRow[],
): MirrorCommit {
  return {
    remove: [{ kind: "intent", id: intent.id }],
    put: [
      { kind: "dirty", row: dirtyRow(work, intent.linkId) },
      ...conflicts
        .filter((row) => intent.conflictIds.includes(row.id))
        .map((row): MirrorPut => ({ kind: "conflict", row: { ...row, status: "overtaken" } })),
    ],
  };
}

/**
 * What a refusal for good does (`invariant:W6`): the field it names is parked with the CRM's words and the others
 * go on; where it names none of several, each goes on alone, so that one cannot hold the rest.
 */
export function refuseIntent(
  work: MirrorWork,
  intent: IntentRow,
  deal: DealRecord,
  refusal: Refusal,
): MirrorCommit {
  const named = intent.fields.filter((item) => item.field === refusal.field);
  const [first] = intent.fields;
  const isOne = intent.fields.length === 1 || isClosing(intent.fields);
  const guilty = named.length > 0 ? named : isOne && first !== undefined ? [first] : [];
  const rest = intent.fields.filter((item) => !guilty.includes(item) && item.value !== item.expect);
  const groups = guilty.length > 0 ? (rest.length > 0 ? [rest] : []) : apart(intent.fields);
  return {
    remove: [{ kind: "intent", id: intent.id }, ...unwritten(intent)],
    put: [
      ...guilty.map(
        (item): MirrorPut => ({ kind: "parked", row: refused(work, intent, item, deal, refusal) }),
      ),
      ...groups.map((fields): MirrorPut => ({ kind: "intent", row: again(work, intent, fields) })),
      { kind: "dirty", row: dirtyRow(work, intent.linkId) },
    ],
  };
}

/**
 * What was refused at its first attempt was never written: it is no step of an oscillation. Of an earlier attempt
 * without an answer nobody knows.
 */
function unwritten({ id, fields, attempts }: IntentRow): NonNullable<MirrorCommit["remove"]> {
  if (attempts > 1) return [];
  return fields.map(({ field }) => ({ kind: "writing", id: `${id}/${field}` }));
}

/** A stage with the close date that only accompanies it. */
function isClosing(fields: readonly IntentField[]): boolean {
  return fields.filter((item) => item.value !== item.expect).length === 1;
}

function apart(fields: readonly IntentField[]): IntentField[][] {
  const companions = fields.filter((item) => item.value === item.expect);
  return fields
    .filter((item) => !companions.includes(item))
    .map((item) => (item.field === "stageId" ? [item, ...companions] : [item]));
}

function again({ config, now }: MirrorWork, intent: IntentRow, fields: readonly IntentField[]): IntentRow {
  const id = `${intent.linkId}/${intent.side}/${config.ids()}`;
  return { ...intent, id, fields, state: "pending", attempts: 0, plannedAt: now(), sentAt: null };
}

function refused(
  work: MirrorWork,
  intent: IntentRow,
  item: IntentField,
  deal: DealRecord,
  { code, reason }: Refusal,
) {
  const cause = `the ${intent.side} side refused \`${item.field}\` = \`${item.value ?? "nothing"}\` for deal ${intent.recordId}: ${reason}`;
  const wayOut = `correct it there, then \`retry ${intent.linkId}\``;
  return parkedField(work, intent, item, deal, { code: "refused", cause, wayOut, crmCode: code });
}
