import { CrmError, quoteVendor } from "@headway/crm";
import {
  asEither,
  asFlag,
  asLenient,
  asListOf,
  asNumber,
  asOptional,
  asRecord,
  asText,
  type Caller,
  caller,
  fetchTransport,
  type HttpAnswer,
  type HttpRequest,
  lane,
  type Ports,
  type RequestEvent,
  readShape,
} from "@headway/crm/http";
import { mapError } from "./map-error.ts";
import type { OauthOptions, OauthTokens } from "./oauth-options.ts";
import type { RequestPaths } from "./request-paths.ts";
import { readAnswer } from "./vendor-answers.ts";

/** Where and how tokens are asked for. */
export interface TokenRequestOptions {
  readonly oauth: Pick<OauthOptions, "clientId" | "clientSecrets">;
  readonly paths: RequestPaths;
  readonly origin: string;
  readonly fetch: typeof fetch;
  readonly ports: Ports;
  readonly onRequest?: (event: RequestEvent) => void;
}

/** Tokens as just given, with the life of the access token in milliseconds. */
export type GivenTokens = Required<OauthTokens> & { readonly lifeMs: number };

/** What an app asks of HubSpot about its tokens. */
export interface TokenRequests {
  /** Throws `unauthenticated` where HubSpot refuses for good. */
  refresh(refreshToken: string): Promise<GivenTokens>;
  /** Scopes of an access token, and the app that it belongs to where HubSpot says so. */
  introspect(accessToken: string): Promise<{ scopes: readonly string[]; appId: string | null }>;
}

const TokenAnswer = asRecord({
  access_token: asText,
  refresh_token: asLenient(asOptional(asText), undefined),
  expires_in: asNumber,
});
const Introspection = asRecord({
  active: asFlag,
  scopes: asLenient(asOptional(asListOf(asText)), undefined),
  app_id: asLenient(asOptional(asEither(asNumber, asText)), undefined),
});
const Fault = asRecord({
  status: asLenient(asText, ""),
  error: asLenient(asText, ""),
  message: asLenient(asText, ""),
});

/** Words by which HubSpot, or the standard, says that the client secret is not the right one. */
const secretFaults = ["BAD_CLIENT_SECRET", "invalid_client"];

/**
 * Requests on a lane of their own, so that signing in never queues behind data (`invariant:R6`). The
 * secret goes in the body; the one that was taken last is tried first.
 */
export function tokenRequests(options: TokenRequestOptions): TokenRequests {
  const { oauth, paths, ports } = options;
  const calls = tokenCaller(options);
  let secrets: readonly string[] = oauth.clientSecrets;
  const post = async (path: string, form: Readonly<Record<string, string>>): Promise<HttpAnswer> => {
    for (const [index, secret] of secrets.entries()) {
      try {
        const answer = await calls.call(
          formRequest(path, { ...form, client_id: oauth.clientId, client_secret: secret }),
        );
        secrets = [secret, ...secrets.filter((other) => other !== secret)];
        return answer;
      } catch (error) {
        const isLast = index === secrets.length - 1;
        if (isLast || !CrmError.is(error) || !secretFaults.includes(error.details.vendorCode ?? ""))
          throw error;
      }
    }
    throw new RangeError("no client secret");
  };
  return {
    async refresh(refreshToken) {
      const askedAt = ports.now();
      const form = { grant_type: "refresh_token", refresh_token: refreshToken };
      const given = readAnswer(TokenAnswer, await post(paths.token, form), paths.token);
      const lifeMs = given.expires_in * 1_000;
      return {
        accessToken: given.access_token,
        refreshToken: given.refresh_token ?? refreshToken,
        expiresAt: askedAt + lifeMs,
        lifeMs,
      };
    },
    async introspect(accessToken) {
      const path = `${paths.token}/introspect`;
      const form = { token: accessToken, token_type_hint: "access_token" };
      const told = readAnswer(Introspection, await post(path, form), path);
      return { scopes: told.scopes ?? [], appId: told.app_id === undefined ? null : String(told.app_id) };
    },
  };
}

function tokenCaller(options: TokenRequestOptions): Caller {
  const { origin, ports, onRequest } = options;
  const headers = () => ({ accept: "application/json" });
  return caller({
    crm: "hubspot",
    transport: fetchTransport({ crm: "hubspot", origin, headers, fetch: options.fetch }),
    lanes: { auth: lane("unlimited", ports) },
    toError: tokenError,
    ports,
    ...(onRequest === undefined ? {} : { onRequest }),
  });
}

function formRequest(path: string, form: Readonly<Record<string, string>>) {
  return {
    method: "POST",
    path,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
    lane: "auth",
    replay: "safe",
  } as const;
}

/** A refusal says why in `status` or, as the standard has it, in `error`; only those two words are kept. */
function tokenError(answer: HttpAnswer, request: HttpRequest): CrmError | undefined {
  if (![400, 401, 403].includes(answer.status)) return mapError(answer, request);
  const parsed = readShape(Fault, answer.body);
  const fault = parsed.fits ? parsed.value : { status: "", error: "", message: "" };
  const known = [fault.error, fault.status].find((word) => word !== "" && word !== "error");
  const reason = quoteVendor(known ?? fault.message);
  return new CrmError("unauthenticated", {
    crm: "hubspot",
    message: `HubSpot gives this app no access token${reason === "" ? "" : `: ${reason}`}`,
    written: "nothing was sent",
    remedy: secretFaults.includes(known ?? "")
      ? "check the app's client id and client secrets"
      : "install the app again to connect HubSpot",
    status: answer.status,
    ...(known === undefined ? {} : { vendorCode: known }),
  });
}
