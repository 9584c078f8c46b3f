import { caller, fetchTransport, lane, type Ports, type Transport } from "@headway/crm/http";
import { mapError } from "./map-error.ts";
import { fillSession } from "./soap.ts";
import { readBody, TokenAnswer } from "./vendor-answers.ts";

/** The credentials of one connection and the token they are worth right now. */
export interface Session {
  /** The token to send, signing in where there is none yet. */
  token(): Promise<string>;
  /**
   * A token other than `refused`, `undefined` where these credentials give no other. However many
   * requests ask at once, one sign-in answers them all (`invariant:A1`).
   */
  renew(refused: string): Promise<string | undefined>;
}

/** A session that ends with its token. */
export function fixedSession(accessToken: string): Session {
  return { token: async () => accessToken, renew: async () => undefined };
}

/** What signing in by client credentials needs. */
export interface ClientCredentials {
  /** The org's own My Domain address; login.salesforce.com does not serve this flow. */
  readonly origin: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly accessToken?: string;
  readonly fetch: typeof fetch;
  readonly ports: Ports;
}

/** A session that signs in by itself, with the OAuth client credentials flow. */
export function clientSession(credentials: ClientCredentials): Session {
  const signIn = tokenRequest(credentials);
  let current = credentials.accessToken;
  let underWay: Promise<string> | undefined;
  const fresh = (): Promise<string> => {
    underWay ??= signIn()
      .then((token) => {
        current = token;
        return token;
      })
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  };
  return {
    token: async () => current ?? fresh(),
    renew: async (refused) => (current !== undefined && current !== refused ? current : fresh()),
  };
}

/** Signs in on a lane of its own, so that it never queues behind data (`invariant:R6`). */
function tokenRequest(credentials: ClientCredentials): () => Promise<string> {
  const { origin, clientId, clientSecret, ports } = credentials;
  const calls = caller({
    crm: "salesforce",
    transport: fetchTransport({ crm: "salesforce", origin, headers: () => ({}), fetch: credentials.fetch }),
    lanes: { auth: lane("unlimited", ports) },
    toError: mapError,
    ports,
  });
  const request = { ...signInRequest(clientId, clientSecret), lane: "auth", replay: "safe" } as const;
  return async () => {
    const { body } = await calls.call(request);
    return readBody(TokenAnswer, body, "the sign-in").access_token;
  };
}

/** Asks for a token by the OAuth client credentials flow. Its body holds the secret and is never shown. */
export function signInRequest(clientId: string, clientSecret: string) {
  const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
  return {
    method: "POST",
    path: "/services/oauth2/token",
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams(form).toString(),
  } as const;
}

/**
 * A transport that shows the session's token. On 401 the session is renewed once and the request
 * repeated once; a second 401 is the answer (`invariant:A4`).
 */
export function sessionTransport(
  origin: string,
  session: Session,
  fetch: typeof globalThis.fetch,
): Transport {
  return async (request, signal) => {
    const sendWith = (token: string): ReturnType<Transport> => {
      const headers = () => ({ authorization: `Bearer ${token}`, accept: "application/json" });
      const send = fetchTransport({ crm: "salesforce", origin, headers, fetch });
      return send(
        request.body === undefined ? request : { ...request, body: fillSession(request.body, token) },
        signal,
      );
    };
    const token = await session.token();
    const answer = await sendWith(token);
    if (!isExpired(answer)) return answer;
    const renewed = await session.renew(token);
    return renewed === undefined ? answer : sendWith(renewed);
  };
}

/** SOAP says 500 for what REST says 401. */
export function isExpired(answer: { readonly status: number; readonly body: unknown }): boolean {
  if (answer.status === 401) return true;
  const { body } = answer;
  return answer.status === 500 && typeof body === "string" && body.includes("INVALID_SESSION_ID");
}
