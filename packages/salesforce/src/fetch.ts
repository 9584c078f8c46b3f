import type { CrmAdapter } from "@headway/crm";
import { salesforceAdapter } from "./adapter.ts";
import { parseFetchOptions, type SalesforceFetchOptions } from "./options.ts";
import { clientSession, fixedSession, type Session, sessionTransport } from "./session.ts";

export type { AccessToken, SalesforceAccess, SalesforceFetchOptions, SalesforceOptions } from "./options.ts";

/**
 * The Salesforce adapter over plain `fetch`, without jsforce: for serverless functions and the edge.
 * Abort frees the socket at once. Throws `CrmError` `invalid` for wrong options.
 */
export function salesforceFetch(options: SalesforceFetchOptions): CrmAdapter {
  const parsed = parseFetchOptions(options);
  const { origin } = new URL(parsed.instanceUrl);
  const transport = sessionTransport(origin, sessionOf(parsed, origin), parsed.fetch);
  return salesforceAdapter({ ...parsed, origin, transport }, true);
}

function sessionOf(parsed: ReturnType<typeof parseFetchOptions>, origin: string): Session {
  const { accessToken, clientId, clientSecret, fetch, ports } = parsed;
  if (typeof accessToken === "function") return givenSession(accessToken);
  if (clientId === undefined || clientSecret === undefined) return fixedSession(accessToken ?? "");
  const first = accessToken === undefined ? {} : { accessToken };
  return clientSession({ origin, clientId, clientSecret, ...first, fetch, ports });
}

/** Tokens kept fresh by somebody else: asked again when one is refused. */
function givenSession(accessToken: () => string | Promise<string>): Session {
  return {
    token: async () => accessToken(),
    async renew(refused) {
      const token = await accessToken();
      return token === refused ? undefined : token;
    },
  };
}
