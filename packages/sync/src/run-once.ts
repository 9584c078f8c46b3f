import { accessBasis } from "./access-basis.ts";
import { assessDirty } from "./assess-stage.ts";
import { cohortsFor } from "./cohort-stage.ts";
import { deriveAgain } from "./derive-stage.ts";
import { evidenceContext } from "./evidence.ts";
import { evidenceBasisOf, noteEvidenceBasis } from "./evidence-basis.ts";
import { fingerprint } from "./fingerprint.ts";
import { knownFacts } from "./known-facts.ts";
import { withLoggedDecisions } from "./logged-decisions.ts";
import type { MirrorStore } from "./mirror/mirror-store.ts";
import { forgetNudged, readNudged } from "./nudge-stage.ts";
import { notebookBasis as basisOf } from "./options.ts";
import { countOutcomes } from "./outcomes.ts";
import { pullChanges } from "./pull-stage.ts";
import { pushIntents, settleInflight } from "./push-stage.ts";
import { readSchema } from "./read-schema.ts";
import type { Engine } from "./recorded-run.ts";
import type { RunReport } from "./report.ts";
import type { RunContext } from "./run-context.ts";
import type { Hold } from "./run-lease.ts";
import { type RunTally, toReport } from "./run-tally.ts";
import type { CrmState, ResumePoint, Store } from "./store.ts";
import type { RunOptions } from "./sync.ts";
import { readForgotten } from "./tombstones.ts";
import { unknownRuleFields } from "./unknown-rule-fields.ts";
import { findWritable } from "./writable-fields.ts";

/** The engine of one run, on a store that is held. */
export interface RunEngine extends Engine {
  readonly store: Store;
  readonly mirrors: MirrorStore | null;
}

/** What a run was told by its journal. */
export interface RunBasis {
  readonly tally: RunTally;
  readonly asOf: string;
  readonly startedAt: string;
  readonly beat: (step: string) => Promise<void>;
  readonly hold: Hold;
}

/** The steps of a run, one after the other, on a store that is held. */
export async function runOnce(engine: RunEngine, options: RunOptions, basis: RunBasis): Promise<RunReport> {
  const { crm, clock, policy } = engine;
  const { tally, asOf, startedAt } = basis;
  const context = await contextOf(engine, options, basis);
  if (!(await runStages(context)))
    tally.gaps.push("the time budget was used up; the next run goes on from here");
  await countOutcomes(context);
  return toReport(tally, {
    crm: crm.crm,
    accountId: context.schema.account.id,
    dryRun: context.dryRun,
    unknownRuleFields: unknownRuleFields(context.schema, policy.evidenceRules),
    asOf,
    startedAt,
    finishedAt: new Date(clock()).toISOString(),
  });
}

async function contextOf(
  { crm, store, policy, notebook, clock, measure, log, mirrors }: RunEngine,
  options: RunOptions,
  { tally, asOf, startedAt, beat, hold }: RunBasis,
): Promise<RunContext> {
  options.onProgress?.({ crm: crm.crm, phase: "describe", object: null, done: 0, expected: null });
  const call = options.signal === undefined ? {} : { signal: options.signal };
  const schema = await readSchema(crm, store, call, tally.gaps);
  const { pipelines } = schema;
  const { budgetMs, dryRun = false } = options;
  if (!dryRun) tally.forgotten += await forgetNudged(store, crm.crm, { at: asOf, mirrors });
  return {
    crm,
    store,
    policy,
    notebook,
    schema,
    asOf,
    now: clock,
    startedAt,
    call,
    tally,
    beat,
    hold,
    measure,
    log,
    forgotten: await readForgotten(store, crm.crm),
    dryRun,
    holdsFormer: false,
    isFirstReading: (await store.state(crm.crm)).policy === null,
    evidence: evidenceContext(
      crm.crm,
      policy.evidenceRules,
      pipelines.status === "known" ? pipelines.value : [],
    ),
    writable: findWritable(schema, tally.gaps, crm.capabilities.writableObjects),
    accessBasis: await accessBasis(schema),
    onProgress: options.onProgress ?? (() => undefined),
    hasBudget: budgetMs !== undefined,
    outOfTime: () => budgetMs !== undefined && clock() - Date.parse(startedAt) > budgetMs * 0.9,
  };
}

