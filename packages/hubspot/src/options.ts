import { CrmError } from "@headway/crm";
import { isSafeOrigin, type Limiter, type Ports, type RequestEvent, systemPorts } from "@headway/crm/http";
import * as z from "zod/mini";
import type { Limits, Share } from "./limits.ts";
import { type OauthOptions, OauthShape } from "./oauth-options.ts";
import type { ApiVersion } from "./request-paths.ts";
import type { ApiRequester } from "./sdk-transport.ts";

/** What both transports take. Everything has a default; unknown names are refused. */
export interface HubspotOptions {
  /** `2026-09` by default. `v3` is the older form of the same calls, which HubSpot ends in 2027. */
  readonly apiVersion?: ApiVersion;
  /** Headway's share of HubSpot's limits, 0 to 1. Default: `burst` 0.5, `day` 0.6. */
  readonly share?: Partial<Share>;
  /** `"real"` (default) follows HubSpot's published limits and its headers; numbers replace them; `"off"` waits for nothing. */
  readonly limits?: Limits;
  /** Counts requests together with every adapter that is handed the same, also in other processes. Default: this adapter alone. */
  readonly limiter?: Limiter;
  /** How far a pull of changes reads back before its cursor, for HubSpot's late search index. Default 300,000 ms. */
  readonly overlapMs?: number;
  /**
   * How often a pull of changes lists everything instead, in milliseconds: HubSpot tells of no change of
   * links alone, and a list brings them. Unchanged records then come again. Default: never.
   */
  readonly relistEveryMs?: number;
  /**
   * The id of the app whose token this is: in the history of fields, what it wrote is `byUs`. Default:
   * asked of HubSpot, which tells it for private and OAuth apps but not for service keys.
   */
  readonly appId?: string;
  /** Attempts per request, the first included. Default 3. */
  readonly attempts?: number;
  /** Clock, waiting and randomness. Default: this machine's. */
  readonly ports?: Ports;
  /** Called once for every request sent. */
  readonly onRequest?: (event: RequestEvent) => void;
}

/** The options of `./fetch`: the common ones, one kind of credentials, and what a transport over `fetch` needs. */
export type HubspotFetchOptions = HubspotOptions &
  Place & {
    /** Default: the global `fetch`. */
    readonly fetch?: typeof fetch;
  } & (
    | {
        /** A token, or a function asked before every request, for tokens that somebody else refreshes. */
        readonly accessToken: AccessToken;
        readonly oauth?: never;
      }
    | { readonly oauth: OauthOptions; readonly accessToken?: never }
  );

/** The options of the SDK's factory: the common ones, and whose client to use: your own, or one made for a token or an app. */
export type HubspotSdkOptions = HubspotOptions &
  (
    | {
        readonly client: ApiRequester;
        readonly accessToken?: never;
        readonly oauth?: never;
        readonly origin?: never;
      }
    | (Place & { readonly accessToken: string; readonly client?: never; readonly oauth?: never })
    | (Place & { readonly oauth: OauthOptions; readonly client?: never; readonly accessToken?: never })
  );

interface Place {
  /** Default `https://api.hubapi.com`. Plain http is taken for a loopback address only. */
  readonly origin?: string;
}

/** A token of a service key or private app, or how to get the present one. */
export type AccessToken = string | (() => string | Promise<string>);

/** {@link HubspotOptions} with every default filled in. */
export interface Settings
  extends Required<Omit<HubspotOptions, "limiter" | "onRequest" | "relistEveryMs" | "share" | "appId">> {
  readonly limiter?: Limiter;
  readonly appId?: string;
  readonly relistEveryMs?: number;
  readonly share: Share;
  readonly onRequest?: (event: RequestEvent) => void;
}

const isFunction = (value: unknown): boolean => typeof value === "function";
const expected = (what: string): { error: string } => ({ error: `expected ${what}` });
const share = z.optional(z.number(expected("a number from 0 to 1")).check(z.gt(0), z.lte(1)));
const count = z.optional(z.int(expected("a whole number, 1 or more")).check(z.positive()));
const required = z.int(expected("a whole number, 1 or more")).check(z.positive());
const callable = z.optional(z.custom<(event: RequestEvent) => void>(isFunction, expected("a function")));

const common = {
  apiVersion: z.optional(z.enum(["2026-09", "v3"], expected('"2026-09" or "v3"'))),
  share: z.optional(z.strictObject({ burst: share, day: share }, expected("{ burst?, day? }"))),
  limits: z.optional(
    z.union(
      [
        z.enum(["real", "off"]),
        z.strictObject({ perTenSeconds: required, searchPerSecond: count, associationsPerTenSeconds: count }),
      ],
      expected('"real", "off" or { perTenSeconds, searchPerSecond?, associationsPerTenSeconds? }'),
    ),
  ),
  limiter: z.optional(z.custom<Limiter>(has("lane"), expected("a limiter with `lane`"))),
  overlapMs: z.optional(z.int(expected("a whole number of milliseconds, 0 or more")).check(z.nonnegative())),
  relistEveryMs: z.optional(z.int(expected("a whole number of milliseconds, 1 or more")).check(z.positive())),
  appId: z.optional(
    z
      .string(expected("the app's id, digits as text"))
      .check(z.regex(/^\d{1,20}$/, expected("the app's id, digits as text"))),
  ),
  attempts: count,
  ports: z.optional(z.custom<Ports>(isPorts, expected("{ now, sleep, random }"))),
  onRequest: callable,
};

