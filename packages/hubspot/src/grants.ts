import { CrmError, known, type Reading, unknown } from "@headway/crm";
import { asListOf, asRecord, asText } from "@headway/crm/http";
import type { Client, Credentials } from "./client.ts";
import { readAnswer } from "./vendor-answers.ts";

/** Scopes without which some part of Headway cannot read or write (hubspot facts §3, §5, recorded 403s). */
export const neededScopes: readonly string[] = [
  ...["deals", "companies", "contacts"].flatMap((name) => [
    `crm.objects.${name}.read`,
    `crm.objects.${name}.write`,
    `crm.schemas.${name}.read`,
    `crm.schemas.${name}.write`,
  ]),
  "crm.objects.owners.read",
  "sales-email-read",
];

const TokenInfo = asRecord({ scopes: asListOf(asText) });

/**
 * The needed scopes that this token lacks. HubSpot tells the scopes of private apps' and OAuth apps'
 * tokens; for other kinds, or where the transport does not know the token, the reading is `unknown`.
 */
export async function readGrants(client: Client): Promise<Reading<readonly string[]>> {
  const { credentials } = client;
  if (credentials === undefined)
    return unknown("the client given does not hold an access token to ask HubSpot about");
  try {
    const scopes = await readScopes(client, credentials);
    return known(neededScopes.filter((scope) => !scopes.includes(scope)));
  } catch (error) {
    if (!CrmError.is(error) || !isAboutThis(error)) throw error;
    return unknown(`HubSpot did not tell the scopes of this token: ${error.message}`);
  }
}

async function readScopes(client: Client, credentials: Credentials): Promise<readonly string[]> {
  if ("session" in credentials) return credentials.session.scopes();
  const { accessToken } = credentials;
  const tokenKey = typeof accessToken === "function" ? await accessToken() : accessToken;
  const path = client.paths.tokenInfo;
  return readAnswer(TokenInfo, await client.post(path, { tokenKey }), path).scopes;
}

function isAboutThis(error: CrmError): boolean {
  return ["forbidden", "not-found", "invalid", "malformed-response"].includes(error.code);
}
