import { type CallOptions, CrmError, known, type Reading, unknown } from "@headway/crm";
import { asRecord, asText, type HttpAnswer, type Ports, readShape } from "@headway/crm/http";
import { soql } from "./soql.ts";
import { isRow, QueryAnswer, readBody } from "./vendor-answers.ts";

/** What must be known of the org and the credentials to tell who changed a field; kept for ten minutes. */
export interface HistoryAccess {
  /** The user that these credentials act as; `null` where Salesforce does not say. */
  ownUserId(call: CallOptions): Promise<string | null>;
  /** Fields of deals whose changes the org keeps besides those that every org does. */
  trackedFields(call: CallOptions): Promise<Reading<ReadonlySet<string>>>;
}

/** Sends one `GET` of a path below the version. */
type Get = (below: string, call: CallOptions) => Promise<HttpAnswer>;

const keptMs = 600_000;
const Resources = asRecord({ identity: asText });
const trackedQuery = soql`SELECT QualifiedApiName, IsFieldHistoryTracked FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = ${"Opportunity"} AND QualifiedApiName IN ${["NextStep", "OwnerId"]}`;

/** Nothing asked yet. */
export function historyAccess(get: Get, { now }: Ports): HistoryAccess {
  const kept = new Map<string, { readonly at: number; readonly value: unknown }>();
  const keeping = async <T>(name: string, read: () => Promise<T>): Promise<T> => {
    const found = kept.get(name);
    // A clock set back must not make an answer last for ever.
    if (found !== undefined && Math.abs(now() - found.at) < keptMs) return found.value as T;
    const at = now();
    const value = await read();
    kept.set(name, { at, value });
    return value;
  };
  return {
    ownUserId: (call) => keeping("user", () => readOwnUser(get, call)),
    trackedFields: (call) => keeping("tracked", () => readTracked(get, call)),
  };
}

/** The list of resources names the user that asks, by an address that ends with her id. */
async function readOwnUser(get: Get, call: CallOptions): Promise<string | null> {
  const parsed = await orRefusal(async () => readShape(Resources, (await get("/", call)).body));
  if ("refusal" in parsed || !parsed.fits) return null;
  return /\/(005\w{12}(?:\w{3})?)$/.exec(parsed.value.identity)?.[1] ?? null;
}

async function readTracked(get: Get, call: CallOptions): Promise<Reading<ReadonlySet<string>>> {
  const path = `/tooling/query?q=${encodeURIComponent(trackedQuery.text)}`;
  const read = await orRefusal(async () => readBody(QueryAnswer, (await get(path, call)).body, "a query"));
  if ("refusal" in read) return unknown(`Salesforce does not tell which fields are tracked: ${read.refusal}`);
  const rows = read.records.filter((row) => isRow(row) && row.IsFieldHistoryTracked === true);
  return known(new Set(rows.map((row) => (isRow(row) ? String(row.QualifiedApiName) : ""))));
}

async function orRefusal<T extends object>(read: () => Promise<T>): Promise<T | { refusal: string }> {
  try {
    return await read();
  } catch (error) {
    const codes = ["forbidden", "not-found", "invalid", "unsupported"];
    if (!CrmError.is(error) || !codes.includes(error.code)) throw error;
    return { refusal: error.details.vendorCode ?? error.details.message };
  }
}
