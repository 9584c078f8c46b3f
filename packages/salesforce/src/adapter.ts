import type { CrmAdapter, CrmCapabilities, ObjectName } from "@headway/crm";
import type { Limiter } from "@headway/crm/http";
import { readChildrenOf } from "./child-rows.ts";
import { type ClientOptions, client } from "./client.ts";
import { describeOrg } from "./describe.ts";
import { wholeReading } from "./error-reading.ts";
import { writableObjects } from "./field-names.ts";
import { historyAccess } from "./history-access.ts";
import { keptDescribes } from "./kept-describes.ts";
import { collectionSize, type DailyShares } from "./limits.ts";
import { objectSources } from "./object-source.ts";
import { orgPacing } from "./pacing.ts";
import { provisionFields } from "./provision.ts";
import { pullChanges } from "./pull-changes.ts";
import { pullRecords } from "./pull-records.ts";
import { pushPatches } from "./push.ts";
import { repeatedRequests } from "./repeated-requests.ts";
import { readStory } from "./story.ts";

/** What an adapter is made of. */
export interface AdapterOptions extends ClientOptions {
  readonly shares: DailyShares;
  readonly limiter?: Limiter;
}

/** Puts the contract together over any transport. @param abortsRequests Whether abort frees the transport's socket. */
export function salesforceAdapter(options: AdapterOptions, abortsRequests: boolean): CrmAdapter {
  const pacing = orgPacing(options.shares, options.ports, options.limiter);
  const org = client(onlyClientOptions(options), {
    ...{ pacing, history: historyAccess, describes: keptDescribes(options.ports) },
    ...{ caller: repeatedRequests, reading: wholeReading },
  });
  return {
    specVersion: 1,
    crm: "salesforce",
    capabilities: capabilities(abortsRequests),
    describe: (call = {}) => describeOrg(org, call),
    provision: (steps, call = {}) => provisionFields(org, steps, call),
    pull: (request, call = {}) =>
      request.type === "changes" ? pullChanges(org, request, call) : pullRecords(org, request, call),
    push: (patches, call = {}) => pushPatches(org, patches, call),
    story: (request, call = {}) => readStory(org, request, call, readChildrenOf),
  };
}

/** Leaves behind whatever credentials came along with the options. */
function onlyClientOptions(options: ClientOptions): ClientOptions {
  const { transport, origin, apiVersion, ports, pageSize, bulkFrom, overlapMs } = options;
  const { attempts, fieldHistory, organizationId, onRequest } = options;
  const kept = { transport, origin, apiVersion, ports, pageSize, bulkFrom, overlapMs, attempts };
  return {
    ...kept,
    fieldHistory,
    ...(organizationId === undefined ? {} : { organizationId }),
    ...(onRequest === undefined ? {} : { onRequest }),
  };
}

function capabilities(abortsRequests: boolean): CrmCapabilities {
  return {
    objects: Object.keys(objectSources) as ObjectName[],
    writableObjects,
    pushBatchSize: collectionSize,
    reportsDeletions: true,
    mergedObjects: ["account", "contact"],
    abortsRequests,
  };
}
