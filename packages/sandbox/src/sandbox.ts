import { hubspotSandbox } from "./hubspot/hubspot-sandbox.ts";
import { salesforceSandbox } from "./salesforce/salesforce-sandbox.ts";
import { startSandbox } from "./start-sandbox.ts";

/**
 * Everything by one name: `sandbox.hubspot()` and `sandbox.salesforce()` make a CRM in this process, to be handed
 * to a client as its `fetch`; `sandbox.start()` puts both on ports of this machine.
 */
export const sandbox = {
  hubspot: hubspotSandbox,
  salesforce: salesforceSandbox,
  start: startSandbox,
} as const;
