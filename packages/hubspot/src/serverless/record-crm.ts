import type { CallOptions, CrmAdapter, RecordCrm } from "@headway/crm";
import { fetchTransport, type Ports, type RequestEvent, systemPorts } from "@headway/crm/http";
import { connectWithin, openClient } from "../client.ts";
import { writableObjects } from "../field-names.ts";
import type { RateLimits } from "../limits.ts";
import { pushPatches } from "../push.ts";
import { batchLimit } from "../push-rows.ts";
import { datedPaths } from "../request-paths.ts";
import { readStory } from "../story.ts";

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
  /** Attempts per request. Default 2: a function that HubSpot runs again has no need to wait for long. */
  readonly attempts?: number;
  readonly ports?: Ports;
  /** Called once for every request sent. */
  readonly onRequest?: (event: RequestEvent) => void;
}

const objects: CrmAdapter["capabilities"]["objects"] = [
  ...(["deal", "account", "contact", "task", "call", "meeting", "email", "note"] as const),
];

const free = { acquire: async () => {}, pauseUntil: () => {} };

/** A process that reads one record cannot count what others send: HubSpot's own 429 is its limit, and is waited for. */
const noPacing: RateLimits = {
  lanes: { general: free, search: free, associations: free },
  onAnswer: () => {},
  refusal: () => undefined,
  learnZone: () => {},
};

/**
 * HubSpot one record at a time, on plain `fetch`: what a function inside HubSpot needs, and nothing of what
 * pulls, describes and provisions. Makes no request by itself.
 */
export function hubspotRecords(options: HubspotRecordsOptions): RecordCrm {
  const { accessToken, accountId, ports = systemPorts } = options;
  const transport = fetchTransport({
    crm: "hubspot",
    origin: options.origin ?? "https://api.hubapi.com",
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    headers: () => ({ accept: "application/json", authorization: `Bearer ${accessToken}` }),
  });
  const { attempts = 2, onRequest } = options;
  const settings = { attempts, ports, overlapMs: 0, ...(onRequest && { onRequest }) };
  const connection = connectWithin(noPacing, datedPaths("2026-09"), transport, settings, { accessToken });
  const open = (call: CallOptions | undefined) => openClient(connection, call);
  return {
    crm: "hubspot",
    capabilities: {
      objects,
      writableObjects,
      pushBatchSize: batchLimit,
      reportsDeletions: true,
      mergedObjects: [],
      abortsRequests: true,
    },
    story: async (request, call) => readStory(open(call), request, accountId),
    push: async (patches, call) => pushPatches(open(call), patches),
  };
}
