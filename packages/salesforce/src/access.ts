import { isSafeOrigin } from "@headway/crm/http";
import * as z from "zod/mini";
import { type JwtOptions, JwtShape, type OauthOptions, OauthShape } from "./oauth-options.ts";

/** A token, or a function asked for the present one, for tokens that are refreshed elsewhere. */
export type AccessToken = string | (() => string | Promise<string>);

/** Where the org is and how to get in, in exactly one way. A token may stand beside a client, to begin with. */
export interface SalesforceAccess {
  /** The org's own My Domain address, such as `https://acme.my.salesforce.com`. Plain http is taken for a loopback address only. */
  readonly instanceUrl: string;
  readonly accessToken?: AccessToken;
  /** With `clientSecret`: signs in, and again when the token has expired (OAuth client credentials). */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Signs in by a key of our own. */
  readonly jwt?: JwtOptions;
  /** Refreshes what somebody gave consent to, with refresh tokens that may rotate. */
  readonly oauth?: OauthOptions;
}

const expected = (what: string): { error: string } => ({ error: `expected ${what}` });
const text = z.optional(z.string(expected("text")).check(z.regex(/^\S+$/, expected("text without blanks"))));

/** What both transports check alike. */
export const accessShape = {
  instanceUrl: z.custom<string>(
    isSafeOrigin,
    expected("an https origin without port or path, or http of a loopback address"),
  ),
  clientId: text,
  clientSecret: text,
  jwt: z.optional(JwtShape),
  oauth: z.optional(OauthShape),
};

/** A token as text. */
export const tokenText = text;

/** What is wrong with the credentials taken together, `undefined` where nothing is. */
export function credentialsFault(access: SalesforceAccess): string | undefined {
  const { accessToken, clientId, clientSecret, jwt, oauth } = access;
  if ((clientId === undefined) !== (clientSecret === undefined)) {
    return "`clientId` and `clientSecret` expected together";
  }
  const ways = [clientId, jwt, oauth].filter((way) => way !== undefined).length;
  if (ways > 1) return "one of `clientId`, `jwt` and `oauth` expected, not several";
  if (ways === 1 || accessToken !== undefined) return undefined;
  return "`accessToken`, or `clientId` and `clientSecret`, or `jwt`, or `oauth`, expected";
}
