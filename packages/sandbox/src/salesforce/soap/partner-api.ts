import { type Component, listOf, textOf } from "../metadata/component.ts";
import { readEnvelope, type SoapCall, soapFault, soapResponse } from "../metadata/envelope.ts";
import type { Session } from "../oauth/session.ts";
import type { Org } from "../org.ts";
import { instantText } from "../store/instant.ts";
import type { Row } from "../store/row.ts";
import { mergeRecords } from "../write/merge-records.ts";
import type { Actor } from "../write/read-values.ts";
import { purgeRecord, undeleteRecord } from "../write/recycle-bin.ts";
import { RowError } from "../write/row-error.ts";
import { livingRecord, updateRecord } from "../write/write-record.ts";

/** What the SOAP Partner API works with. */
export interface PartnerParts {
  readonly org: Org;
  readonly session: Session;
}

type Method = (org: Org, actor: Actor, call: SoapCall) => unknown;

const mergeable = ["Account", "Contact"];
const maximumLosers = 2;

function texts(component: Component, name: string): string[] {
  const value = component[name];
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string");
}

/** The outcome of one record; a refusal of it is a value, as everywhere in Salesforce. */
function outcome(work: () => Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  try {
    return { ...work(), success: "true" };
  } catch (error) {
    if (!(error instanceof RowError)) throw error;
    const { statusCode, message, fields } = error;
    return { errors: { ...(fields.length > 0 ? { fields } : {}), message, statusCode }, success: "false" };
  }
}

function requireMergeable(org: Org, id: string, losers: readonly string[]) {
  const object = org.schema.ofId(id);
  if (!object || !mergeable.includes(object.name)) {
    throw new RowError("INVALID_TYPE", "the type of the master record cannot be merged");
  }
  if (losers.length === 0 || losers.length > maximumLosers) {
    throw new RowError("LIMIT_EXCEEDED", `between 1 and ${maximumLosers} records can be merged`);
  }
  return object;
}

function merge(org: Org, actor: Actor, request: Component): Readonly<Record<string, unknown>> {
  const [master = {}] = listOf(request, "masterRecord");
  const id = textOf(master, "Id") ?? textOf(master, "id") ?? "";
  const losers = texts(request, "recordToMergeIds");
  const object = requireMergeable(org, id, losers);
  const winner = livingRecord(org, object, id);
  const rows: Row[] = losers.map((loser) => livingRecord(org, object, loser));
  if (rows.includes(winner)) throw new RowError("INVALID_ID_FIELD", "a record cannot be merged with itself");
  const given = Object.entries(master).filter(
    ([name, value]) => typeof value === "string" && !/^(id|type|@.*)$/i.test(name),
  );
  if (given.length > 0) updateRecord(org, actor, object, winner, Object.fromEntries(given));
  mergeRecords(org, actor, object, winner, rows);
  return { id: winner.Id, mergedRecordIds: rows.map((row) => row.Id) };
}

const methods: Readonly<Record<string, Method>> = {
  merge: (org, actor, call) =>
    listOf(call.arguments, "mergeRequests").map((request) => outcome(() => merge(org, actor, request))),
  undelete: (org, actor, call) =>
    texts(call.arguments, "ids").map((id) =>
      outcome(() => {
        undeleteRecord(org, actor, id);
        return { id };
      }),
    ),
  emptyRecycleBin: (org, _actor, call) =>
    texts(call.arguments, "ids").map((id) =>
      outcome(() => {
        purgeRecord(org, id);
        return { id };
      }),
    ),
  getServerTimestamp: (org) => ({ timestamp: instantText(org.now()) }),
};

/** Answers SOAP envelopes of the Partner API: merges and the recycle bin, which REST has no word for. */
export function partnerApi({ org, session }: PartnerParts): (envelope: string) => Response {
  return (envelope) => {
    const call = readEnvelope(envelope);
    if (!call) return soapFault("INVALID_SOAP_HEADER", "The request is no SOAP envelope", "partner");
    const userId = session.userOf(call.sessionId);
    if (userId === undefined) {
      const message = "Invalid Session ID found in SessionHeader: Illegal Session";
      return soapFault("INVALID_SESSION_ID", message, "partner");
    }
    const method = methods[call.method];
    if (!method) {
      const message = `Operation '${call.method}' is not supported by this sandbox`;
      return soapFault("INVALID_OPERATION", message, "partner");
    }
    return soapResponse(call.method, method(org, { userId, privileged: false }, call), "partner");
  };
}
