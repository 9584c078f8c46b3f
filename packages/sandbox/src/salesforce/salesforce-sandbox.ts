import { setTimeout as machineSleep } from "node:timers/promises";
import type { LoadedIds, Portfolio } from "../portfolio.ts";
import { type JobFailure, jobs } from "./bulk/jobs.ts";
import { type BulkSettings, bulkSettings } from "./bulk/settings.ts";
import { type Fault, faults } from "./fault.ts";
import { loadPortfolio } from "./load/load-portfolio.ts";
import { newOrg } from "./load/new-org.ts";
import { longRunning } from "./long-running.ts";
import { clientId, clientSecret } from "./oauth/client.ts";
import { type Session, session } from "./oauth/session.ts";
import { type AuthSettings, authSettings } from "./oauth/settings.ts";
import type { OrgFeatures } from "./org.ts";
import { type RequestCounts, requestLog } from "./request-log.ts";
import { usage } from "./rest/usage.ts";
import { sandboxFetch } from "./sandbox-fetch.ts";
import { type SalesforceFaults, seededFaults } from "./seeded-faults.ts";
import { type Administration, administration, type Witness, witness } from "./witness.ts";

/** Everything may be left out. */
export interface SalesforceSandboxOptions {
  /** Milliseconds since 1970; every stamp comes from it. Default `Date.now`. */
  readonly now?: () => number;
  /** `real` refuses calls beyond the daily limit with 403; `off` only counts them. Default `real`. */
  readonly limits?: "real" | "off";
  /** API calls in 24 hours. Default 15,000, as in a Developer Edition. */
  readonly dailyLimit?: number;
  /** Given out by the token endpoint. Default `http://127.0.0.1`; `setInstanceUrl` changes it. */
  readonly instanceUrl?: string;
  readonly features?: OrgFeatures;
  /** Whether a custom field of Activity may be a unique external id. Default true. */
  readonly taskExternalId?: boolean;
  /** Long-running requests at once, 20 seconds or more. Default 25; 5 in a Developer Edition. */
  readonly concurrentLimit?: number;
  /** Faults that come by themselves, the same ones for the same seed. Default none. */
  readonly faults?: SalesforceFaults;
  /** How the sandbox waits where an answer is slow. Default: by this machine's clock. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** How long bulk jobs take and how much they give at once. */
  readonly bulk?: BulkSettings;
  /** How tokens are handed out and how long they last. */
  readonly auth?: AuthSettings;
}

/** Salesforce on this machine: one org behind a `fetch`, and a view past the API for those who check. */
export interface SalesforceSandbox extends Witness, Administration {
  /**
   * Answers REST, SOAP Metadata and OAuth requests. Rejects with a `DroppedResponse` (`code`
   * `ECONNRESET`) when a fault says that no answer comes.
   */
  fetch(request: Request): Promise<Response>;
  readonly clientId: string;
  readonly clientSecret: string;
  /** A token that is valid from the start. */
  readonly accessToken: string;
  /** Makes every access token given so far invalid. */
  expireTokens(): void;
  /** From now on every token is refused with 401, however new; `false` ends it. */
  rejectTokens(reject: boolean): void;
  /** PEM of the certificate, or of its public key, that JWT assertions are signed for. */
  registerCertificate(pem: string): void;
  /** Puts a portfolio into the org, as an org that lived through it; its stages replace those there are. */
  loadPortfolio(portfolio: Portfolio): LoadedIds;
  failNext(fault: Fault): void;
  /** From now on these faults strike by themselves, in the place of those before. */
  setFaults(faults: SalesforceFaults): void;
  /** Ends all faults: those by seed and those that wait for their request. */
  clearFaults(): void;
  /** How many long-running requests other applications have under way. */
  occupyLongRunning(count: number): void;
  /** Makes the next bulk job, of any object or of one, end as `Failed`. */
  failNextJob(failure: JobFailure): void;
  requests(): RequestCounts;
  resetRequests(): void;
  setInstanceUrl(url: string): void;
}

export type { AuthSettings, BulkSettings, Fault, OrgFeatures, RequestCounts };

const defaultDailyLimit = 15_000;
const defaultConcurrentLimit = 25;

/** The features of an org that says nothing about them, and what it does say. */
function featuresOf(given: OrgFeatures = {}): Required<OrgFeatures> {
  return {
    emailMessages: true,
    multiCurrency: false,
    personAccounts: false,
    pipelineInspection: true,
    archive: true,
    restrictedStages: false,
    trackedFields: [],
    ...given,
  };
}

/** What can be done with the org's tokens past the API. */
function tokenHands({ accessToken, expire, rejectTokens, registerCertificate }: Session) {
  return { accessToken, expireTokens: expire, rejectTokens, registerCertificate };
}

/** A new org. Nothing in it depends on chance: the same calls give the same ids, tokens and answers. */
export function salesforceSandbox(options: SalesforceSandboxOptions = {}): SalesforceSandbox {
  const now = options.now ?? Date.now;
  const org = newOrg({ now, features: featuresOf(options.features) });
  let instanceUrl = options.instanceUrl ?? "http://127.0.0.1";
  const signedIn = session(org, authSettings(options.auth), () => instanceUrl);
  const log = requestLog();
  const waiting = faults();
  const seeded = seededFaults(options.faults);
  org.rules.lockAtRandom(seeded.isRowLocked);
  const running = longRunning(now, options.concurrentLimit ?? defaultConcurrentLimit);
  const sleep = options.sleep ?? ((ms: number) => machineSleep(ms));
  const bulk = jobs(org, bulkSettings(options.bulk));
  const fetch = sandboxFetch({
    org,
    jobs: bulk,
    session: signedIn,
    log,
    faults: waiting,
    seeded,
    longRunning: running,
    waitSlowly: () => sleep(seeded.slowByMs()),
    usage: usage(now, options.dailyLimit ?? defaultDailyLimit),
    enforceLimits: options.limits !== "off",
    taskExternalId: options.taskExternalId ?? true,
    instanceUrl: () => instanceUrl,
  });
  return {
    ...witness(org),
    ...administration(org),
    fetch,
    clientId,
    clientSecret,
    ...tokenHands(signedIn),
    loadPortfolio: (portfolio) => loadPortfolio(org, portfolio),
    failNext: waiting.add,
    setFaults: seeded.set,
    clearFaults() {
      seeded.set(undefined);
      waiting.clear();
    },
    occupyLongRunning: running.occupy,
    failNextJob: bulk.failNext,
    requests: log.counts,
    resetRequests: log.reset,
    setInstanceUrl(url) {
      instanceUrl = url;
    },
  };
}
