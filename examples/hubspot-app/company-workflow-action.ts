import { defaultPolicy } from "@headway/core";
import { workflowAction } from "@headway/hubspot/serverless";
import { assessRecord } from "@headway/sync/one-record";

/** The custom code action of a workflow on companies, twice the size of the one for deals: an account asks for the whole policy. */
export const main = workflowAction({
  run: (crm, ref, signal) =>
    assessRecord(crm, ref, { policy: defaultPolicy, asOf: new Date().toISOString(), signal }),
  outputs: ({ account }) => ({ headway_stall: account?.stall.state ?? "unknown" }),
});
