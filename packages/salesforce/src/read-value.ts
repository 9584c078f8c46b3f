import type { FieldValue, Money } from "@headway/crm";
import type { Row } from "./vendor-answers.ts";

/** Thrown while one row is read; {@link mapRecord} turns it into an `unreadable` change. */
export class UnreadableValue extends Error {
  readonly field: string;
  readonly reason: string;

  constructor(field: string, reason: string) {
    super(`${field}: ${reason}`);
    this.field = field;
    this.reason = reason;
  }
}

/** Text, or `null` where unset or not asked for. */
export function readText(row: Row, field: string): string | null {
  const value = row[field];
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return value;
  throw new UnreadableValue(field, `expected text, found ${typeof value}`);
}

/** Text that must be there. */
export function requireText(row: Row, field: string): string {
  const value = readText(row, field);
  if (value === null || value === "") throw new UnreadableValue(field, "is missing");
  return value;
}

/** True only where Salesforce says so; a checkbox is never unset. */
export function readFlag(row: Row, field: string): boolean {
  return row[field] === true;
}

/** A number, or `null` where unset. */
export function readNumber(row: Row, field: string): number | null {
  const value = row[field];
  if (value === undefined || value === null) return null;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new UnreadableValue(field, `expected a number, found ${typeof value}`);
}

/** An instant as ISO 8601 in UTC; Salesforce writes `2026-03-01T09:30:00.000+0000`. */
export function readInstant(row: Row, field: string): string | null {
  const text = readText(row, field);
  return text === null ? null : toInstant(text, field);
}

/** An instant that must be there. */
export function requireInstant(row: Row, field: string): string {
  return toInstant(requireText(row, field), field);
}

/** A calendar day, `YYYY-MM-DD`, never moved by a time zone. */
export function readDay(row: Row, field: string): string | null {
  const text = readText(row, field);
  if (text === null) return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new UnreadableValue(field, "is not a calendar day");
  return text;
}

/** From here on a double no longer tells two amounts a cent apart. */
const exactAmountLimit = 2 ** 46;

/**
 * An amount as a decimal string. Salesforce sends a JSON number, so an amount beyond 2^46 (about
 * 70,000,000,000,000) may have lost cents on the way and is refused rather than shown wrong.
 */
export function readMoney(row: Row, field: string): Money | null {
  const value = readNumber(row, field);
  if (value === null) return null;
  if (Math.abs(value) >= exactAmountLimit) {
    throw new UnreadableValue(field, "the amount has more digits than can be read exactly");
  }
  return { amount: decimalText(value), currency: readText(row, "CurrencyIsoCode") };
}

/** A custom value as Headway carries it; `undefined` where it is no scalar (an address, a location). */
export function readScalar(row: Row, field: string, type: string): FieldValue | undefined {
  const value = row[field];
  if (value === null || value === undefined) return null;
  if (type === "datetime") return readInstant(row, field);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return undefined;
}

/** A number without an exponent. */
export function decimalText(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(10).replace(/\.?0+$/, "") : text;
}

/** UTC to the millisecond, as Salesforce writes it in JSON (`+0000`) and in CSV (`Z`). */
const utcInstant =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}(?:\+0000|Z)$/;
const millisecondsEnd = "2026-03-01T09:30:00.000".length;

/** Two of these are read for every row, so the usual form is not taken apart. */
function toInstant(text: string, field: string): string {
  if (utcInstant.test(text)) return `${text.slice(0, millisecondsEnd)}Z`;
  const stamp = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  if (Number.isNaN(stamp)) throw new UnreadableValue(field, "is not an instant");
  return new Date(stamp).toISOString();
}
