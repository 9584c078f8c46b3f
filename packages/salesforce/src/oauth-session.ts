import { CrmError } from "@headway/crm";
import type { Ports } from "@headway/crm/http";
import type { SalesforceAccess } from "./access.ts";
import { jwtAssertion } from "./jwt-assertion.ts";
import type { OauthOptions, OauthTokens, RefreshTurn } from "./oauth-options.ts";
import { fixedSession, givenSession, renewingSession, type Session } from "./session.ts";
import type { TokenRequest } from "./token-request.ts";

/** The session of whatever credentials were given. @param request Asks the org for tokens. */
export function openSession(
  { accessToken, clientId, clientSecret, jwt, oauth }: Omit<SalesforceAccess, "instanceUrl">,
  origin: string,
  request: TokenRequest,
  ports: Ports,
): Session {
  if (typeof accessToken === "function") return givenSession(accessToken);
  if (oauth !== undefined) return oauthSession(oauth, request, ports);
  if (jwt !== undefined) {
    const grant_type = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    const signIn = async () =>
      (await request({ grant_type, assertion: await jwtAssertion(jwt, origin, ports.now()) })).accessToken;
    return renewingSession(accessToken, signIn, ports);
  }
  if (clientId === undefined || clientSecret === undefined) return fixedSession(accessToken ?? "");
  const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
  return renewingSession(accessToken, async () => (await request(form)).accessToken, ports);
}

interface State {
  tokens: OauthTokens;
  /** New tokens that could not be saved yet, and are not used until they are. */
  unsaved: OauthTokens | undefined;
  /** Why Salesforce gives no token any more; stays until other tokens are stored. */
  refusal: CrmError | undefined;
}

/**
 * The session of an app that somebody gave consent to. Salesforce does not say how long a token lasts,
 * so it is refreshed when one is refused. A refresh that Salesforce refuses is not tried again, except
 * with other tokens from `loadTokens`: another process may have spent the refresh token (`invariant:A2`).
 */
function oauthSession(oauth: OauthOptions, request: TokenRequest, ports: Ports): Session {
  const state: State = { tokens: oauth.tokens, unsaved: undefined, refusal: undefined };
  return renewingSession(
    oauth.tokens.accessToken,
    (refused) =>
      (oauth.inTurn ?? alone)((beforeSpending) => {
        const spending: TokenRequest = async (form) => {
          await beforeSpending();
          return request(form);
        };
        return refresh(oauth, spending, state, refused);
      }),
    ports,
  );
}

/** Where no other process refreshes. */
const alone: RefreshTurn = (work) => work(async () => undefined);

async function refresh(
  oauth: OauthOptions,
  request: TokenRequest,
  state: State,
  refused: string | undefined,
): Promise<string> {
  const stored = await storedTokens(oauth, state);
  const isOvertaken = stored !== undefined && stored.refreshToken !== state.tokens.refreshToken;
  if (state.unsaved !== undefined && !isOvertaken) return save(oauth, state, state.unsaved);
  // Somebody stored others meanwhile, perhaps by letting the app in anew: those count, whatever became of ours.
  state.unsaved = undefined;
  if (stored !== undefined) {
    adopt(state, stored);
    if (stored.accessToken !== undefined && stored.accessToken !== refused) return stored.accessToken;
  }
  if (state.refusal !== undefined) throw state.refusal;
  try {
    return await spend(oauth, request, state);
  } catch (error) {
    if (!isRefused(error)) throw error;
    const other = await storedTokens(oauth, state);
    state.refusal = error;
    if (other === undefined) throw error;
    adopt(state, other);
    if (other.accessToken !== undefined && other.accessToken !== refused) return other.accessToken;
    return spend(oauth, request, state);
  }
}

/** Where the answer brings no new refresh token, the old one stays good. */
async function spend(oauth: OauthOptions, request: TokenRequest, state: State): Promise<string> {
  const { refreshToken } = state.tokens;
  const { clientId, clientSecret } = oauth;
  const secret = clientSecret === undefined ? {} : { client_secret: clientSecret };
  const form = { grant_type: "refresh_token", refresh_token: refreshToken, client_id: clientId, ...secret };
  return save(oauth, state, { refreshToken, ...(await request(form)) });
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
      throw unusable("the stored tokens of Salesforce could not be read", cause);
    });
  const isSame = stored.refreshToken === tokens.refreshToken && stored.accessToken === tokens.accessToken;
  return isSame ? undefined : stored;
}

/** Tokens are stored before they are used: after a crash the stored ones are those that count. */
async function save({ saveTokens }: OauthOptions, state: State, tokens: OauthTokens): Promise<string> {
  state.unsaved = tokens;
  try {
    await saveTokens(tokens);
  } catch (cause) {
    throw unusable("the new tokens of Salesforce could not be saved, so they are not used", cause);
  }
  state.unsaved = undefined;
  adopt(state, tokens);
  return tokens.accessToken ?? "";
}

function adopt(state: State, tokens: OauthTokens): void {
  state.tokens = tokens;
  state.refusal = undefined;
}

function isRefused(error: unknown): error is CrmError {
  return CrmError.is(error) && error.code === "unauthenticated";
}

function unusable(message: string, cause: unknown): CrmError {
  const next = "the next call tries again";
  return new CrmError("unavailable", {
    crm: "salesforce",
    message,
    written: "nothing was sent",
    next,
    cause,
  });
}
