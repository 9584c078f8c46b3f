import type { ConflictRow, LinkRow, ParkedRow } from "@headway/sync/mirror";
import { type Edit, type Field, type Side, vendorNames } from "./people.ts";
import type { Pair, TwoCrms } from "./two-crms.ts";

/** What the mirror says of itself, to be held against what both CRMs hold. */
export interface Claims {
  readonly links: readonly LinkRow[];
  readonly parked: readonly ParkedRow[];
  readonly conflicts: readonly ConflictRow[];
}

/** Every difference with its reason, counted; `unaccounted` and `lost` must be empty. */
export interface Account {
  readonly pairs: number;
  readonly equalFields: number;
  /** Fields that differ and are parked, by cause. */
  readonly parked: Readonly<Record<string, number>>;
  /** Pairs whose link ended, by cause. */
  readonly unlinked: Readonly<Record<string, number>>;
  readonly unaccounted: readonly string[];
  /** Values that people typed and that are neither there, nor were seen by whoever replaced them, nor in a conflict. */
  readonly lost: readonly string[];
  readonly checkedEdits: number;
}

const fields = Object.keys(vendorNames) as Field[];

/** Compares both CRMs past every API, in words of its own, and holds each difference against the mirror's claims. */
export function accountFor(crms: TwoCrms, edits: readonly Edit[], claims: Claims): Account {
  const parkedBy = new Map(claims.parked.map((row) => [row.id, row.code]));
  const linkOf = new Map(claims.links.map((link) => [link.id, link]));
  const result = {
    equalFields: 0,
    parked: {} as Record<string, number>,
    unlinked: {} as Record<string, number>,
  };
  const unaccounted: string[] = [];
  for (const pair of crms.pairs) {
    const id = `${pair.left}~${pair.right}`;
    const link = linkOf.get(id);
    if (link === undefined || link.status === "unlinked") {
      const why = link?.reason.replace(/\d\w{4,}/g, "ID") ?? "never linked";
      result.unlinked[why] = (result.unlinked[why] ?? 0) + 1;
      if (link === undefined || !isGone(crms, pair)) unaccounted.push(`${id} is not linked: ${why}`);
      continue;
    }
    for (const field of fields) {
      const values = { left: held(crms, "left", pair, field), right: held(crms, "right", pair, field) };
      const code = parkedBy.get(`${id}/${field}`) ?? parkedBy.get(`${id}/*`);
      if (values.left === values.right) result.equalFields += 1;
      else if (code === undefined) unaccounted.push(`${id} ${field}: ${values.left} and ${values.right}`);
      else result.parked[code] = (result.parked[code] ?? 0) + 1;
    }
  }
  const unique = edits.filter(({ field }) => field === "amount" || field === "nextStep");
  const histories = rightHistories(crms);
  const lost = unique.filter((edit) => !isAccounted(crms, histories, edit, claims.conflicts)).map(describe);
  return { pairs: crms.pairs.length, ...result, unaccounted, lost, checkedEdits: unique.length };
}

function isGone(crms: TwoCrms, { left, right }: Pair): boolean {
  const record = crms.left.record("deals", left);
  const row = crms.right.record("Opportunity", right);
  return record === undefined || record.archived || row === undefined || row.IsDeleted === true;
}

/** What a side holds, in words both share. */
function held(crms: TwoCrms, side: Side, pair: Pair, field: Field): string {
  const name = vendorNames[field][side];
  const raw =
    side === "left"
      ? crms.left.record("deals", pair.left)?.properties[name]
      : crms.right.record("Opportunity", pair.right)?.[name];
  return plain(crms, side, field, raw);
}

function plain(crms: TwoCrms, side: Side, field: Field, raw: unknown): string {
  if (raw === undefined || raw === null || raw === "") return "";
  const text = String(raw);
  if (field === "amount") return Number(text).toFixed(2);
  if (field === "closeDate")
    return /^\d{4}-\d\d-\d\d$/.test(text)
      ? text
      : new Date(/^\d+$/.test(text) ? Number(text) : text).toISOString().slice(0, 10);
  if (field === "ownerId") return [...crms.sellers].find(([, ids]) => ids[side] === text)?.[0] ?? text;
  return text;
}

interface Version {
  readonly value: string;
  readonly byEngine: boolean;
}

/** Every value a field had on one side, oldest first. */
function versions(crms: TwoCrms, histories: Histories, side: Side, pair: Pair, field: Field): Version[] {
  const name = vendorNames[field][side];
  if (side === "left") {
    const history = crms.left.record("deals", pair.left)?.history[name] ?? [];
    return history.toReversed().map(({ value, sourceType }) => ({
      value: plain(crms, side, field, value),
      byEngine: sourceType === "INTEGRATION",
    }));
  }
  return (histories.get(`${pair.right}/${name}`) ?? []).map(({ value, by }) => ({
    value: plain(crms, side, field, value),
    byEngine: ![...crms.sellers.values()].some((ids) => ids.right === by),
  }));
}

type Histories = ReadonlyMap<string, readonly { readonly value: unknown; readonly by: string }[]>;

/** Every tracked change of the right side, by record and field. */
function rightHistories(crms: TwoCrms): Histories {
  const all = new Map<string, { value: unknown; by: string }[]>();
  for (const row of crms.right.records("OpportunityFieldHistory")) {
    const key = `${row.OpportunityId}/${row.Field}`;
    const changes = all.get(key) ?? [];
    changes.push({ value: row.NewValue, by: String(row.CreatedById) });
    all.set(key, changes);
  }
  return all;
}

/**
 * A typed value is accounted for where it stands, where a person of that side replaced it, where it had come to
 * the other side before the engine replaced it, or where a conflict names it.
 */
function isAccounted(
  crms: TwoCrms,
  histories: Histories,
  { side, pair, field, value }: Edit,
  conflicts: readonly ConflictRow[],
): boolean {
  const typed = plain(crms, side, field, value);
  const own = versions(crms, histories, side, pair, field);
  const at = own.findLastIndex((version) => version.value === typed && !version.byEngine);
  const next = own[at + 1];
  if (at < 0 || next === undefined || !next.byEngine) return at >= 0 || isGone(crms, pair);
  const other = side === "left" ? "right" : "left";
  if (versions(crms, histories, other, pair, field).some((version) => version.value === typed)) return true;
  const linkId = `${pair.left}~${pair.right}`;
  return conflicts.some(
    (row) =>
      row.linkId === linkId &&
      row.field === field &&
      [row.kept, row.lost].some((one) => plain(crms, one.side, field, one.value?.split(" USD")[0]) === typed),
  );
}

function describe({ side, pair, field, value }: Edit): string {
  return `${pair.left}~${pair.right} ${field}: ${value} typed on the ${side} side`;
}
