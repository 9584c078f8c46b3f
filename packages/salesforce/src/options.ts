import { CrmError } from "@headway/crm";
import { isSafeOrigin, type Limiter, type Ports, type RequestEvent, systemPorts } from "@headway/crm/http";
import type { Connection } from "jsforce";
import * as z from "zod/mini";
import {
  type AccessToken,
  accessShape,
  credentialsFault,
  type SalesforceAccess,
  tokenText,
} from "./access.ts";
import { type DailyShares, queryPageSize } from "./limits.ts";

/** What both transports take. Everything has a default; unknown names are refused. */
export interface SalesforceOptions {
  /** `67.0` by default (Summer '26). */
  readonly apiVersion?: string;
  /** The org that must answer, as its id of 15 or 18 characters; another is refused when it signs in or is described. */
  readonly organizationId?: string;
  /**
   * Of the org's daily API requests, each above 0 to 1. `day`: stop once the whole org has used this
   * part; default 0.6. `run`: stop once this adapter itself has used this part within 24 hours; default 0.25.
   */
  readonly share?: { readonly day?: number; readonly run?: number };
  /** Rests together with every adapter that is handed the same, also in other processes. Default: this adapter alone. */
  readonly limiter?: Limiter;
  /** How far a pull of changes reads back before its cursor, for rows committed late. Default 300,000 ms. */
  readonly overlapMs?: number;
  /** Rows to a page, 1 to 2,000. Default 2,000, so that pulls cost as few requests as they can. */
  readonly pageSize?: number;
  /**
   * Records of an object from which its first reading goes by Bulk API 2.0, which needs few requests
   * and some patience. Default 50,000.
   */
  readonly bulkFrom?: number;
  /** Whether deals come with the changes of their fields: of amount and close date, and of those the org tracks. Default false. */
  readonly fieldHistory?: boolean;
  /** Attempts per request, the first included. Default 3. */
  readonly attempts?: number;
  /** Clock, waiting and randomness. Default: this machine's. */
  readonly ports?: Ports;
  /** Called once for every request sent, signing in left out: that is none of the org's API requests. */
  readonly onRequest?: (event: RequestEvent) => void;
}

/** The options of `./fetch`. */
export interface SalesforceFetchOptions extends SalesforceOptions, SalesforceAccess {
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
}

/** The options of the default transport: a connection of your own, or what is needed to make one. */
export type SalesforceSdkOptions = SalesforceOptions &
  (
    | { readonly connection: Connection }
    | (Omit<SalesforceAccess, "accessToken"> & { readonly accessToken?: string; readonly connection?: never })
  );

/** {@link SalesforceOptions} with every default filled in. */
export interface Settings {
  readonly apiVersion: string;
  readonly shares: DailyShares;
  readonly overlapMs: number;
  readonly pageSize: number;
  readonly bulkFrom: number;
  readonly fieldHistory: boolean;
  readonly attempts: number;
  readonly ports: Ports;
  readonly organizationId?: string;
  readonly limiter?: Limiter;
  readonly onRequest?: (event: RequestEvent) => void;
}

const expected = (what: string): { error: string } => ({ error: `expected ${what}` });
const isFunction = (value: unknown): boolean => typeof value === "function";
const share = z.number(expected("a number above 0, to 1")).check(z.gt(0), z.lte(1));
const common = {
  organizationId: z.optional(
    z.string(expected("an org's id")).check(z.regex(/^00D\w{12}(\w{3})?$/, expected("an org's id"))),
  ),
  apiVersion: z.optional(
    z
      .string(expected("a version such as 67.0"))
      .check(z.regex(/^\d{2}\.0$/, expected("a version such as 67.0"))),
  ),
  share: z.optional(z.strictObject({ day: z.optional(share), run: z.optional(share) })),
  limiter: z.optional(z.custom<Limiter>(isLimiter, expected("a limiter with `lane`"))),
  overlapMs: z.optional(z.int(expected("a whole number of milliseconds, 0 or more")).check(z.nonnegative())),
  pageSize: z.optional(
    z.int(expected("a whole number from 1 to 2000")).check(z.positive(), z.lte(queryPageSize)),
  ),
  bulkFrom: z.optional(z.int(expected("a whole number, 1 or more")).check(z.positive())),
  fieldHistory: z.optional(z.boolean(expected("true or false"))),
  attempts: z.optional(z.int(expected("a whole number, 1 or more")).check(z.positive())),
  ports: z.optional(z.custom<Ports>(isPorts, expected("{ now, sleep, random }"))),
  onRequest: z.optional(z.custom<(event: RequestEvent) => void>(isFunction, expected("a function"))),
};

