import type { FieldValue, Money } from "../records.ts";

/** A stored value as text, `null` where unset. */
export function readText(value: FieldValue | undefined): string | null {
  return value === undefined || value === null ? null : String(value);
}

/** A stored amount in the memory CRM's one currency. */
export function readMoney(value: FieldValue | undefined): Money | null {
  const amount = readText(value);
  return amount === null ? null : { amount, currency: "EUR" };
}

/** A stored value if it is one of those allowed, else `null`. */
export function readOneOf<T extends string>(allowed: readonly T[], value: FieldValue | undefined): T | null {
  return allowed.find((candidate) => candidate === value) ?? null;
}
