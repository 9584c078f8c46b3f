import { type ObjectName, type RecordCrm, unknown } from "@headway/crm";
import {
  bearerTransport,
  type Caller,
  type CallerOptions,
  type Ports,
  type RequestEvent,
  singleCaller,
  systemPorts,
} from "@headway/crm/http";
import { client } from "../client.ts";
import { writableObjects } from "../field-names.ts";
import type { HistoryAccess } from "../history-access.ts";
import type { KeptDescribes } from "../kept-describes.ts";
import { queryPageSize } from "../limits.ts";
import { objectSources } from "../object-source.ts";
import type { Pacing } from "../pacing.ts";
import { readStory } from "../story.ts";
import { readChildrenById } from "./record-children.ts";
import { pushRecord } from "./record-push.ts";

/** Whose records, and how they are reached. */
export interface SalesforceRecordsOptions {
  /** The org's own My Domain address. */
  readonly instanceUrl: string;
  /** A token, or a function asked before every request, for tokens that are refreshed elsewhere. */
  readonly accessToken: string | (() => string | Promise<string>);
  /** The id of the org, as the callout says it. */
  readonly organizationId: string;
  /** Default `67.0`. */
  readonly apiVersion?: string;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
  /**
   * How requests are sent. Default: once each, and the answer says that calling again finishes the rest;
   * `repeatedRequests` waits and repeats them once, for callers that do not call again.
   */
  readonly caller?: (options: CallerOptions) => Caller;
  readonly ports?: Ports;
  /** Called once for every request sent. */
  readonly onRequest?: (event: RequestEvent) => void;
}

/** A process that reads one record cannot count what others send: the org's own limits are its limits. */
const noPacing: Pacing = {
  send: (work) => work(),
  see: () => {},
};

const noDescribes: KeptDescribes = { keep: () => {}, take: () => undefined, clear: () => {} };

const noHistory: HistoryAccess = {
  ownUserId: async () => null,
  trackedFields: async () => unknown("the changes of fields are not read one record at a time"),
};

/**
 * Salesforce one record at a time, on plain `fetch`: what a function that Salesforce calls needs, and nothing of
 * what pulls, describes and provisions. Makes no request by itself.
 */
export function salesforceRecords(options: SalesforceRecordsOptions): RecordCrm {
  const { accessToken, organizationId, ports = systemPorts } = options;
  const { origin } = new URL(options.instanceUrl);
  const transport = bearerTransport({
    crm: "salesforce",
    origin,
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    headers: async () => ({
      accept: "application/json",
      authorization: `Bearer ${typeof accessToken === "function" ? await accessToken() : accessToken}`,
    }),
  });
  const { apiVersion = "67.0", caller = singleCaller, onRequest } = options;
  const settings = {
    ...{ transport, origin, ports, organizationId, apiVersion, attempts: 2, pageSize: queryPageSize },
    ...{ bulkFrom: Number.MAX_SAFE_INTEGER, fieldHistory: false, overlapMs: 0 },
    ...(onRequest && { onRequest }),
  };
  const own = client(settings, {
    ...{ pacing: noPacing, history: () => noHistory, describes: noDescribes, caller },
  });
  return {
    crm: "salesforce",
    capabilities: {
      objects: Object.keys(objectSources) as ObjectName[],
      writableObjects,
      pushBatchSize: 1,
      reportsDeletions: true,
      mergedObjects: [],
      abortsRequests: true,
    },
    story: (request, call = {}) => readStory(own, request, call, readChildrenById),
    push: (patches, call = {}) => pushRecord(own, patches, call),
  };
}
