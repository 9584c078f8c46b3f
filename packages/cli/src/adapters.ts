import type { CrmAdapter, FieldValue } from "@headway/crm";
import type { Limiter, RequestEvent } from "@headway/crm/http";
import { hubspot } from "@headway/hubspot";
import { salesforce } from "@headway/salesforce";
import { type Portfolio, type RunningSandbox, startSandbox } from "@headway/sandbox";
import { Client } from "@hubspot/api-client";
import * as z from "zod";

/** The CRMs this command can open. */
export type CrmName = "hubspot" | "salesforce";

/** Credentials by name, as texts; which names there are is the vendor's affair. */
export type Credentials = Readonly<Record<string, string>>;

/** What opening an adapter takes besides credentials. */
export interface OpenOptions {
  /** Called once for every request sent. */
  readonly onRequest?: (event: RequestEvent) => void;
  /** `off` for a sandbox that counts and does not refuse. */
  readonly limits?: "real" | "off";
  /** Shared with every other process that works on the account. */
  readonly limiter?: Limiter;
  /** An app that somebody let in, in place of a token or client of one's own. */
  readonly app?: InstalledApp;
}

/** The tokens of an installed app, in the form of the CRM's adapter. */
export interface InstalledTokens {
  readonly refreshToken: string;
  readonly accessToken?: string;
  readonly expiresAt?: number;
}

/** An app with its tokens, and how they are shared with other processes. */
export interface InstalledApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokens: InstalledTokens;
  readonly loadTokens: () => Promise<InstalledTokens>;
  readonly saveTokens: (tokens: InstalledTokens) => Promise<void>;
  readonly inTurn: <Result>(
    work: (beforeSpending: () => Promise<void>) => Promise<Result>,
  ) => Promise<Result>;
}

/** One CRM as the command line knows it: everything that differs between CRMs is in here, as data or a small function. */
export interface Vendor {
  readonly crm: string;
  readonly title: string;
  /** Environment variables by credential. */
  readonly environment: Readonly<Record<string, string>>;
  /** The credentials' form, the same in the environment and in the config file. */
  readonly credentials: z.ZodType<Readonly<Record<string, string | undefined>>>;
  /** What `headway init` asks for, in that order; every one of them is needed. */
  readonly asks: readonly { readonly name: string; readonly question: string }[];
  /** Credentials that are no secrets and may be shown. */
  readonly shown: readonly string[];
  /** Credentials that are addresses, to be checked against `hosts`. */
  readonly addresses: readonly string[];
  readonly hosts: readonly string[];
  /** How far before its cursor the adapter reads again, for rows that come late, in seconds. */
  readonly horizonSeconds: number;
  open(credentials: Credentials, options?: OpenOptions): CrmAdapter;
  readonly sandbox: SandboxShape;
}

/** How to reach and to check a vendor's sandbox. */
export interface SandboxShape {
  /** Credentials for a sandbox that listens at an address. */
  credentials(access: SandboxAccess): Credentials;
  /** How a running sandbox of this process is reached. */
  access(running: RunningSandbox): SandboxAccess;
  /** The control server's name for deals. */
  readonly deals: string;
  /** The value of one of Headway's fields in a record as the control server gives it. */
  value(whole: Readonly<Record<string, unknown>>, field: string): FieldValue;
  id(whole: Readonly<Record<string, unknown>>): string;
  /** Largest page of an object: no client could read `n` records in fewer than `n / page` requests. */
  largestPage(object: string): number;
  /** True where a deal's history and contacts are rows of their own that have to be read too. */
  readonly dealsHaveRows: boolean;
  /** Requests that read the shape of the CRM, not its records. */
  isSchemaRequest(path: string): boolean;
  /** What the sandbox calls signing in; the SDK does that by itself, past the adapter's count. */
  readonly signInOperation: string | null;
}

