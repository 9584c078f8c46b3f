/** How an org's External Client App hands out tokens. Everything may be left out. */
export interface AuthSettings {
  /** How long an access token is worth something, by the sandbox's clock. Default: until it is revoked. */
  readonly accessTokenMs?: number;
  /** A refresh token not used for so long is worth nothing any more. Default 30 days. */
  readonly refreshTokenIdleMs?: number;
  /**
   * Whether every refresh gives a new refresh token and spends the old one; a spent one shown again then
   * revokes everything that came of the same consent. Default true, as ISV apps must have it.
   */
  readonly rotation?: boolean;
  /** PEM of the certificate, or of its public key, that JWT assertions are signed for. Default: none, all are refused. */
  readonly certificate?: string;
  /** Where a person may be sent back to with a code. Default `http://localhost:3000/callback`. */
  readonly redirectUri?: string;
  /** Every API request is refused with 401 although sign-ins go on working. Default false. */
  readonly persistent401?: boolean;
}

/** The same with every default filled in; the certificate may still be absent. */
export type FullAuthSettings = Required<Omit<AuthSettings, "certificate">> & {
  readonly certificate: string | undefined;
};

const idleMs = 30 * 86_400_000;

/** Fills in the defaults. */
export function authSettings(given: AuthSettings = {}): FullAuthSettings {
  return {
    accessTokenMs: Number.POSITIVE_INFINITY,
    refreshTokenIdleMs: idleMs,
    rotation: true,
    redirectUri: "http://localhost:3000/callback",
    persistent401: false,
    ...given,
    certificate: given.certificate,
  };
}
