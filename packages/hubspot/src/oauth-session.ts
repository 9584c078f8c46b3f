import { CrmError } from "@headway/crm";
import type { Ports } from "@headway/crm/http";
import type { OauthOptions, OauthTokens, RefreshTurn } from "./oauth-options.ts";
import type { Settings } from "./options.ts";
import { requestPaths } from "./request-paths.ts";
import type { Session } from "./session.ts";
import { type TokenRequests, tokenRequests } from "./token-request.ts";

/** A session over requests of its own to HubSpot. */
export function openSession(
  oauth: OauthOptions,
  settings: Settings & { readonly origin: string },
  fetch: typeof globalThis.fetch,
): Session {
  const { origin, ports, apiVersion, onRequest } = settings;
  const paths = requestPaths(apiVersion);
  const requests = tokenRequests({ oauth, paths, origin, fetch, ports, ...(onRequest && { onRequest }) });
  return oauthSession(oauth, requests, ports);
}

/** The part of a token's life after which it is refreshed, before it ends. */
const freshPart = 0.8;
/** HubSpot's access tokens last half an hour; of tokens handed in only the end is known. */
const usualLifeMs = 1_800_000;

interface State {
  tokens: OauthTokens;
  /** From when on the access token is refreshed, milliseconds since 1970. */
  refreshAt: number;
  /** New tokens that could not be saved yet, and are not used until they are. */
  unsaved: OauthTokens | undefined;
  /** Why HubSpot gives no token any more; stays until other tokens are stored. */
  refusal: CrmError | undefined;
  underWay: Promise<string> | undefined;
}

/**
 * The session of an app that was installed by OAuth. A token is refreshed when four fifths of its
 * life are over, a little earlier or later by chance, so that many processes do not ask at once; a 401
 * is not waited for. A refresh that fails in passing leaves the present token in use while it lasts. A
 * refresh that HubSpot refuses is not tried again, except with other tokens from `loadTokens`.
 */
export function oauthSession(oauth: OauthOptions, requests: TokenRequests, ports: Ports): Session {
  const state: State = {
    tokens: oauth.tokens,
    refreshAt: refreshTime(oauth.tokens, usualLifeMs, ports),
    unsaved: undefined,
    refusal: undefined,
    underWay: undefined,
  };
  const refreshed = (stale: string | undefined): Promise<string> => {
    const turn = oauth.inTurn ?? alone;
    const once = (beforeSpending: () => Promise<void>) =>
      refresh(oauth, spending(requests, beforeSpending), state, stale, ports);
    state.underWay ??= turn(once).finally(() => {
      state.underWay = undefined;
    });
    return state.underWay;
  };
  const token = async (): Promise<string> => {
    const { accessToken } = state.tokens;
    if (accessToken !== undefined && isFresh(state, ports)) return accessToken;
    return refreshed(accessToken).catch((error: unknown) => {
      if (accessToken !== undefined && lasts(state.tokens, ports) && isPassing(error)) return accessToken;
      throw error;
    });
  };
  return {
    token,
    async renew(refused) {
      const { accessToken } = state.tokens;
      return accessToken === undefined || accessToken === refused ? refreshed(refused) : accessToken;
    },
    scopes: async () => (await requests.introspect(await token())).scopes,
    appId: async () => (await requests.introspect(await token())).appId,
  };
}

/** Where no other process refreshes. */
const alone: RefreshTurn = (work) => work(async () => undefined);

function spending(requests: TokenRequests, beforeSpending: () => Promise<void>): TokenRequests {
  return {
    ...requests,
    async refresh(refreshToken) {
      await beforeSpending();
      return requests.refresh(refreshToken);
    },
  };
}

