import type { CrmAdapter } from "@headway/crm";
import { fetchTransport } from "@headway/crm/http";
import { salesforceAdapter } from "./adapter.ts";
import { openSession } from "./oauth-session.ts";
import { parseFetchOptions, type SalesforceFetchOptions } from "./options.ts";
import { sessionTransport } from "./session.ts";
import { tokenRequest } from "./token-request.ts";

export type { AccessToken, SalesforceAccess } from "./access.ts";
export type { JwtOptions, OauthOptions, OauthTokens } from "./oauth-options.ts";
export type { SalesforceFetchOptions, SalesforceOptions } from "./options.ts";
export {
  finishWebServerFlow,
  type SignedIn,
  type StartedSignIn,
  startWebServerFlow,
  type WebServerFlow,
} from "./web-server-flow.ts";

/**
 * The Salesforce adapter over plain `fetch`, without jsforce: for serverless functions and the edge.
 * Abort frees the socket at once. Throws `CrmError` `invalid` for wrong options.
 */
export function salesforceFetch(options: SalesforceFetchOptions): CrmAdapter {
  const parsed = parseFetchOptions(options);
  const { fetch, ports, organizationId } = parsed;
  const { origin } = new URL(parsed.instanceUrl);
  const request = tokenRequest({
    transport: fetchTransport({ crm: "salesforce", origin, headers: () => ({}), fetch }),
    ports,
    ...(organizationId === undefined ? {} : { organizationId }),
  });
  const session = openSession(parsed, origin, request, ports);
  const transport = sessionTransport(origin, session, fetch);
  return salesforceAdapter({ ...parsed, origin, transport }, true);
}
