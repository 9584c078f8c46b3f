import type { DealRecord, FieldChange, Reading } from "@headway/crm";
import type { HistoryMark, MirrorField } from "./mirror-rows.ts";

/** One field's changes, oldest first; `null` where the CRM does not tell them. */
export type FieldChanges = readonly FieldChange[] | null;

/** The changes of one field of a deal that was read with its history. */
export function changesOf(deal: DealRecord, field: MirrorField): FieldChanges {
  const history: Reading<readonly FieldChange[]> | undefined = deal.fieldHistory;
  if (history === undefined || history.status === "unknown") return null;
  return history.value.filter((change) => change.field === field);
}

/** A mark behind the last change; `null` where there is no history. */
export function markBehind(changes: FieldChanges): HistoryMark | null {
  if (changes === null) return null;
  const at = changes.at(-1)?.at ?? "";
  return { at, count: changes.filter((change) => change.at === at).length };
}

/**
 * The changes behind a mark. Instants of one CRM are compared with each other only, and of changes in the
 * same instant those that were counted before are left out. `null` where the history or the mark is missing.
 */
export function changesSince(changes: FieldChanges, mark: HistoryMark | null): FieldChanges {
  if (changes === null || mark === null) return null;
  const same = changes.filter((change) => change.at === mark.at).slice(mark.count);
  return [...same, ...changes.filter((change) => change.at > mark.at)];
}

/** When the field was last changed, milliseconds since 1970; `null` where nobody knows. */
export function changedAt(changes: FieldChanges): number | null {
  const at = Date.parse(changes?.at(-1)?.at ?? "");
  return Number.isNaN(at) ? null : at;
}

/**
 * A history that explains the value the record holds now, or `null`: one that ends elsewhere lags behind
 * or does not track the field, and is as good as none.
 */
export function trustedChanges(
  changes: FieldChanges,
  holdsNow: (last: FieldChange) => boolean,
): FieldChanges {
  const last = changes?.at(-1);
  return last === undefined || holdsNow(last) ? changes : null;
}