/** One refresh, however many wait for it. `stale` is the token that is not to be used any more. */
async function refresh(
  oauth: OauthOptions,
  requests: TokenRequests,
  state: State,
  stale: string | undefined,
  ports: Ports,
): Promise<string> {
  const stored = await storedTokens(oauth, state);
  const isOvertaken = stored !== undefined && stored.refreshToken !== state.tokens.refreshToken;
  if (state.unsaved !== undefined && !isOvertaken) return save(oauth, state, state.unsaved, ports);
  // Somebody stored others meanwhile, perhaps by installing the app anew: those count, whatever became of ours.
  state.unsaved = undefined;
  if (stored !== undefined) {
    const { accessToken } = stored;
    adopt(state, stored, usualLifeMs, ports);
    if (accessToken !== undefined && accessToken !== stale && isFresh(state, ports)) return accessToken;
  }
  if (state.refusal !== undefined) throw state.refusal;
  const { lifeMs, ...given } = await refreshOnce(oauth, requests, state, ports);
  const token = await save(oauth, state, given, ports);
  state.refreshAt = refreshTime(given, lifeMs, ports);
  return token;
}

/** Where another process refreshed meanwhile, its refresh token is the one that counts (`invariant:A2`). */
async function refreshOnce(oauth: OauthOptions, requests: TokenRequests, state: State, ports: Ports) {
  try {
    return await requests.refresh(state.tokens.refreshToken);
  } catch (error) {
    if (isPassing(error)) throw error;
    const stored = await storedTokens(oauth, state);
    if (stored === undefined || stored.refreshToken === state.tokens.refreshToken)
      throw refusedForGood(state, error);
    adopt(state, stored, usualLifeMs, ports);
    return requests.refresh(stored.refreshToken).catch((again: unknown) => {
      throw isPassing(again) ? again : refusedForGood(state, again);
    });
  }
}

/** What is stored, where that is something else than what is in use. */
async function storedTokens(
  { loadTokens }: OauthOptions,
  { tokens }: State,
): Promise<OauthTokens | undefined> {
  if (loadTokens === undefined) return undefined;
  const stored = await Promise.resolve()
    .then(loadTokens)
    .catch((cause: unknown) => {
      throw new CrmError("unavailable", {
        crm: "hubspot",
        message: "the stored tokens of HubSpot could not be read",
        written: "nothing was sent",
        cause,
      });
    });
  const isSame = stored.refreshToken === tokens.refreshToken && stored.accessToken === tokens.accessToken;
  return isSame ? undefined : stored;
}

function adopt(state: State, tokens: OauthTokens, lifeMs: number, ports: Ports): void {
  state.tokens = tokens;
  state.refreshAt = refreshTime(tokens, lifeMs, ports);
  state.refusal = undefined;
}

/** Tokens are stored before they are used: after a crash the stored ones are those that count. */
async function save(
  { saveTokens }: OauthOptions,
  state: State,
  tokens: OauthTokens,
  ports: Ports,
): Promise<string> {
  state.unsaved = tokens;
  try {
    await saveTokens(tokens);
  } catch (cause) {
    throw new CrmError("unavailable", {
      crm: "hubspot",
      message: "the new tokens of HubSpot could not be saved, so they are not used",
      written: "nothing was sent",
      next: "the next call tries to save the same tokens again",
      cause,
    });
  }
  state.unsaved = undefined;
  adopt(state, tokens, usualLifeMs, ports);
  return tokens.accessToken ?? "";
}

function refusedForGood(state: State, error: unknown): unknown {
  if (CrmError.is(error)) state.refusal = error;
  return error;
}

function isPassing(error: unknown): boolean {
  return CrmError.is(error) && error.code !== "unauthenticated";
}

function lasts({ expiresAt }: OauthTokens, ports: Ports): boolean {
  return expiresAt !== undefined && ports.now() < expiresAt;
}

function isFresh({ refreshAt, unsaved }: State, ports: Ports): boolean {
  return unsaved === undefined && ports.now() < refreshAt;
}

/**
 * Drawn once per token, so that it does not change from call to call. An end further off than the token's life was
 * written by a clock that ran ahead: it is taken as the life from now.
 */
function refreshTime({ expiresAt }: OauthTokens, lifeMs: number, ports: Ports): number {
  if (expiresAt === undefined) return 0;
  const jitter = 1 + (ports.random() - 0.5) / 5;
  return Math.min(expiresAt, ports.now() + lifeMs) - lifeMs * (1 - freshPart) * jitter;
}
