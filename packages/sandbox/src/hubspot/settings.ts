import type { HubspotRule } from "./check-rules.ts";
import type { HubspotFaults } from "./fault/fault-plan.ts";
import { type HubspotOauthOptions, type OauthSettings, oauthSettingsOf } from "./oauth/oauth-settings.ts";
import type { HubspotShortPages } from "./page-size.ts";

/** The editions whose limits differ (hubspot facts §1). */
export type HubspotEdition = "free" | "starter" | "professional" | "enterprise";

/** How a sandbox portal behaves. Everything has a default; nothing reads the environment. */
export interface HubspotSandboxOptions {
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** Whether calls are refused with 429 beyond the published rates. Size limits always hold. Default `real`. */
  readonly limits?: "real" | "off";
  /** Decides the rates and whether stage dates (`hs_v2_date_entered_*`) exist. Default `professional`. */
  readonly edition?: HubspotEdition;
  /** Calls a day, in place of the edition's. `null`: the edition's. Default null. */
  readonly dailyLimit?: number | null;
  /** How often the API limit increase was bought. Default 0. */
  readonly limitIncreases?: 0 | 1 | 2;
  /**
   * Association calls per ten seconds beside the general burst. HubSpot has such a cap, its number is unverified.
   * `null`: none. Default null.
   */
  readonly associationBurst?: number | null;
  /** Calls in flight at once before the rest get a 429; no number is published. `null`: any. Default null. */
  readonly concurrencyLimit?: number | null;
  /** How long every answer takes. Default 0. */
  readonly latencyMs?: number;
  /** Waits, for slow answers. Default: in real time. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Faults that strike by themselves. Default: none. */
  readonly faults?: HubspotFaults | null;
  /** Whether a unique property may be created on tasks. Unverified for real portals, hence a setting. Default true. */
  readonly uniqueTaskProperty?: boolean;
  /**
   * Whether the results of a batch name the `objectWriteTraceId` of their input. HubSpot's SDK says so; a recorded
   * answer of a partial success has none. Default true.
   */
  readonly echoesTraceIds?: boolean;
  /**
   * How long the search index stays behind writes, for all records or for each by its id: HubSpot's index does not
   * keep the order of writes. Default 0.
   */
  readonly indexLagMs?: number | ((recordId: string) => number);
  /** Versions kept per property. HubSpot publishes no number for the current API. Default unlimited. */
  readonly historyLimit?: number;
  /** Lists and searches that give less than asked for, even nothing, with a cursor. Default: none. */
  readonly shortPages?: HubspotShortPages | null;
  /** Associations given inside an object read before `paging` begins. Unverified; default 100. */
  readonly inlineAssociationLimit?: number;
  /** Links per record in an association read before `paging` begins. Default 500. */
  readonly associationPageSize?: number;
  /**
   * Whether a merge keeps the first record's id or makes a record of a new one: HubSpot does the one for some
   * objects and the other for others, and has changed it. Default `primary`.
   */
  readonly mergedIds?: "primary" | "new";
  readonly portalId?: number;
  /** IANA name; the daily limit resets at its midnight. Default `US/Eastern`, as recorded. */
  readonly timeZone?: string;
  /** The company currency of the portal. Default `USD`. */
  readonly currency?: string;
  /** What one unit of each further currency is worth in the company's. Loading a portfolio adds its own, at 1. */
  readonly exchangeRates?: Readonly<Record<string, number>>;
  /** What the portal's admins ask of values. Default: nothing. */
  readonly rules?: readonly HubspotRule[];
  readonly accessToken?: string;
  /** Scopes of `accessToken`. Default: all that the sandbox knows. */
  readonly scopes?: readonly string[];
  /** The app that people may install. */
  readonly oauth?: HubspotOauthOptions;
}

/** The options with every default filled in. */
export type Settings = Required<Omit<HubspotSandboxOptions, "oauth">> & { readonly oauth: OauthSettings };

/** Every scope that the sandbox asks for somewhere. */
export const ALL_SCOPES: readonly string[] = [
  ...["deals", "companies", "contacts"].flatMap((name) => [
    `crm.objects.${name}.read`,
    `crm.objects.${name}.write`,
    `crm.schemas.${name}.read`,
    `crm.schemas.${name}.write`,
  ]),
  "crm.objects.owners.read",
  "sales-email-read",
];

/** Fills the defaults in. */
export function settingsOf(options: HubspotSandboxOptions): Settings {
  return {
    now: Date.now,
    limits: "real",
    edition: "professional",
    dailyLimit: null,
    limitIncreases: 0,
    associationBurst: null,
    concurrencyLimit: null,
    latencyMs: 0,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    faults: null,
    uniqueTaskProperty: true,
    echoesTraceIds: true,
    indexLagMs: 0,
    historyLimit: Number.POSITIVE_INFINITY,
    shortPages: null,
    inlineAssociationLimit: 100,
    associationPageSize: 500,
    mergedIds: "primary",
    portalId: 12_345_678,
    timeZone: "US/Eastern",
    currency: "USD",
    exchangeRates: {},
    rules: [],
    accessToken: "pat-na1-sandbox-0000",
    scopes: ALL_SCOPES,
    ...options,
    oauth: oauthSettingsOf(options.oauth),
  };
}
