import { fetchTransport, type Ports, type Transport } from "@headway/crm/http";
import { fillSession } from "./soap.ts";

/** The credentials of one connection and the token they are worth right now. */
export interface Session {
  /** The token to send, signing in where there is none yet. */
  token(): Promise<string>;
  /**
   * A token other than `refused`, `undefined` where these credentials give no other. However many
   * requests ask at once, one sign-in answers them all (`invariant:A1`).
   */
  renew(refused: string): Promise<string | undefined>;
  /** The token was taken: whatever was refused before is forgotten. */
  worked(): void;
}

/** A session that ends with its token. */
export function fixedSession(accessToken: string): Session {
  return { token: async () => accessToken, renew: async () => undefined, worked: () => undefined };
}

/** Tokens kept fresh by somebody else: asked again when one is refused. */
export function givenSession(accessToken: () => string | Promise<string>): Session {
  return {
    token: async () => accessToken(),
    async renew(refused) {
      const token = await accessToken();
      return token === refused ? undefined : token;
    },
    worked: () => undefined,
  };
}

/** Sign-ins in a row of which no token was taken, after which it is left alone for {@link pauseMs}. */
const mostRenewals = 3;
const pauseMs = 60_000;

/**
 * A session that signs in by itself. New tokens that are refused one after the other end it for a
 * minute: an org that refuses every token must not be asked for ever more of them (`invariant:A4`).
 *
 * @param signIn Gives a token other than `refused`.
 */
export function renewingSession(
  first: string | undefined,
  signIn: (refused: string | undefined) => Promise<string>,
  ports: Ports,
): Session {
  let current = first;
  let underWay: Promise<string> | undefined;
  let renewals = 0;
  let renewedAt = 0;
  const fresh = (refused: string | undefined): Promise<string> => {
    underWay ??= signIn(refused)
      .then((token) => {
        current = token;
        renewals += 1;
        renewedAt = ports.now();
        return token;
      })
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  };
  return {
    token: async () => current ?? fresh(undefined),
    async renew(refused) {
      if (current !== undefined && current !== refused) return current;
      const isEnough = renewals >= mostRenewals && ports.now() - renewedAt < pauseMs;
      return isEnough ? undefined : fresh(refused);
    },
    worked() {
      renewals = 0;
    },
  };
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
    const sendWith = async (token: string): ReturnType<Transport> => {
      const headers = () => ({ authorization: `Bearer ${token}`, accept: "application/json" });
      const send = fetchTransport({ crm: "salesforce", origin, headers, fetch });
      const answer = await send(
        request.body === undefined ? request : { ...request, body: fillSession(request.body, token) },
        signal,
      );
      if (!isExpired(answer)) session.worked();
      return answer;
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
