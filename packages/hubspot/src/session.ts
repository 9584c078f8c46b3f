import type { Transport } from "@headway/crm/http";

/** The credentials of one connection and the token they are worth right now. */
export interface Session {
  /** The token to send, refreshed first where it is about to end. */
  token(): Promise<string>;
  /**
   * A token other than `refused`, `undefined` where these credentials give no other. However many
   * requests ask at once, one refresh answers them all (`invariant:A1`).
   */
  renew(refused: string): Promise<string | undefined>;
  /** What the present token may do, asked of HubSpot; throws where it does not say. */
  scopes(): Promise<readonly string[]>;
  /** The app that the token belongs to, `null` where HubSpot does not say. */
  appId(): Promise<string | null>;
}

/**
 * A transport that shows the session's token, made anew by `transportOf` whenever the token changes.
 * On 401 the session is renewed once and the request repeated once, which did nothing the first time;
 * a second 401 is the answer (`invariant:A4`).
 */
export function sessionTransport(session: Session, transportOf: (token: string) => Transport): Transport {
  let current: { readonly token: string; readonly send: Transport } | undefined;
  const sendWith = (token: string): Transport => {
    if (current?.token !== token) current = { token, send: transportOf(token) };
    return current.send;
  };
  return async (request, signal) => {
    const token = await session.token();
    const answer = await sendWith(token)(request, signal);
    if (answer.status !== 401) return answer;
    const renewed = await session.renew(token);
    return renewed === undefined ? answer : sendWith(renewed)(request, signal);
  };
}
