import { type Policy, parsePolicy } from "@headway/core";
import type { CrmAdapter } from "@headway/crm";
import { accessBasis } from "./access-basis.ts";
import { assessDirty } from "./assess-stage.ts";
import { cohortsFor } from "./cohort-stage.ts";
import { deriveAgain } from "./derive-stage.ts";
import { evidenceContext } from "./evidence.ts";
import { fingerprint } from "./fingerprint.ts";
import { checkRunOptions } from "./options.ts";
import { countOutcomes } from "./outcomes.ts";
import { pullChanges } from "./pull-stage.ts";
import { pushIntents, settleInflight } from "./push-stage.ts";
import { readSchema } from "./read-schema.ts";
import type { ProgressEvent, RunReport } from "./report.ts";
import type { RunContext } from "./run-context.ts";
import { runTally, toReport } from "./run-tally.ts";
import type { ResumePoint, Store } from "./store.ts";
import { unknownRuleFields } from "./unknown-rule-fields.ts";
import { findWritable } from "./writable-fields.ts";

/** What {@link createSync} joins. */
export interface SyncOptions {
  readonly crm: CrmAdapter;
  readonly store: Store;
  /** Your policy over the defaults; refused with path and expectation when it does not parse. */
  readonly policy?: unknown;
  /** Milliseconds since 1970; the machine's clock by default. */
  readonly clock?: () => number;
}

/** How one run is to go. */
export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Stops at a checkpoint after 90% of this time; the next run goes on. */
  readonly budgetMs?: number;
  /** The instant to assess as of; now by default. Evidence after it is not seen. */
  readonly asOf?: string;
  /** Reads and decides, writes nothing to the CRM, and lists what it would write in `planned`. */
  readonly dryRun?: boolean;
  readonly onProgress?: (event: ProgressEvent) => void;
}

/** The engine: pull, evidence, assess, reconcile, push. */
export interface Sync {
  /**
   * One pass. Resumable after a kill at any point; a second run on unchanged data writes nothing.
   * Throws `CrmError` when the CRM cannot be used at all and `SyncError` when the store cannot;
   * what was committed before stays and the next run goes on from there.
   */
  run(options?: RunOptions): Promise<RunReport>;
}

/** Joins a CRM, a store and a policy. */
export function createSync(options: SyncOptions): Sync {
  const policy = parsePolicy(options.policy ?? {});
  const clock = options.clock ?? (() => Date.now());
  return {
    run: async (runOptions = {}) => {
      checkRunOptions(runOptions);
      return runOnce(options, policy, clock, runOptions);
    },
  };
}

async function runOnce(
  { crm, store }: SyncOptions,
  policy: Policy,
  clock: () => number,
  options: RunOptions,
): Promise<RunReport> {
  const startedAt = clock();
  const asOf = new Date(options.asOf === undefined ? startedAt : Date.parse(options.asOf)).toISOString();
  options.onProgress?.({ crm: crm.crm, phase: "describe", object: null, done: 0, expected: null });
  const call = options.signal === undefined ? {} : { signal: options.signal };
  const tally = runTally();
  const schema = await readSchema(crm, store, call, tally.gaps);
  const context: RunContext = {
    crm,
    store,
    policy,
    schema,
    asOf,
    now: clock,
    call,
    tally,
    dryRun: options.dryRun ?? false,
    evidence: evidenceContext(
      crm.crm,
      policy.evidenceRules,
      schema.pipelines.status === "known" ? schema.pipelines.value : [],
    ),
    writable: findWritable(schema, tally.gaps),
    accessBasis: await accessBasis(schema),
    onProgress: options.onProgress ?? (() => undefined),
    outOfTime: () => options.budgetMs !== undefined && clock() - startedAt > options.budgetMs * 0.9,
  };
  if (!(await runStages(context)))
    tally.gaps.push("the time budget was used up; the next run goes on from here");
  await countOutcomes(context);
  return toReport(tally, {
    crm: crm.crm,
    accountId: schema.account.id,
    dryRun: context.dryRun,
    unknownRuleFields: unknownRuleFields(schema, policy.evidenceRules),
    asOf,
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: new Date(clock()).toISOString(),
  });
}

/** Returns false when time ran out; where it did is kept, and the next run goes on there. */
async function runStages(context: RunContext): Promise<boolean> {
  const { store, crm, dryRun } = context;
  const { resume } = await store.state(crm.crm);
  if (!dryRun) await settleInflight(context);
  if (resume?.step !== "assess") {
    const stoppedAt = await pullChanges(context, resume?.object ?? null);
    if (stoppedAt !== null) return stopAt(context, { step: "pull", object: stoppedAt });
  }
  const isFresh = await refreshBasis(context);
  const cohorts = await cohortsFor(context, isFresh);
  if (!(await assessDirty(context, cohorts))) return stopAt(context, { step: "assess" });
  if (!dryRun && !(await pushIntents(context))) return stopAt(context, { step: "assess" });
  if (resume === null) return true;
  await store.saveState(crm.crm, { resume: null });
  // What a resumed run left out at its start has to be looked at as well before all is known.
  return resume.step === "pull" ? true : runStages(context);
}

async function stopAt({ store, crm }: RunContext, resume: ResumePoint): Promise<false> {
  await store.saveState(crm.crm, { resume });
  return false;
}

/**
 * When the rules or pipelines changed, evidence is derived again; when the day or anything else of
 * the policy changed, everything is assessed again, since numbers move with time. True when neither.
 */
async function refreshBasis(context: RunContext): Promise<boolean> {
  const { store, crm, policy, asOf } = context;
  const state = await store.state(crm.crm);
  const evidenceBasis = await fingerprint([policy.evidenceRules, context.evidence.pipelines]);
  const assessedOn = asOf.slice(0, 10);
  if (state.evidenceBasis !== null && state.evidenceBasis !== evidenceBasis) await deriveAgain(context);
  const samePolicy =
    state.policy !== null && (await fingerprint(state.policy)) === (await fingerprint(policy));
  const isFresh = samePolicy && state.evidenceBasis === evidenceBasis && state.assessedOn === assessedOn;
  // A write refused for want of a grant is wanted again once the grant may be there.
  const sameAccess = state.schema === null || (await accessBasis(state.schema)) === context.accessBasis;
  if (!isFresh || !sameAccess) await store.markAllDirty(crm.crm);
  if (!context.dryRun) {
    const { schema } = context;
    await store.saveState(crm.crm, { schema, policy, evidenceBasis, assessedOn, assessedAt: asOf });
  }
  return isFresh;
}
