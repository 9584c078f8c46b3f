import { type Instant, instantOf } from "../instant.ts";

const dateOnly = /^\d{4}-\d{2}-\d{2}$/;
const epochDigits = /^\d{11,14}$/;

/**
 * An instant from a CRM field: an ISO instant, milliseconds since 1970, or a plain date, which means the end of
 * that day in UTC (a promise for the 3rd is not late on the 3rd). `undefined` for anything else.
 */
export function recordInstant(value: string | number | boolean | null | undefined): Instant | undefined {
  if (typeof value === "number") return fromMs(value);
  if (typeof value !== "string") return undefined;
  if (dateOnly.test(value)) return fromMs(Date.parse(`${value}T23:59:59.999Z`));
  if (epochDigits.test(value)) return fromMs(Number(value));
  return value.includes("T") ? fromMs(Date.parse(value)) : undefined;
}

function fromMs(ms: number): Instant | undefined {
  return Math.abs(ms) <= 8.64e15 ? instantOf(ms) : undefined;
}
