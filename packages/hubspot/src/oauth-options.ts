import * as z from "zod/mini";

/** The tokens of one installation of an app, as they are to be stored: encrypted, and nowhere else. */
export interface OauthTokens {
  readonly refreshToken: string;
  /** Where it is missing, the first request refreshes. */
  readonly accessToken?: string;
  /** When `accessToken` ends, milliseconds since 1970; where it is missing, the first request refreshes. */
  readonly expiresAt?: number;
}

/** An app that was installed by OAuth, and what keeps its tokens. */
export interface OauthOptions {
  readonly clientId: string;
  /** The app's secrets, the current one first: two while one replaces the other. */
  readonly clientSecrets: readonly string[];
  readonly tokens: OauthTokens;
  /**
   * Stores new tokens. They are used only once this has ended well, so that a crash never loses a
   * refresh token that HubSpot replaced; after a failure it is called again with the same tokens.
   */
  readonly saveTokens: (tokens: OauthTokens) => void | Promise<void>;
  /**
   * Reads what {@link saveTokens} of any process stored last. Asked before a refresh and after a
   * refused one, so that several processes can share one installation. Without it there is one process.
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

const expected = (what: string): { error: string } => ({ error: `expected ${what}` });
const isFunction = (value: unknown): boolean => typeof value === "function";
const word = (what: string) => z.string(expected(what)).check(z.regex(/^\S+$/, expected(what)));

const Tokens = z.strictObject(
  {
    refreshToken: word("a refresh token (text without blanks)"),
    accessToken: z.optional(word("an access token (text without blanks)")),
    expiresAt: z.optional(z.int(expected("milliseconds since 1970"))),
  },
  expected("{ refreshToken, accessToken?, expiresAt? }"),
);

/** Checks {@link OauthOptions}; its messages never repeat a value. */
export const OauthShape = z.strictObject(
  {
    clientId: word("the app's client id (text without blanks)"),
    clientSecrets: z
      .array(word("a client secret (text without blanks)"), expected("a list of client secrets"))
      .check(z.minLength(1, expected("one client secret, or two while one replaces the other"))),
    tokens: Tokens,
    saveTokens: z.custom<OauthOptions["saveTokens"]>(isFunction, expected("a function that stores tokens")),
    loadTokens: z.optional(
      z.custom<() => OauthTokens>(isFunction, expected("a function that gives stored tokens")),
    ),
    inTurn: z.optional(
      z.custom<RefreshTurn>(isFunction, expected("a function that runs one refresh at a time")),
    ),
  },
  expected("{ clientId, clientSecrets, tokens, saveTokens, loadTokens?, inTurn? }"),
);
