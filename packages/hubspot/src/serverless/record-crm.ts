import type { CallOptions, CrmAdapter, RecordCrm } from "@headway/crm";
import {
  type AttemptOptions,
  bearerTransport,
  type Caller,
  type Ports,
  type RequestEvent,
  singleCaller,
  systemPorts,
} from "@headway/crm/http";
import { type Connection, openClient } from "../client.ts";
import { writableObjects } from "../field-names.ts";
import { mapError } from "../map-error.ts";
import type { ReferenceTables } from "../reference-table.ts";
import { datedPaths } from "../request-paths.ts";
import { readStory } from "../story.ts";
import { pushRecord } from "./record-push.ts";

/** Whose records, and how they are reached. */
export interface HubspotRecordsOptions {
  /** Of a private app or a service key. */
  readonly accessToken: string;
  /** The portal, as an event names it; asked of HubSpot where it is needed and not given. */
  readonly accountId?: string;
  /** Default `https://api.hubapi.com`. */
  readonly origin?: string;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
  /**
   * How requests are sent. Default: once each, since HubSpot runs an action again; `repeatedRequests` waits and
   * repeats them once, for functions that nobody runs again.
   */
  readonly caller?: (options: AttemptOptions) => Caller;
  readonly ports?: Ports;
  /** Called once for every request sent. */
  readonly onRequest?: (event: RequestEvent) => void;
}

const objects: CrmAdapter["capabilities"]["objects"] = [
  ...(["deal", "account", "contact", "task", "call", "meeting", "email", "note"] as const),
];

/** What one call looked up. It ends before any of it is old. */
function callTables(): ReferenceTables {
  const owners = { present: callTable<string>(), past: callTable<string>() };
  return { definitions: callTable(), owners, dispositions: callTable(), ownApp: callTable() };
}

function callTable<Row>() {
  const rows = new Map<string, Row>();
  return { keep: (id: string, row: Row) => void rows.set(id, row), get: (id: string) => rows.get(id) };
}

/**
 * HubSpot one record at a time, on plain `fetch`: what a function inside HubSpot needs, and nothing of what
 * pulls, describes and provisions. Makes no request by itself.
 */
export function hubspotRecords(options: HubspotRecordsOptions): RecordCrm {
  const { accessToken, accountId, ports = systemPorts } = options;
  const transport = bearerTransport({
    crm: "hubspot",
    origin: options.origin ?? "https://api.hubapi.com",
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    headers: () => ({ accept: "application/json", authorization: `Bearer ${accessToken}` }),
  });
  const { caller = singleCaller, onRequest } = options;
  const connection: Omit<Connection, "tables"> = {
    caller: caller({ crm: "hubspot", transport, toError: mapError, ports, ...(onRequest && { onRequest }) }),
    ...{ ports, paths: datedPaths("2026-09"), overlapMs: 0 },
    learnZone: () => {},
  };
  const open = (call: CallOptions | undefined) => openClient({ ...connection, tables: callTables() }, call);
  return {
    crm: "hubspot",
    capabilities: {
      objects,
      writableObjects,
      pushBatchSize: 1,
      reportsDeletions: true,
      mergedObjects: [],
      abortsRequests: true,
    },
    story: async (request, call) => readStory(open(call), request, accountId),
    push: async (patches, call) => pushRecord(open(call), patches),
  };
}