/** Where a sandbox listens, and where it can be looked at past the API. */
export interface SandboxAccess {
  readonly url: string;
  /** The control server, with or without a slash at the end. */
  readonly witnessUrl: string;
  readonly accessToken?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

const text = z.string({ error: "expected a text" }).min(1, { error: "expected a text that is not empty" });
const token = text.regex(/^\S+$/, { error: "expected a text without blanks" });

const hubspotVendor: Vendor = {
  crm: "hubspot",
  title: "HubSpot",
  environment: { accessToken: "HUBSPOT_ACCESS_TOKEN", baseUrl: "HUBSPOT_BASE_URL" },
  credentials: z.strictObject({ accessToken: token, baseUrl: z.optional(text) }),
  asks: [{ name: "accessToken", question: "HubSpot: access token of your private app" }],
  shown: ["baseUrl"],
  addresses: ["baseUrl"],
  hosts: ["api.hubapi.com"],
  horizonSeconds: 300,
  open: ({ accessToken = "", baseUrl }, { app, ...options } = {}) => {
    if (app !== undefined) {
      const { clientId, clientSecret, ...grant } = app;
      const oauth = { clientId, clientSecrets: [clientSecret], ...grant };
      return hubspot({ oauth, ...(baseUrl === undefined ? {} : { origin: baseUrl }), ...options });
    }
    const basePath = baseUrl === undefined ? {} : { basePath: baseUrl };
    return hubspot({
      client: new Client({ accessToken, numberOfApiCallRetries: 0, ...basePath }),
      ...options,
    });
  },
  sandbox: {
    credentials: ({ url, accessToken = "" }) => ({ accessToken, baseUrl: url }),
    access: ({ hubspot: { url, accessToken }, pageUrl }) => ({ url, accessToken, witnessUrl: pageUrl }),
    deals: "deals",
    value: (whole, field) => scalar(recordIn(whole.properties)[field]),
    id: (whole) => String(whole.id),
    largestPage: (object) => (object === "deal" ? 50 : 100),
    dealsHaveRows: false,
    isSchemaRequest: (path) =>
      /^\/(crm\/(v3\/)?(properties|pipelines)|calling|account-info|oauth)\b/.test(path),
    signInOperation: null,
  },
};

const salesforceVendor: Vendor = {
  crm: "salesforce",
  title: "Salesforce",
  environment: {
    instanceUrl: "SALESFORCE_INSTANCE_URL",
    clientId: "SALESFORCE_CLIENT_ID",
    clientSecret: "SALESFORCE_CLIENT_SECRET",
    accessToken: "SALESFORCE_ACCESS_TOKEN",
  },
  credentials: z
    .strictObject({
      instanceUrl: text,
      clientId: z.optional(token),
      clientSecret: z.optional(token),
      accessToken: z.optional(token),
    })
    .refine(
      ({ accessToken, clientId, clientSecret }) =>
        accessToken !== undefined || (clientId !== undefined && clientSecret !== undefined),
      { error: "expected `clientId` and `clientSecret`, or an `accessToken`", path: ["clientSecret"] },
    ),
  asks: [
    { name: "instanceUrl", question: "Salesforce: address of your org, https://….my.salesforce.com" },
    { name: "clientId", question: "Salesforce: consumer key of your external client app" },
    { name: "clientSecret", question: "Salesforce: consumer secret of the same app" },
  ],
  shown: ["instanceUrl"],
  addresses: ["instanceUrl"],
  hosts: [".my.salesforce.com", "login.salesforce.com", "test.salesforce.com"],
  horizonSeconds: 300,
  open: ({ instanceUrl = "", ...access }, { limits, app, ...options } = {}) =>
    salesforce({
      instanceUrl,
      ...(app === undefined ? access : { oauth: app }),
      ...options,
      ...(limits === "off" ? { share: { day: 1, run: 1 } } : {}),
    }),
  sandbox: {
    credentials: ({ url, clientId = "", clientSecret = "" }) => ({
      instanceUrl: url,
      clientId,
      clientSecret,
    }),
    access: ({ salesforce: { url, clientId, clientSecret }, pageUrl }) => ({
      url,
      clientId,
      clientSecret,
      witnessUrl: pageUrl,
    }),
    deals: "Opportunity",
    value: (whole, field) => scalar(whole[vendorFieldName(field)]),
    id: (whole) => String(whole.Id),
    largestPage: () => 2_000,
    dealsHaveRows: true,
    isSchemaRequest: (path) => /\/describe$|\/limits$|\/services\/oauth2/.test(path),
    signInOperation: "token",
  },
};

/** Every CRM there is an adapter for. */
export const vendors: readonly Vendor[] = [hubspotVendor, salesforceVendor];

/** `headway_last_advance` is `Headway_Last_Advance__c` in an org. */
function vendorFieldName(field: string): string {
  const words = field.split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join("_")}__c`;
}

function recordIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function scalar(value: unknown): FieldValue {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** What the sandboxes are to be started with. */
export interface SandboxesOptions {
  readonly limits: "real" | "off";
  /** Loaded into each; without one they start empty. */
  readonly portfolio?: Portfolio;
  /** Ports by CRM, and `page` for the control server; any free one where none is given. */
  readonly ports?: Readonly<Record<string, number>>;
}

/** Starts the sandbox of every vendor in this process, on this machine only. */
export async function startSandboxes(options: SandboxesOptions): Promise<RunningSandbox> {
  const { limits, portfolio, ports = {} } = options;
  const running = await startSandbox({ hubspot: { limits }, salesforce: { limits }, ports });
  if (portfolio === undefined) return running;
  running.hubspot.sandbox.loadPortfolio(portfolio);
  running.salesforce.sandbox.loadPortfolio(portfolio);
  return running;
}
