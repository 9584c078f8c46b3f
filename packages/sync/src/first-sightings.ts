import type { Evidence, EvidenceRule } from "@headway/core";
import type { CrmRecord } from "@headway/crm";
import { namedFields } from "./fields-to-read.ts";
import type { DerivedRecord } from "./store.ts";
import { valueKey } from "./value-key.ts";

/**
 * A CRM says when a deal changed, not when one of its fields did, and Headway's own writes change
 * it too. So evidence from a deal's own fields is dated by when its values were first seen, and
 * stays when the field says something else later: a second promise does not undo the first. A rule
 * in another version has not seen those values later.
 */
export function keepFirstSightings(
  derived: DerivedRecord,
  stored: readonly Evidence[],
  rules: readonly EvidenceRule[],
): DerivedRecord {
  const { record } = derived;
  const own = derived.evidence.map((piece) =>
    isFromField(piece, record) ? named(piece, record, rules) : piece,
  );
  const seen = stored.filter((piece) => isFromField(piece, record));
  const before = seen.filter((piece) => isStillARule(piece, rules));
  const known = new Map(before.map((piece) => [piece.id, piece]));
  const sighted = new Map(seen.map((piece) => [piece.id, piece]));
  const fresh = own.map((piece) => known.get(piece.id) ?? datedAs(piece, sighted.get(piece.id)));
  const ids = new Set(fresh.map((piece) => piece.id));
  return { record, evidence: [...fresh, ...before.filter((piece) => !ids.has(piece.id))] };
}

/** What was stored of a deal's own fields and goes with the rules that read it: no present rule says it of the deal. */
export function letGo(
  { record, evidence }: DerivedRecord,
  stored: readonly Evidence[],
  rules: readonly EvidenceRule[],
): Evidence[] {
  const ids = new Set(evidence.map(({ id }) => id));
  return stored.filter(
    (piece) => isFromField(piece, record) && !isStillARule(piece, rules) && !ids.has(piece.id),
  );
}

function isFromField({ source }: Evidence, record: CrmRecord): boolean {
  return record.object === "deal" && source.object === "deal" && source.id === record.id;
}

/** Dates a piece as one of the same values, where both are dated by when they were seen and not by a field. */
function datedAs(piece: Evidence, former: Evidence | undefined): Evidence {
  if (former === undefined || !isSighting(piece) || !isSighting(former)) return piece;
  const { occurredAt, recordedAt, source } = former;
  const { version } = source;
  return {
    ...piece,
    occurredAt,
    recordedAt,
    ...(version !== undefined && { source: { ...piece.source, version } }),
  };
}

function isSighting({ occurredAt, recordedAt }: Evidence): boolean {
  return occurredAt === recordedAt;
}

function isStillARule({ rule }: Evidence, rules: readonly EvidenceRule[]): boolean {
  return rules.some(({ id, version }) => id === rule.id && version === rule.version);
}

/** The values that made it become part of its id. */
function named(piece: Evidence, record: CrmRecord, rules: readonly EvidenceRule[]): Evidence {
  const rule = rules.find(({ id }) => id === piece.rule.id);
  const all: Readonly<Record<string, unknown>> = { ...record, ...record.fields };
  const values = rule === undefined ? [] : namedFields(rule).map((name) => scalar(all[name]));
  return { ...piece, id: `${piece.id}:${valueKey(values)}` };
}

function scalar(value: unknown): string | number | boolean | null {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return value === undefined || value === null ? null : JSON.stringify(value);
}
