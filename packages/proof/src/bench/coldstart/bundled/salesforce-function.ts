import { defaultDealPolicy } from "@headway/core";
import { callableFunction, salesforceRecords } from "@headway/salesforce/serverless";
import { assessDealRecord } from "@headway/sync/one-record";

const { HEADWAY_ORIGIN: instanceUrl = "", HEADWAY_TOKEN: accessToken = "" } = process.env;
const { HEADWAY_AS_OF: asOf, HEADWAY_SECRET: secret = "" } = process.env;

/** A function that Salesforce calls, for one org whose address, token and secret are in the environment. */
export const handle = callableFunction({
  org: (organizationId) => ({
    secrets: [secret],
    crm: salesforceRecords({ instanceUrl, accessToken, organizationId }),
  }),
  run: (crm, ref, signal) =>
    assessDealRecord(crm, ref, { policy: defaultDealPolicy, asOf: asOf ?? new Date().toISOString(), signal }),
});
