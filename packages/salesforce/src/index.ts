import type { CrmAdapter } from "@headway/crm";
import { salesforceAdapter } from "./adapter.ts";
import { parseSdkOptions, type SalesforceSdkOptions } from "./options.ts";
import { connect } from "./sdk-connection.ts";
import { sdkTransport } from "./sdk-transport.ts";

export type { SalesforceAccess } from "./access.ts";
export type { JwtOptions, OauthOptions, OauthTokens } from "./oauth-options.ts";
export type { SalesforceOptions, SalesforceSdkOptions } from "./options.ts";

/**
 * The Salesforce adapter on jsforce: over a `connection` of your own, or over one made from
 * `instanceUrl` and a token or client. Throws `CrmError` `invalid` for wrong options.
 */
export function salesforce(options: SalesforceSdkOptions): CrmAdapter {
  const parsed = parseSdkOptions(options);
  const { connection, ready, worked } = connect(parsed);
  const send = sdkTransport(connection, worked);
  const { origin } = new URL(connection.instanceUrl);
  const transport: typeof send = async (request, signal) => {
    await ready();
    return send(request, signal);
  };
  return salesforceAdapter({ ...parsed, origin, transport }, false);
}
