import { CrmError } from "@headway/crm";
import { asEither, asLenient, asNumber, asOptional, asRecord, asText } from "@headway/crm/http";
import type { Client, Credentials } from "./client.ts";
import { readAnswer } from "./vendor-answers.ts";

const TokenInfo = asRecord({
  appId: asLenient(asOptional(asEither(asNumber, asText)), undefined),
});
/** The one row of its table. */
const own = "own";

/**
 * The id of the app whose token this is, by which HubSpot's history of values names what it wrote: as
 * configured, or as HubSpot tells of the token, asked at most once in ten minutes. `null` where neither
 * says, as for service keys.
 */
export async function readOwnAppId(client: Client): Promise<string | null> {
  const { appId, credentials, ports } = client;
  if (appId !== undefined) return appId;
  if (credentials === undefined) return null;
  const kept = client.tables.ownApp.get(own, ports.now());
  if (kept !== undefined) return kept === "" ? null : kept;
  const readAt = ports.now();
  const found = (await askHubspot(client, credentials)) ?? "";
  client.tables.ownApp.keep(own, found, readAt);
  return found === "" ? null : found;
}

async function askHubspot(client: Client, credentials: Credentials): Promise<string | null> {
  try {
    if ("session" in credentials) return await credentials.session.appId();
    const { accessToken } = credentials;
    const tokenKey = typeof accessToken === "function" ? await accessToken() : accessToken;
    const path = client.paths.tokenInfo;
    const { appId } = readAnswer(TokenInfo, await client.post(path, { tokenKey }), path);
    return appId === undefined ? null : String(appId);
  } catch (error) {
    const codes = ["forbidden", "not-found", "invalid", "malformed-response"];
    if (!CrmError.is(error) || !codes.includes(error.code)) throw error;
    return null;
  }
}