const origin = z.optional(
  z.custom<string>(isSafeOrigin, expected("an https origin without path, or http of a loopback address")),
);

const CommonOptions = z.strictObject(common, expected("an object"));
const SdkOptions = z.strictObject(
  {
    ...common,
    client: z.optional(z.custom<ApiRequester>(has("apiRequest"), expected("a client with `apiRequest`"))),
    accessToken: z.optional(z.custom<string>(isTokenText, expected("a token (text without blanks)"))),
    oauth: z.optional(OauthShape),
    origin,
  },
  expected("an object"),
);
const FetchOptions = z.strictObject(
  {
    ...common,
    accessToken: z.optional(
      z.custom<AccessToken>(isToken, expected("a token (text without blanks) or a function giving one")),
    ),
    oauth: z.optional(OauthShape),
    fetch: z.optional(z.custom<typeof fetch>(isFunction, expected("a function like `fetch`"))),
    origin,
  },
  expected("an object"),
);

/** Checks options and fills the defaults in. Throws `invalid`, naming the path and what was expected. */
export function parseOptions(options: unknown): Settings {
  return withDefaults(parseStrictly(CommonOptions, options) as HubspotOptions);
}

/** Exactly one kind of credentials. */
type Credentials<Token> =
  | { readonly accessToken: Token; readonly oauth?: never }
  | { readonly oauth: OauthOptions; readonly accessToken?: never };

/** As {@link parseOptions}, for the SDK: exactly one of client, token and app is given. */
export function parseSdkOptions(
  options: unknown,
): Settings & ({ client: ApiRequester } | ({ client?: never; origin: string } & Credentials<string>)) {
  const parsed = parseStrictly(SdkOptions, options) as z.infer<typeof SdkOptions> & HubspotOptions;
  const { client, accessToken, oauth } = parsed;
  const settings = withDefaults(parsed);
  const given = [client, accessToken, oauth].filter((each) => each !== undefined).length;
  if (given === 1 && client !== undefined && parsed.origin === undefined) return { ...settings, client };
  const origin = originOf(parsed.origin);
  if (given === 1 && accessToken !== undefined) return { ...settings, accessToken, origin };
  if (given === 1 && oauth !== undefined) return { ...settings, oauth: oauth as OauthOptions, origin };
  throw wrong("expected either `client`, or one of `accessToken` and `oauth` with `origin` if need be");
}

/** As {@link parseOptions}, for `./fetch`. */
export function parseFetchOptions(
  options: unknown,
): Settings & Credentials<AccessToken> & { fetch: typeof fetch; origin: string } {
  const parsed = parseStrictly(FetchOptions, options) as z.infer<typeof FetchOptions> & HubspotOptions;
  const { accessToken, oauth } = parsed;
  const settings = {
    ...withDefaults(parsed),
    fetch: parsed.fetch ?? ((input, init) => fetch(input, init)),
    origin: originOf(parsed.origin),
  };
  if (accessToken !== undefined && oauth === undefined) return { ...settings, accessToken };
  if (accessToken === undefined && oauth !== undefined) return { ...settings, oauth: oauth as OauthOptions };
  throw wrong("expected either `accessToken` or `oauth`");
}

function parseStrictly(schema: z.ZodMiniType, options: unknown): unknown {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw wrong(parsed.error.issues.map(describeIssue).join("; "));
}

function wrong(how: string): CrmError {
  return new CrmError("invalid", {
    crm: "hubspot",
    message: `the options of the HubSpot adapter are wrong: ${how}`,
  });
}

function originOf(given: string | undefined): string {
  return new URL(given ?? "https://api.hubapi.com").origin;
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    return `unknown ${issue.keys.map((key) => `\`${path === "" ? "" : `${path}.`}${key}\``).join(", ")}`;
  }
  return `\`${path === "" ? "options" : path}\` ${issue.message}`;
}

function withDefaults(options: HubspotOptions): Settings {
  return {
    apiVersion: options.apiVersion ?? "2026-09",
    share: { burst: options.share?.burst ?? 0.5, day: options.share?.day ?? 0.6 },
    limits: options.limits ?? "real",
    overlapMs: options.overlapMs ?? 300_000,
    attempts: options.attempts ?? 3,
    ports: options.ports ?? systemPorts,
    ...(options.appId === undefined ? {} : { appId: options.appId }),
    ...(options.relistEveryMs === undefined ? {} : { relistEveryMs: options.relistEveryMs }),
    ...(options.limiter === undefined ? {} : { limiter: options.limiter }),
    ...(options.onRequest === undefined ? {} : { onRequest: options.onRequest }),
  };
}

function isToken(value: unknown): boolean {
  return isFunction(value) || isTokenText(value);
}

function isTokenText(value: unknown): boolean {
  return typeof value === "string" && /^\S+$/.test(value);
}

function has(name: string): (value: unknown) => boolean {
  return (value) => typeof value === "object" && value !== null && isFunction(Reflect.get(value, name));
}

function isPorts(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return ["now", "sleep", "random"].every((name) => name in value);
}
