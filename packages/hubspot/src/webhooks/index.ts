export { type HubspotWebhooks, hubspotWebhooks } from "./hubspot-webhooks.ts";
export {
  checkSignature,
  type SignatureCheck,
  type SignatureResult,
  type SignedRequest,
  signedHeaders,
} from "./signature.ts";
export type { HubspotWebhookOptions } from "./webhook-options.ts";
