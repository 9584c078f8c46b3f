import { defaultDealPolicy } from "@headway/core";
import { workflowAction } from "@headway/hubspot/serverless";
import { assessDealRecord } from "@headway/sync/one-record";

const { HEADWAY_ORIGIN: origin, HEADWAY_AS_OF: asOf, HEADWAY_BUDGET_MS: budgetMs } = process.env;

/** A workflow action as a customer installs it; the variables stand in for HubSpot's address, the clock and its 20 seconds. */
export const main = workflowAction({
  run: (crm, ref, signal) =>
    assessDealRecord(crm, ref, { policy: defaultDealPolicy, asOf: asOf ?? new Date().toISOString(), signal }),
  ...(origin === undefined ? {} : { crm: { origin } }),
  ...(budgetMs === undefined ? {} : { budgetMs: Number(budgetMs) }),
});
