import { rmSync } from "node:fs";
import { type CrmAdapter, planProvision } from "@headway/crm";
import { createSync, ownFields, type ProgressEvent, type RunReport, type Store } from "@headway/sync";
import { type CrmName, type SandboxAccess, type Vendor, vendors } from "./adapters.ts";
import { openStore, withStore } from "./open-store.ts";
import { type RequestCounter, requestCounter } from "./request-counter.ts";
import { requestsFloor } from "./requests-floor.ts";
import type { SandboxCrmReport, SandboxRunReport } from "./sandbox-run-report.ts";
import { findUnwitnessed, type Witness, witness, writtenDeals } from "./witness.ts";

/** What to run, and how. */
export interface SandboxRunOptions {
  readonly crms: { readonly [Name in CrmName]?: SandboxAccess };
  /** Where each CRM's store is; the same path for several keeps them in one. What is there is removed first. */
  readonly storePath: (crm: string) => string;
  /** The instant of assessment, ISO 8601. */
  readonly asOf: string;
  /** Your policy over the default one. */
  readonly policy?: unknown;
  /** The evidence rule whose deals `returnedOffers` counts; `null` counts none. */
  readonly ruleId: string | null;
  /**
   * `real`, the default: the adapters keep to the CRMs' published rates, so that time is as against a
   * real account. `off`: they wait for nothing, which the sandboxes must then allow.
   */
  readonly limits?: "real" | "off";
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: ProgressEvent) => void;
  /** Milliseconds since 1970; this machine's clock by default. */
  readonly clock?: () => number;
}

/**
 * Provisions the sandboxes, syncs each twice through the official SDKs, and checks the result past
 * the adapters: what the sandbox holds and how many requests it counted itself. Throws when the
 * sandbox counted other than we did, or when a CRM cannot be used at all.
 */
export async function runAgainstSandboxes(options: SandboxRunOptions): Promise<SandboxRunReport> {
  const clock = options.clock ?? (() => Date.now());
  const startedAt = clock();
  const wanted = vendors.flatMap((vendor) => {
    const access = options.crms[vendor.crm as CrmName];
    return access === undefined ? [] : [{ vendor, access }];
  });
  for (const path of new Set(wanted.map(({ vendor }) => options.storePath(vendor.crm)))) removeStore(path);
  const crms: Record<string, SandboxCrmReport> = {};
  for (const { vendor, access } of wanted) {
    const store = openStore(options.storePath(vendor.crm));
    crms[vendor.crm] = await withStore(store, (open) =>
      runOne({ vendor, access, store: open, clock, options }),
    );
  }
  return {
    crms,
    rate: rates[options.limits ?? "real"],
    // maxRSS is in kilobytes on every platform that node runs on.
    peakRssBytes: process.resourceUsage().maxRSS * 1_024,
    wallSeconds: Math.round(clock() - startedAt) / 1_000,
  };
}

const rates = {
  real: "the CRMs' published rates, as against real accounts",
  off: "none: the adapters waited for nothing, so that time says nothing about real accounts",
} as const;

interface OneRun {
  readonly vendor: Vendor;
  readonly access: SandboxAccess;
  readonly store: Store;
  readonly clock: () => number;
  readonly options: SandboxRunOptions;
}

async function runOne(run: OneRun): Promise<SandboxCrmReport> {
  const { vendor, access, store, options } = run;
  const { crm, sandbox } = vendor;
  const seen = witness(access.witnessUrl, crm, sandbox);
  await provisionAll(openSandbox(run));
  const first = await countedRun(run, seen);
  const written = await writtenDeals(store, crm);
  const floorByObject = await requestsFloor(store, crm, Object.keys(first.report.pulled), sandbox);
  const second = await countedRun(run, seen);
  const unwitnessed = findUnwitnessed(written, await seen.deals(), sandbox);
  const requestsByObject = first.counter.pulledByObject();
  const { report } = first;
  return {
    pulled: report.pulled,
    assessed: report.assessed,
    outcomes: report.outcomes,
    returnedOffers: options.ruleId === null ? 0 : await store.dealsWithRule(crm, options.ruleId),
    written: sum(report.written),
    refused: report.refused.length,
    secondRunWrites: sentWrites(second.report),
    witnessedDeals: written.size - unwitnessed.length,
    requests: sum(requestsByObject),
    requestsFloor: sum(floorByObject),
    details: {
      requestsByPhase: first.counter.byPhase(),
      requestsByObject,
      floorByObject,
      requestsSeenBySandbox: first.requestsSeen,
      requestsOfSecondRun: second.counter.total(),
      writtenByObject: report.written,
      evidence: report.evidence,
      unwitnessed,
      gaps: report.gaps,
      secondsByPhase: added(first.counter.secondsByPhase(), second.counter.secondsByPhase()),
    },
  };
}

function openSandbox({ vendor, access, options }: OneRun, counter?: RequestCounter): CrmAdapter {
  return vendor.open(vendor.sandbox.credentials(access), {
    limits: options.limits ?? "real",
    ...(counter === undefined ? {} : { onRequest: (event) => counter.onRequest(event) }),
  });
}

async function provisionAll(crm: CrmAdapter): Promise<void> {
  const plan = planProvision(await crm.describe(), ownFields);
  const outcomes = await crm.provision(plan.map(({ step }) => step));
  for (const outcome of outcomes) {
    if (outcome.status === "refused") throw new Error(`${crm.crm} refused a field: ${outcome.reason}`);
  }
}

interface CountedRun {
  readonly report: RunReport;
  readonly counter: RequestCounter;
  readonly requestsSeen: number;
}

/** One run with a new adapter, its requests counted by us and by the sandbox. */
async function countedRun(run: OneRun, seen: Witness): Promise<CountedRun> {
  const { vendor, store, clock, options } = run;
  const counter = requestCounter(clock, vendor.sandbox.isSchemaRequest);
  await seen.resetRequests();
  const crm = openSandbox(run, counter);
  const sync = createSync({ crm, store, policy: options.policy, clock });
  const report = await sync.run({
    asOf: options.asOf,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onProgress(event) {
      counter.onProgress(event);
      options.onProgress?.(event);
    },
  });
  const requestsSeen = await seen.requestCount();
  if (requestsSeen !== counter.total()) {
    throw new Error(
      `${vendor.title}: the adapter reported ${counter.total()} requests and the sandbox received ${requestsSeen}; a count that is not true proves nothing`,
    );
  }
  return { report, counter, requestsSeen };
}

/** Everything the run sent, confirmed or not; what stays parked from before was not sent. */
function sentWrites({ written, unsettled, refused }: RunReport): number {
  return sum(written) + unsettled.length + refused.filter(({ parked }) => !parked).length;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function added(left: Record<string, number>, right: Record<string, number>): Record<string, number> {
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return Object.fromEntries(
    [...names].map((name) => [name, Math.round(((left[name] ?? 0) + (right[name] ?? 0)) * 1_000) / 1_000]),
  );
}

/** A store and the files SQLite keeps beside it. */
function removeStore(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
}
