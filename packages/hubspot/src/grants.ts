import { CrmError, known, type Reading, unknown } from "@headway/crm";
import * as z from "zod/mini";
import type { Client } from "./client.ts";
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

const TokenInfo = z.object({ scopes: z.array(z.string()) });

/**
 * The needed scopes that this token lacks. HubSpot tells the scopes of private apps' tokens; for
 * other kinds, or where the transport does not know the token, the reading is `unknown`.
 */
export async function readGrants(client: Client): Promise<Reading<readonly string[]>> {
  const { accessToken } = client;
  const tokenKey = typeof accessToken === "function" ? await accessToken() : accessToken;
  if (tokenKey === undefined)
    return unknown("the client given does not hold an access token to ask HubSpot about");
  const path = client.paths.tokenInfo;
  try {
    const { scopes } = readAnswer(TokenInfo, await client.post(path, { tokenKey }), path);
    return known(neededScopes.filter((scope) => !scopes.includes(scope)));
  } catch (error) {
    if (!CrmError.is(error) || !isAboutThis(error)) throw error;
    return unknown(`HubSpot did not tell the scopes of this token: ${error.message}`);
  }
}

function isAboutThis(error: CrmError): boolean {
  return ["forbidden", "not-found", "invalid", "malformed-response"].includes(error.code);
}