const FetchOptions = z.strictObject({
  ...common,
  ...accessShape,
  accessToken: z.optional(
    z.custom<AccessToken>(isToken, expected("a token without blanks, or a function giving one")),
  ),
  fetch: z.optional(z.custom<typeof fetch>(isFunction, expected("a function like `fetch`"))),
});
const SdkOptions = z.strictObject({ ...common, ...accessShape, accessToken: tokenText });
const ConnectionOptions = z.strictObject({
  ...common,
  connection: z.custom<Connection>(isConnection, expected("a jsforce `Connection` with an `instanceUrl`")),
});

/** Checks the options of `./fetch`. Throws `invalid`, naming the path and what was expected. */
export function parseFetchOptions(options: unknown): Settings & SalesforceAccess & { fetch: typeof fetch } {
  const parsed = parseStrictly(FetchOptions, options) as SalesforceFetchOptions;
  checkCredentials(parsed);
  return { ...parsed, ...settings(parsed), fetch: parsed.fetch ?? ((input, init) => fetch(input, init)) };
}

/** As {@link parseFetchOptions}, for the default transport. */
export function parseSdkOptions(options: unknown): Settings & SalesforceSdkOptions {
  const given = typeof options === "object" && options !== null && "connection" in options;
  const parsed = parseStrictly(given ? ConnectionOptions : SdkOptions, options) as SalesforceSdkOptions;
  if (!("connection" in parsed)) checkCredentials(parsed as SalesforceAccess);
  return { ...parsed, ...settings(parsed) };
}

function settings(options: SalesforceOptions): Settings {
  return {
    apiVersion: options.apiVersion ?? "67.0",
    shares: { day: options.share?.day ?? 0.6, run: options.share?.run ?? 0.25 },
    overlapMs: options.overlapMs ?? 300_000,
    pageSize: options.pageSize ?? queryPageSize,
    bulkFrom: options.bulkFrom ?? 50_000,
    fieldHistory: options.fieldHistory ?? false,
    attempts: options.attempts ?? 3,
    ports: options.ports ?? systemPorts,
    ...(options.organizationId === undefined ? {} : { organizationId: options.organizationId }),
    ...(options.limiter === undefined ? {} : { limiter: options.limiter }),
    ...(options.onRequest === undefined ? {} : { onRequest: options.onRequest }),
  };
}

function parseStrictly(schema: z.ZodMiniType, options: unknown): unknown {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  throw wrong(parsed.error.issues.map(describeIssue).join("; "));
}

function checkCredentials(access: SalesforceAccess): void {
  const fault = credentialsFault(access);
  if (fault !== undefined) throw wrong(fault);
}

function wrong(what: string): CrmError {
  return new CrmError("invalid", {
    crm: "salesforce",
    message: `the options of the Salesforce adapter are wrong: ${what}`,
  });
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    return `unknown ${issue.keys.map((key) => `\`${path === "" ? "" : `${path}.`}${key}\``).join(", ")}`;
  }
  const words: Record<string, string> = {
    too_small: "expected a larger number",
    too_big: "expected a smaller number",
    invalid_type: "expected another type",
  };
  const said = issue.message.startsWith("expected") ? issue.message : (words[issue.code] ?? issue.message);
  return `\`${path === "" ? "options" : path}\` ${said}`;
}

function isToken(value: unknown): boolean {
  return isFunction(value) || (typeof value === "string" && /^\S+$/.test(value));
}

function isLimiter(value: unknown): boolean {
  return typeof value === "object" && value !== null && "lane" in value && isFunction(value.lane);
}

function isPorts(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return ["now", "sleep", "random"].every((name) => name in value);
}

function isConnection(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return (
    "request" in value &&
    isFunction(value.request) &&
    "instanceUrl" in value &&
    isSafeOrigin(value.instanceUrl)
  );
}
