import { defaultPolicy } from "@headway/core";
import { workflowAction } from "@headway/hubspot/serverless";
import { assessDealRecord } from "@headway/sync/one-record";

const { HEADWAY_ORIGIN: origin, HEADWAY_AS_OF: asOf } = process.env;

/** A workflow action as a customer installs it; the two variables stand in for HubSpot's address and the clock. */
export const main = workflowAction({
  run: (crm, ref, signal) =>
    assessDealRecord(crm, ref, { policy: defaultPolicy, asOf: asOf ?? new Date().toISOString(), signal }),
  ...(origin === undefined ? {} : { crm: { origin } }),
});
