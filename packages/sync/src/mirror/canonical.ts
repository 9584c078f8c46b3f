import type { DealRecord, FieldValue } from "@headway/crm";
import { plainDecimal, roundDecimal } from "./decimal.ts";
import type { MirrorTerms } from "./mirror-context.ts";
import type { Canonical, MirrorField, ParkedCode, Side } from "./mirror-rows.ts";
import { type StageMap, stagePrefix } from "./stage-map.ts";

/** Why a value cannot be mirrored, with the way out. */
export interface Unmapped {
  readonly status: "unmapped";
  readonly code: ParkedCode;
  readonly cause: string;
  readonly wayOut: string;
}

/** A value as both sides can compare it, beside the one the CRM holds. */
export interface KnownValue {
  readonly status: "known";
  readonly value: Canonical;
  readonly raw: FieldValue;
}

/** One side's value of one field. */
export type SideValue = KnownValue | Unmapped;

/** The pipelines that two linked deals are in: they decide which map of stages holds. */
export interface PairPipelines {
  readonly left: string | null;
  readonly right: string | null;
}

/** What a deal holds in a mirrored field, as the CRM gave it; money without its currency. */
export function rawValue(deal: DealRecord, field: MirrorField): FieldValue {
  return field === "amount" ? (deal.amount?.amount ?? null) : deal[field];
}

/** One side's value of one field in the form both sides share. Total, and the same for the same record. */
export function canonicalValue(
  terms: MirrorTerms,
  side: Side,
  deal: DealRecord,
  field: MirrorField,
  pipelines: PairPipelines,
): SideValue {
  return canonicalOf(terms, { side, deal, pipelines }, field, rawValue(deal, field));
}

/** Where a raw value stands: its side, its record as it is now, and the pipelines of the pair. */
export interface ValuePlace {
  readonly side: Side;
  readonly deal: DealRecord;
  readonly pipelines: PairPipelines;
}

/** Any raw value of a record's field, such as one from its history, in the form both sides share. */
export function canonicalOf(
  terms: MirrorTerms,
  { side, deal, pipelines }: ValuePlace,
  field: MirrorField,
  raw: FieldValue,
): SideValue {
  const known = (value: Canonical): SideValue => ({ status: "known", value, raw });
  switch (field) {
    case "stageId":
      return canonicalStage(terms, side, raw, pipelines);
    case "amount":
      return raw === null || raw === "" ? known(null) : canonicalMoney(terms, side, deal, raw);
    case "closeDate":
      return raw === null || raw === "" ? known(null) : canonicalDay(side, raw);
    case "nextStep":
      return known(canonicalText(raw));
    case "ownerId":
      return known(raw === null || raw === "" ? null : terms.people.canonical(side, String(raw)));
  }
}

/** The map of stages for two pipelines, if there is one. */
export function stageMapFor(terms: MirrorTerms, { left, right }: PairPipelines): StageMap | undefined {
  return terms.config.stages.find((map) => map.left === left && map.right === right);
}

function canonicalStage(
  terms: MirrorTerms,
  side: Side,
  raw: FieldValue,
  pipelines: PairPipelines,
): SideValue {
  const map = stageMapFor(terms, pipelines);
  if (map === undefined) {
    const { left, right } = pipelines;
    return unmapped("stage-unmapped", {
      cause: `no map joins the left pipeline \`${left}\` and the right one \`${right}\``,
      wayOut: `add \`{ left: "${left}", right: "${right}", pairs: […] }\` to \`stages\`, or move one of the deals`,
    });
  }
  const coarse = typeof raw === "string" ? map.toCoarse(side, raw) : undefined;
  if (coarse !== undefined) return { status: "known", value: `${stagePrefix(map)}${coarse}`, raw };
  const pair = side === "left" ? `["${raw}", …]` : `[…, "${raw}"]`;
  return unmapped("stage-unmapped", {
    cause: `the ${side} stage \`${raw}\` of pipeline \`${pipelines[side]}\` has no partner`,
    wayOut: `add \`${pair}\` to the pairs of \`${map.left}\` and \`${map.right}\``,
  });
}

/** The currency a side's amounts are in; `undefined` where nobody says. */
export function currencyOf(terms: MirrorTerms, side: Side, deal: DealRecord): string | undefined {
  const { currency } = terms.config;
  const field = currency[side]?.field;
  const named = field === undefined ? undefined : deal.fields[field];
  if (typeof named === "string" && named !== "") return named;
  return (
    deal.amount?.currency ?? currency[side]?.default ?? terms.schemas[side].account.currency ?? undefined
  );
}

function canonicalMoney(terms: MirrorTerms, side: Side, deal: DealRecord, raw: FieldValue): SideValue {
  const code = currencyOf(terms, side, deal);
  if (code === undefined) {
    return unmapped("currency-mismatch", {
      cause: `the ${side} side does not say in which currency ${String(raw)} is`,
      wayOut: `set \`currency.${side}.default\``,
    });
  }
  const { amountDigits } = terms.config;
  const text = String(raw);
  const amount = amountDigits === null ? plainDecimal(text) : roundDecimal(text, amountDigits);
  return amount === undefined
    ? unreadable(side, "amount", text, "a decimal number")
    : { status: "known", value: `${amount} ${code}`, raw };
}

const day = /^\d{4}-\d{2}-\d{2}$/;

/** A day stays the day it is: nothing here knows a time zone (`invariant:S10`). */
function canonicalDay(side: Side, raw: FieldValue): SideValue {
  return typeof raw === "string" && day.test(raw)
    ? { status: "known", value: raw, raw }
    : unreadable(side, "closeDate", String(raw), "a day as YYYY-MM-DD");
}

/** The same text typed on two keyboards is one text: composed letters, one kind of line end, no blanks around. */
function canonicalText(raw: FieldValue): Canonical {
  if (raw === null) return null;
  const text = String(raw).toWellFormed().normalize("NFC").replace(/\r\n?/g, "\n").trim();
  return text === "" ? null : text;
}

function unreadable(side: Side, field: MirrorField, raw: string, what: string): Unmapped {
  return unmapped("unreadable", {
    cause: `\`${field}\` on the ${side} side holds \`${raw.slice(0, 80)}\`, which is not ${what}`,
    wayOut: "correct it there",
  });
}

/** Says why a value cannot be mirrored. */
export function unmapped(code: ParkedCode, words: { cause: string; wayOut: string }): Unmapped {
  return { status: "unmapped", code, ...words };
}
