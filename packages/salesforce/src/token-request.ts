import { CrmError, quoteVendor } from "@headway/crm";
import {
  asOptional,
  asRecord,
  asText,
  asTextLike,
  caller,
  type HttpAnswer,
  type HttpRequest,
  lane,
  type Ports,
  type Transport,
} from "@headway/crm/http";
import { readFault, wholeReading } from "./error-reading.ts";
import { mapError } from "./map-error.ts";
import { isSameOrganization, otherOrganization } from "./organization-check.ts";
import { readBody } from "./vendor-answers.ts";

/** The answer of the token endpoint. */
const TokenAnswer = asRecord({
  access_token: asTextLike(/./s),
  refresh_token: asOptional(asText),
  instance_url: asOptional(asText),
  id: asOptional(asText),
});

/** Where and how tokens are asked for. */
export interface TokenRequestOptions {
  /** Sends to the org without any token. */
  readonly transport: Transport;
  /** The org that must answer; without it, the one that answers first is the one for good. */
  readonly organizationId?: string;
  readonly ports: Ports;
}

/** Tokens as just given; a refresh token only where there is a new one. */
export interface GivenTokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
}

/** Asks for tokens by one form of the token endpoint. Throws `unauthenticated` where Salesforce refuses for good. */
export type TokenRequest = (form: Readonly<Record<string, string>>) => Promise<GivenTokens>;

const path = "/services/oauth2/token";

/**
 * Requests on a lane of their own, so that signing in never queues behind data (`invariant:R6`).
 * Secrets go in the body. Of the answer only tokens are taken, and only from the org that is meant:
 * requests go on to the address that was named (`invariant:X6`).
 */
export function tokenRequest(options: TokenRequestOptions): TokenRequest {
  let { organizationId } = options;
  return async (form) => {
    const { accessToken, refreshToken, organizationId: found } = await readTokenAnswer(options, form);
    organizationId = samePlace(organizationId, found);
    return refreshToken === undefined ? { accessToken } : { accessToken, refreshToken };
  };
}

/** Everything that the token endpoint says, nothing of it checked against anything. */
export async function readTokenAnswer(
  { transport, ports }: TokenRequestOptions,
  form: Readonly<Record<string, string>>,
): Promise<
  GivenTokens & { readonly instanceUrl: string | undefined; readonly organizationId: string | undefined }
> {
  const calls = caller({
    crm: "salesforce",
    transport,
    lanes: { auth: lane("unlimited", ports) },
    toError: tokenError,
    ports,
  });
  // What is spent by being shown is spent even where the answer got lost.
  const isSpent = ["refresh_token", "authorization_code"].includes(form.grant_type ?? "");
  const replay = isSpent ? "unsafe" : "safe";
  const { body } = await calls.call({ ...formRequest(form), lane: "auth", replay });
  const given = readBody(TokenAnswer, body, "the sign-in");
  return {
    accessToken: given.access_token,
    ...(given.refresh_token === undefined ? {} : { refreshToken: given.refresh_token }),
    instanceUrl: given.instance_url,
    organizationId: /\/id\/(00D\w{12,15})\/005/.exec(given.id ?? "")?.[1],
  };
}

function formRequest(form: Readonly<Record<string, string>>) {
  return {
    method: "POST",
    path,
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams(form).toString(),
  } as const;
}

function samePlace(expected: string | undefined, found: string | undefined): string | undefined {
  if (found === undefined || expected === undefined || isSameOrganization(expected, found))
    return expected ?? found;
  throw otherOrganization(expected, found);
}

/** A refusal says why in `error` and `error_description`; neither holds what was sent. */
function tokenError(answer: HttpAnswer, request: HttpRequest): CrmError | undefined {
  const error = mapError(answer, request, wholeReading);
  if (error === undefined || ![400, 401, 403].includes(answer.status)) return error;
  const fault = readFault(answer);
  const said =
    fault === undefined ? "" : `: \`${quoteVendor(fault.errorCode)}\`: ${quoteVendor(fault.message)}`;
  return new CrmError("unauthenticated", {
    crm: "salesforce",
    message: `Salesforce gives no token${said}`,
    written: "nothing was sent",
    remedy: remedies[fault?.errorCode ?? ""] ?? "sign in again or renew the client's secret",
    status: answer.status,
    ...(fault === undefined ? {} : { vendorCode: fault.errorCode }),
  });
}

const remedies: Readonly<Record<string, string>> = {
  invalid_grant:
    "sign in again: what was shown is expired, revoked or used before, or the user did not allow this app",
  invalid_client_id: "check the consumer key of the External Client App",
  invalid_client: "check the consumer secret of the External Client App",
  inactive_user: "activate the user that the app runs as",
};
