export { type DemoPortfolioOptions, demoPortfolio } from "./demo-portfolio.ts";
export type { HubspotRule } from "./hubspot/check-rules.ts";
export type { Fault as HubspotFault } from "./hubspot/fault/fault.ts";
export type { HubspotFaultRates, HubspotFaults } from "./hubspot/fault/fault-plan.ts";
export { type HubspotSandbox, hubspotSandbox } from "./hubspot/hubspot-sandbox.ts";
export type {
  GivenTokens as HubspotTokens,
  OauthHands as HubspotOauth,
} from "./hubspot/oauth/oauth-hands.ts";
export type { HubspotOauthOptions } from "./hubspot/oauth/oauth-settings.ts";
export type { HubspotShortPages } from "./hubspot/page-size.ts";
export type { EditSource, NewRecord, RecordName } from "./hubspot/portal-hands.ts";
export type { RequestCounts as HubspotRequestCounts } from "./hubspot/request-log.ts";
export type { HubspotEdition, HubspotSandboxOptions } from "./hubspot/settings.ts";
export type { HubspotWebhookDisturbance, HubspotWebhookRates } from "./hubspot/webhook/disturbance.ts";
export type { HubspotSubscription } from "./hubspot/webhook/subscription.ts";
export type {
  HubspotDelivery,
  HubspotWebhookOptions,
  HubspotWebhooks,
} from "./hubspot/webhook/webhook-sender.ts";
export type { WitnessRecord as HubspotRecord, WitnessVersion as HubspotVersion } from "./hubspot/witness.ts";
export type * from "./portfolio.ts";
export {
  type Fault as SalesforceFault,
  type SalesforceSandbox,
  type SalesforceSandboxOptions,
  salesforceSandbox,
} from "./salesforce/salesforce-sandbox.ts";
export type { SalesforceFaultRates, SalesforceFaults } from "./salesforce/seeded-faults.ts";
export { sandbox } from "./sandbox.ts";
export { type RunningSandbox, type StartSandboxOptions, startSandbox } from "./start-sandbox.ts";
