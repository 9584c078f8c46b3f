import {
  type CallOptions,
  type ChangePage,
  type CrmAdapter,
  CrmError,
  objectNames,
  type PullRequest,
} from "@headway/crm";
import { type Connection, openClient } from "./client.ts";
import { describeAccount } from "./describe.ts";
import { writableObjects } from "./field-names.ts";
import { provisionSteps } from "./provision.ts";
import { pullChanges } from "./pull-changes.ts";
import { pullRecords } from "./pull-records.ts";
import { pushPatches } from "./push.ts";
import { batchLimit } from "./push-rows.ts";
import { readStory } from "./story.ts";

/** The adapter over a connection; the two transports differ only in whether abort frees the socket. */
export function adapter(connection: Connection, abortsRequests: boolean): CrmAdapter {
  const open = (options: CallOptions | undefined) => openClient(connection, options);
  return {
    specVersion: 1,
    crm: "hubspot",
    capabilities: {
      objects: objectNames,
      writableObjects,
      pushBatchSize: batchLimit,
      reportsDeletions: true,
      mergedObjects: ["deal", "account", "contact"],
      // HubSpot's dates of change do not move, and nothing lists changed associations (hubspot facts §2).
      reportsLinkChanges: false,
      abortsRequests,
    },
    describe: (options) => describeAccount(open(options)),
    provision: (steps, options) => provisionSteps(open(options), steps),
    pull: (request, options) => pull(request, () => open(options)),
    push: async (patches, options) => pushPatches(open(options), patches),
    story: async (request, options) => readStory(open(options), request),
  };
}

async function* pull(
  request: PullRequest,
  open: () => ReturnType<typeof openClient>,
): AsyncGenerator<ChangePage> {
  const asked = request.type === "changes" ? [request.object] : request.refs.map((ref) => ref.object);
  const stranger = asked.find((object) => !objectNames.includes(object));
  if (stranger !== undefined) {
    throw new CrmError("unsupported", { crm: "hubspot", message: `HubSpot has no \`${stranger}\` records` });
  }
  yield* request.type === "changes" ? pullChanges(open(), request) : pullRecords(open(), request);
}
