import type { CrmAdapter } from "@headway/crm";
import { type SimulatedClock, simulatedClock } from "@headway/crm/conformance";
import {
  type HubspotSandbox,
  type HubspotSandboxOptions,
  hubspotSandbox,
  startSandbox,
} from "@headway/sandbox";
import { hubspotFetch } from "../fetch.ts";
import { hubspot } from "../index.ts";
import type { OauthOptions, OauthTokens } from "../oauth-options.ts";
import type { HubspotOptions } from "../options.ts";
import type { Way } from "./open-portal.ts";

/** An app that was installed by OAuth, before a portal of its own. */
export interface OpenApp {
  readonly clock: SimulatedClock;
  readonly sandbox: HubspotSandbox;
  readonly crm: CrmAdapter;
  /** What was sent: `POST /oauth/2026-03/token 200`. */
  readonly requests: string[];
  /** What was saved, in order. */
  readonly saved: OauthTokens[];
  /** Everything that must never be seen in a message. */
  secrets(): string[];
  /** A second adapter of the same app, as in another process. */
  another(oauth?: Partial<OauthOptions>): CrmAdapter;
  close(): Promise<void>;
}

/** How the app and what lies between it and the portal are to be. */
export interface OpenAppOptions {
  readonly portal?: HubspotSandboxOptions;
  readonly oauth?: Partial<OauthOptions>;
  /** Sees every request before the portal does. */
  readonly between?: (request: Request, pass: (request: Request) => Promise<Response>) => Promise<Response>;
}

/** Installs the sandbox's app and opens an adapter with its tokens. */
export async function openApp(way: Way, options: OpenAppOptions = {}): Promise<OpenApp> {
  const clock = simulatedClock(Date.UTC(2027, 0, 4));
  const sandbox = hubspotSandbox({ now: clock.now, limits: "off", ...options.portal });
  const given = sandbox.oauth.install();
  const pass = sandbox.fetch;
  const { between } = options;
  const portal = (request: Request): Promise<Response> =>
    clock.track(between === undefined ? pass(request) : between(request, pass));
  const requests: string[] = [];
  const saved: OauthTokens[] = [];
  const settings: HubspotOptions = {
    apiVersion: way.apiVersion,
    ports: clock.ports,
    limits: "off",
    onRequest: ({ method, path, status }) => void requests.push(`${method} ${path.split("?")[0]} ${status}`),
  };
  const oauthOptions = (own: Partial<OauthOptions> = {}): OauthOptions => ({
    clientId: sandbox.oauth.clientId,
    clientSecrets: sandbox.oauth.clientSecrets,
    tokens: given,
    saveTokens: (tokens) => void saved.push(tokens),
    ...options.oauth,
    ...own,
  });
  const served =
    way.transport === "sdk" ? await startSandbox({ hubspot: { ...sandbox, fetch: portal } }) : undefined;
  const another = (own?: Partial<OauthOptions>): CrmAdapter =>
    served === undefined
      ? hubspotFetch({
          ...settings,
          oauth: oauthOptions(own),
          fetch: (url, init) => portal(new Request(url, init)),
        })
      : hubspot({ ...settings, oauth: oauthOptions(own), origin: served.hubspot.url });
  const secrets = (): string[] => {
    const tokens = [given, ...saved].flatMap(({ accessToken, refreshToken }) => [
      accessToken ?? "",
      refreshToken,
    ]);
    return [...sandbox.oauth.clientSecrets, ...tokens].filter((secret) => secret !== "");
  };
  const close = async (): Promise<void> => served?.close();
  return { clock, sandbox, crm: another(), requests, saved, secrets, another, close };
}
