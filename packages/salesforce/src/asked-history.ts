import {
  type CallOptions,
  type FieldChange,
  type HistoryField,
  known,
  type Reading,
  unknown,
} from "@headway/crm";
import type { ChildResult } from "./child-readings.ts";
import type { Client } from "./client.ts";
import { mapFieldHistory } from "./field-history.ts";

/** Whose changes of which fields of deals are asked for, and what must be known to tell them. */
export interface AskedHistory {
  readonly fields: readonly HistoryField[];
  readonly ownUserId: string | null;
  /** Known only where one of the fields is kept by tracking alone. */
  readonly tracked: Reading<ReadonlySet<string>>;
}

/** Fields whose changes an org keeps only where an administrator says so. */
const trackedAlone: { readonly [Field in HistoryField]?: string } = {
  nextStep: "NextStep",
  ownerId: "OwnerId",
};

/** Reads what {@link AskedHistory} needs; `undefined` where nothing is asked for. Two requests in ten minutes at most. */
export async function askHistory(
  client: Client,
  fields: readonly HistoryField[],
  call: () => CallOptions,
): Promise<AskedHistory | undefined> {
  if (fields.length === 0) return undefined;
  const ownUserId = await client.history.ownUserId(call());
  const tracked = fields.some((field) => field in trackedAlone)
    ? await client.history.trackedFields(call())
    : known(new Set<string>());
  return { fields: [...new Set(fields)], ownUserId, tracked };
}

/** Whether the rows of tracked fields are needed. */
export function needsTracked({ fields, tracked }: AskedHistory): boolean {
  return fields.some((field) => field in trackedAlone) && missingOf(fields, tracked) === undefined;
}

/** The changes asked for, oldest first; `unknown` where one of the fields leaves none, and names what to switch on. */
export function readAskedHistory(
  asked: AskedHistory,
  snapshots: ChildResult | undefined,
  tracked: ChildResult | undefined,
): Reading<readonly FieldChange[]> {
  const missing = missingOf(asked.fields, asked.tracked);
  if (missing !== undefined) return unknown(missing);
  if (snapshots?.status !== "read") return unknown(snapshots?.reason ?? "OpportunityHistory was not read");
  if (needsTracked(asked) && tracked?.status !== "read")
    return unknown(tracked?.reason ?? "OpportunityFieldHistory was not read");
  const rows = tracked?.status === "read" ? tracked.rows : [];
  const history = mapFieldHistory(snapshots.rows, rows, asked.ownUserId);
  if (history.status === "unknown") return history;
  const fields: readonly string[] = asked.fields;
  return known(history.value.filter(({ field }) => fields.includes(field)));
}

function missingOf(
  fields: readonly HistoryField[],
  tracked: Reading<ReadonlySet<string>>,
): string | undefined {
  const needed = fields.flatMap((field) => trackedAlone[field] ?? []);
  if (needed.length === 0) return undefined;
  if (tracked.status === "unknown") return tracked.reason;
  const missing = needed.filter((field) => !tracked.value.has(field));
  if (missing.length === 0) return undefined;
  const names = missing.map((field) => `\`Opportunity.${field}\``).join(" and ");
  return `this org does not keep the changes of ${names}: an administrator switches it on in Setup > Object Manager > Opportunity > Fields & Relationships > Set History Tracking`;
}