/** Measures a step of a run. */
type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** What {@link refreshBasis} found. */
interface RefreshedBasis {
  readonly isFresh: boolean;
  readonly isAll: boolean;
  readonly part: Partial<CrmState>;
}

/** Returns false when time ran out; where it did is kept, and the next run goes on there. */
async function runStages(given: RunContext): Promise<boolean> {
  const { store, crm, dryRun } = given;
  const { resume } = await store.state(crm.crm);
  const step: Step = (name, work) => given.measure.span(`headway.step.${name}`, { crm: crm.crm }, work);
  const started = { ...given, holdsFormer: await noteEvidenceBasis(given) };
  if (!dryRun) await step("settle", () => settleInflight(started));
  await step("nudge", () => readNudged(started));
  if (resume?.step !== "assess") {
    const stoppedAt = await step("pull", () => pullChanges(started, resume?.object ?? null));
    if (stoppedAt !== null) return stopAt(started, { step: "pull", object: stoppedAt });
  }
  const { isFresh, isAll, part } = await step("derive", () => refreshBasis(started));
  const context = { ...started, notebook: await withLoggedDecisions(store, crm.crm, started.notebook) };
  if (!(await assessAll(context, { isFresh, isAll, part }, step))) return stopAt(context, { step: "assess" });
  if (!dryRun && !(await step("push", () => pushIntents(context))))
    return stopAt(context, { step: "assess" });
  if (resume === null) return true;
  await store.saveState(crm.crm, { resume: null });
  // Runs on a budget make one pass together, which ends here; one without looks again at what changed since.
  return resume.step === "pull" || context.hasBudget ? true : runStages(started);
}

/** Fits the curves and assesses; what was learnt of deals on the way is let go with it. */
async function assessAll(context: RunContext, basis: RefreshedBasis, step: Step): Promise<boolean> {
  const { store, crm, dryRun } = context;
  const read = { ...context, knownFacts: knownFacts() };
  const cohorts = await step("cohorts", () => cohortsFor(read, basis.isFresh));
  // Only now: whoever is killed before this fits the curves again, instead of using those of another day.
  if (!dryRun) await store.saveState(crm.crm, basis.part);
  return step("assess", async () => assessDirty(basis.isAll ? await withExpected(read) : read, cohorts));
}

/** Where everything is assessed again, the store knows how much that is. */
async function withExpected(context: RunContext): Promise<RunContext> {
  const { store, crm, onProgress } = context;
  const { deal = 0, account = 0, user = 0 } = await store.counts(crm.crm);
  const counts: Readonly<Record<string, number>> = { deal, account, person: user };
  return {
    ...context,
    onProgress: (event) => onProgress({ ...event, expected: counts[event.object ?? ""] ?? event.expected }),
  };
}

async function stopAt({ store, crm }: RunContext, resume: ResumePoint): Promise<false> {
  await store.saveState(crm.crm, { resume });
  return false;
}

/**
 * When the stored evidence is not all of these rules and pipelines, it is derived again; when the day, the
 * notebook or anything else of the policy changed, everything is assessed again, since numbers move with time.
 * `isFresh` when neither; `isAll` where everything is assessed again; `part` of the state says so to the next run.
 */
async function refreshBasis(context: RunContext): Promise<RefreshedBasis> {
  const { store, crm, policy, notebook, asOf } = context;
  const state = await store.state(crm.crm);
  const evidenceBasis = await evidenceBasisOf(context);
  const assessedOn = asOf.slice(0, 10);
  if (state.evidenceBasis !== evidenceBasis) await deriveAgain(context);
  const samePolicy =
    state.policy !== null && (await fingerprint(state.policy)) === (await fingerprint(policy));
  const isFresh = samePolicy && state.evidenceBasis === evidenceBasis && state.assessedOn === assessedOn;
  // A write refused for want of a grant is wanted again once the grant may be there.
  const sameAccess = state.schema === null || (await accessBasis(state.schema)) === context.accessBasis;
  const notebookBasis = await basisOf(notebook);
  const sameNotebook = state.notebookBasis === notebookBasis;
  const isAll = !isFresh || !sameAccess || !sameNotebook;
  if (isAll) await store.markAllDirty(crm.crm);
  const { schema } = context;
  return {
    isFresh,
    isAll,
    part: { schema, policy, evidenceBasis, notebookBasis, assessedOn, assessedAt: asOf },
  };
}
