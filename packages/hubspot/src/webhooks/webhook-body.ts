import { CrmError } from "@headway/crm";
import { readBounded } from "./read-bounded.ts";

/** The longest body that is read; HubSpot sends at most 100 events. */
export const mostBytes = 1024 * 1024;
const mostEvents = 1_000;
const mostDepth = 32;

/** The raw bytes of a request, and never more than {@link mostBytes}. Throws `invalid`. */
export async function rawBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readBounded(request, mostBytes);
  if (bytes === undefined) throw badBody("too-large", `more than ${mostBytes} bytes`);
  return bytes;
}

/** The events in a body whose signature was found good. Throws `invalid`. */
export function eventsIn(bytes: Uint8Array<ArrayBuffer>): readonly unknown[] {
  const events = parsed(bytes);
  if (!Array.isArray(events)) throw badBody("not-a-list", "not a list of events");
  if (events.length > mostEvents) throw badBody("too-many-events", `more than ${mostEvents} events`);
  if (depthOf(events) > mostDepth) throw badBody("too-deep", `more than ${mostDepth} levels`);
  return events as unknown[];
}

function parsed(bytes: Uint8Array<ArrayBuffer>): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)) as unknown;
  } catch {
    throw badBody("not-json", "not JSON in UTF-8");
  }
}

function depthOf(value: unknown, level = 1): number {
  if (typeof value !== "object" || value === null || level > mostDepth + 1) return level - 1;
  return Object.values(value).reduce((most: number, part) => Math.max(most, depthOf(part, level + 1)), level);
}

/** `vendorCode` says what is wrong with the body. */
function badBody(vendorCode: string, what: string): CrmError {
  return new CrmError("invalid", {
    crm: "hubspot",
    message: `the body of a webhook is ${what}`,
    written: "nothing was taken in",
    vendorCode,
  });
}
