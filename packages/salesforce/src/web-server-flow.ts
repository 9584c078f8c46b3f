import { CrmError } from "@headway/crm";
import { fetchTransport, isSafeOrigin, type Ports, systemPorts } from "@headway/crm/http";
import { encodeBytes } from "./jwt-assertion.ts";
import type { OauthTokens } from "./oauth-options.ts";
import { readTokenAnswer } from "./token-request.ts";

/** An app and where a person comes back to after she gave it consent. */
export interface WebServerFlow {
  /** Where to sign in: the org's own My Domain address, or `https://login.salesforce.com`. */
  readonly loginUrl: string;
  readonly clientId: string;
  /** Missing for an app without a secret. */
  readonly clientSecret?: string;
  readonly redirectUri: string;
  /** Default `api refresh_token`. */
  readonly scopes?: readonly string[];
  /** Hosts besides `*.my.salesforce.com` and the one of `loginUrl` that an org may be at (other clouds). */
  readonly hosts?: readonly string[];
  readonly fetch?: typeof fetch;
  readonly ports?: Ports;
  /** Random bytes that nobody can guess. Default: those of Web Crypto. */
  readonly randomBytes?: (count: number) => Uint8Array;
}

/** A sign-in under way. `state` and `verifier` are kept with the person's session, never shown to her browser's scripts. */
export interface StartedSignIn {
  /** Where to send the person. */
  readonly url: string;
  readonly state: string;
  readonly verifier: string;
}

/** An org that somebody gave consent for. */
export interface SignedIn {
  /** Its own address, for `instanceUrl`. */
  readonly instanceUrl: string;
  /** For `organizationId`, so that no other org ever answers unseen; `undefined` where Salesforce did not say. */
  readonly organizationId: string | undefined;
  /** To be stored, and given as `oauth.tokens`. */
  readonly tokens: OauthTokens;
}

/** Characters of a verifier come from 48 bytes: 64, of the 43 to 128 that RFC 7636 allows. */
const verifierBytes = 48;
const stateBytes = 32;

/** Begins the OAuth web server flow with PKCE (S256). Throws `invalid` for a `loginUrl` that is none. */
export async function startWebServerFlow(flow: WebServerFlow): Promise<StartedSignIn> {
  const { clientId, redirectUri, scopes = ["api", "refresh_token"], randomBytes = secureBytes } = flow;
  const verifier = encodeBytes(randomBytes(verifierBytes));
  const state = encodeBytes(randomBytes(stateBytes));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes.join(" "),
    state,
    code_challenge: encodeBytes(new Uint8Array(digest)),
    code_challenge_method: "S256",
  });
  return { url: `${loginOrigin(flow)}/services/oauth2/authorize?${query.toString()}`, state, verifier };
}

/**
 * Ends it, once, with the address that the person came back to. Throws `unauthenticated` where she or
 * Salesforce refused, where `state` is another (the answer belongs to somebody else's sign-in), and
 * where no refresh token came; `forbidden` for an org at an address that is not Salesforce's (`invariant:X6`).
 */
export async function finishWebServerFlow(
  flow: WebServerFlow,
  started: Pick<StartedSignIn, "state" | "verifier">,
  cameBackTo: string,
): Promise<SignedIn> {
  const { clientId, clientSecret, redirectUri, ports = systemPorts } = flow;
  const code = readCode(cameBackTo, started.state);
  const answer = await readTokenAnswer(
    { transport: signInTransport(flow), ports },
    {
      grant_type: "authorization_code",
      code,
      client_id: clientId,
      ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
      redirect_uri: redirectUri,
      code_verifier: started.verifier,
    },
  );
  const { accessToken, refreshToken, instanceUrl = "", organizationId } = answer;
  if (refreshToken === undefined) throw refused("gave no refresh token", "ask for the scope `refresh_token`");
  return {
    instanceUrl: allowedOrigin(instanceUrl, flow),
    organizationId,
    tokens: { accessToken, refreshToken },
  };
}

function signInTransport(flow: WebServerFlow) {
  const send = flow.fetch ?? ((input, init) => fetch(input, init));
  return fetchTransport({ crm: "salesforce", origin: loginOrigin(flow), headers: () => ({}), fetch: send });
}

function readCode(cameBackTo: string, state: string): string {
  const query = URL.canParse(cameBackTo) ? new URL(cameBackTo).searchParams : new URLSearchParams();
  if (query.get("state") !== state) {
    throw refused("was answered for another sign-in (`state` differs)", "begin again, in one browser");
  }
  const error = query.get("error");
  if (error !== null) throw refused(`was refused: \`${error.slice(0, 100)}\``, "begin again, and allow it");
  const code = query.get("code");
  if (code === null) throw refused("came back without a code", "begin again");
  return code;
}

function loginOrigin({ loginUrl }: WebServerFlow): string {
  if (isSafeOrigin(loginUrl)) return new URL(loginUrl).origin;
  throw new CrmError("invalid", {
    crm: "salesforce",
    message: "`loginUrl` expected an https origin without port or path, or http of a loopback address",
  });
}

/** Tokens go to the org's address from now on, so it has to be Salesforce's. */
function allowedOrigin(instanceUrl: string, flow: WebServerFlow): string {
  if (isSafeOrigin(instanceUrl)) {
    const { origin, protocol, hostname } = new URL(instanceUrl);
    const named = flow.hosts?.includes(hostname) === true || hostname.endsWith(".my.salesforce.com");
    if (origin === loginOrigin(flow) || (protocol === "https:" && named)) return origin;
  }
  throw new CrmError("forbidden", {
    crm: "salesforce",
    message: "the sign-in named an address for the org that is not one of Salesforce's",
    written: "no token was kept",
    remedy: "name its host in `hosts` if it is the org's own",
  });
}

function refused(what: string, remedy: string): CrmError {
  return new CrmError("unauthenticated", {
    crm: "salesforce",
    message: `the sign-in ${what}`,
    written: "no token was kept",
    remedy,
  });
}

function secureBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}
