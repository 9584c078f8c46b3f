import * as z from "zod/mini";

/** The tokens of one user's consent, as they are to be stored: encrypted, and nowhere else. */
export interface OauthTokens {
  readonly refreshToken: string;
  /** Where it is missing, the first request refreshes. */
  readonly accessToken?: string;
}

/** An app that somebody gave consent to, and what keeps its tokens. */
export interface OauthOptions {
  readonly clientId: string;
  /** Missing for an app without a secret. */
  readonly clientSecret?: string;
  readonly tokens: OauthTokens;
  /**
   * Stores new tokens. They are used only once this has ended well: where refresh tokens rotate, the
   * old one is worth nothing any more, and showing it again revokes all. After a failure it is called
   * again with the same tokens.
   */
  readonly saveTokens: (tokens: OauthTokens) => void | Promise<void>;
  /**
   * Reads what {@link saveTokens} of any process stored last. Asked before a refresh and after a
   * refused one, so that several processes can share one consent. Without it there is one process.
   */
  readonly loadTokens?: () => OauthTokens | Promise<OauthTokens>;
  /** Lets one process refresh at a time; needs {@link loadTokens}, asked again once it is this one's turn. */
  readonly inTurn?: RefreshTurn;
}

/**
 * Runs one refresh while no other process does. `beforeSpending` is called before a refresh token is shown, and
 * waited for, so that a crash between the answer and its storing can be explained.
 */
export type RefreshTurn = <Result>(
  work: (beforeSpending: () => Promise<void>) => Promise<Result>,
) => Promise<Result>;

/** A server that signs in for a user by its own key (OAuth 2.0 JWT bearer). */
export interface JwtOptions {
  readonly clientId: string;
  /** Whom to sign in, as `Username` has it. */
  readonly username: string;
  /** PKCS #8 in PEM (`BEGIN PRIVATE KEY`); the app holds its certificate. */
  readonly privateKey: string;
  /** Default: the org's own address, which serves every kind of app. */
  readonly audience?: string;
}

const expected = (what: string): { error: string } => ({ error: `expected ${what}` });
const isFunction = (value: unknown): boolean => typeof value === "function";
const word = (what: string) => z.string(expected(what)).check(z.regex(/^\S+$/, expected(what)));

const Tokens = z.strictObject(
  {
    refreshToken: word("a refresh token (text without blanks)"),
    accessToken: z.optional(word("an access token (text without blanks)")),
  },
  expected("{ refreshToken, accessToken? }"),
);

/** Checks {@link OauthOptions}; its messages never repeat a value. */
export const OauthShape = z.strictObject(
  {
    clientId: word("the app's consumer key (text without blanks)"),
    clientSecret: z.optional(word("the app's consumer secret (text without blanks)")),
    tokens: Tokens,
    saveTokens: z.custom<OauthOptions["saveTokens"]>(isFunction, expected("a function that stores tokens")),
    loadTokens: z.optional(
      z.custom<() => OauthTokens>(isFunction, expected("a function that gives stored tokens")),
    ),
    inTurn: z.optional(
      z.custom<RefreshTurn>(isFunction, expected("a function that runs one refresh at a time")),
    ),
  },
  expected("{ clientId, clientSecret?, tokens, saveTokens, loadTokens?, inTurn? }"),
);

const pem = /^-----BEGIN PRIVATE KEY-----[\sA-Za-z0-9+/=]+-----END PRIVATE KEY-----\s*$/;
const key =
  "a private key in PKCS #8 (`BEGIN PRIVATE KEY`); `openssl pkcs8 -topk8 -nocrypt` turns others into one";

/** Checks {@link JwtOptions}; its messages never repeat a value. */
export const JwtShape = z.strictObject(
  {
    clientId: word("the app's consumer key (text without blanks)"),
    username: word("a username (text without blanks)"),
    privateKey: z.string(expected(key)).check(z.regex(pem, expected(key))),
    audience: z.optional(word("an address")),
  },
  expected("{ clientId, username, privateKey, audience? }"),
);
