import type { FieldValue } from "@headway/crm";
import { instantMs, instantText, isDay, noonInZone } from "./calendar.ts";
import { plainDecimal } from "./read-value.ts";

/** A value as HubSpot takes it: always text, the empty text to unset. */
export function wireValue(value: FieldValue): string {
  return value === null ? "" : String(value);
}

/** Noon of the day in the account's zone, so that people in it see this very day. `undefined` for what is no day. */
export function outgoingCloseDate(value: FieldValue, zone: string): string | undefined {
  if (value === null) return "";
  return typeof value === "string" && isDay(value) ? instantText(noonInZone(value, zone)) : undefined;
}

/** Whether a property reads as it was sent; HubSpot may write numbers and instants in another way. `type` is its own. */
export function readsAsSent(type: string | undefined, wantedText: string, found: unknown): boolean {
  const text = typeof found === "string" ? found : "";
  if (text === wantedText) return true;
  if (text === "" || wantedText === "") return false;
  if (type === "number") return plainNumber(text) === plainNumber(wantedText);
  return (type === "date" || type === "datetime") && instantMs(text) === instantMs(wantedText);
}

/** Decimals compared as text, without zeros that say nothing. */
function plainNumber(text: string): string {
  const decimal = plainDecimal(text) ?? text;
  return decimal.includes(".") ? decimal.replace(/\.?0{1,40}$/, "") : decimal;
}
