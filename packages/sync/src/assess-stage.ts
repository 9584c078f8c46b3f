import { assessDeal, assessPerson, type CohortSnapshot, type DealFacts } from "@headway/core";
import type { DealRecord, Patch, UserRecord } from "@headway/crm";
import { assessAccounts } from "./assess-accounts.ts";
import { type Assessed, dealOf } from "./assessed.ts";
import { dealFacts, personFacts } from "./facts.ts";
import { fieldConflicts } from "./field-conflicts.ts";
import { heldTriages } from "./held-triage.ts";
import { hasLaterNews } from "./later-news.ts";
import { progress, type RunContext } from "./run-context.ts";
import type { SubjectName } from "./store.ts";
import { type ReadSubject, readSubjects, sourceOf } from "./subject-batch.ts";
import { summarisePerson } from "./summaries.ts";

/** Subjects read at once: enough to spare turns of the store, few enough to hold; a seller has the evidence of many deals. */
const batchSizes: Readonly<Record<SubjectName, number>> = { account: 50, deal: 250, person: 1 };
/** Accounts, each with its deals, before other deals: an account that is not to be chased holds their asks. People last. */
const subjectNames: readonly SubjectName[] = ["account", "deal", "person"];

/**
 * Assesses every dirty subject as of the run and stores the results with the writes they ask for, a
 * batch per transaction. A subject that cannot be decided is reported and keeps its last assessment.
 * Returns false when time ran out.
 */
export async function assessDirty(context: RunContext, cohorts: CohortSnapshot): Promise<boolean> {
  const { store, crm, asOf } = context;
  const stage: AssessStage = {
    context,
    cohorts,
    done: { account: 0, deal: 0, person: 0 },
    isSecond: subjectNames.some((subject) => context.tally.assessed[subject] > 0),
  };
  for (const subject of subjectNames) {
    let after: string | null = null;
    const tell = () =>
      progress(context, { phase: "assess", object: subject, done: stage.done[subject], expected: null });
    tell();
    for (;;) {
      // Who was assessed already, and stays dirty for news from after this run, is the next run's.
      const which = { unassessedAsOf: asOf };
      const ids = await store.subjects(crm.crm, subject, which, after, batchSizes[subject]);
      if (ids.length === 0) break;
      await assessBatch(stage, subject, ids);
      await context.beat(`assess ${subject}`);
      after = ids.at(-1) ?? null;
      tell();
      if (context.outOfTime()) return false;
    }
  }
  return true;
}

/** One going through all who are dirty. */
interface AssessStage {
  readonly context: RunContext;
  readonly cohorts: CohortSnapshot;
  /** Whom it has assessed. */
  readonly done: Record<SubjectName, number>;
  /** The run has assessed before, and looks again at what changed since. */
  readonly isSecond: boolean;
}

async function assessBatch(stage: AssessStage, subject: SubjectName, ids: readonly string[]): Promise<void> {
  const { context, cohorts } = stage;
  const assessed = await assessSubjects(context, cohorts, subject, ids);
  await countAssessed(stage, assessed);
  const intents = assessed.flatMap((one) => one.intents);
  const conflicts = await fieldConflicts(context, intents);
  context.tally.conflicts.push(...conflicts);
  if (context.dryRun) {
    context.tally.planned.push(...intents.map((intent): Patch => intent.patch));
    for (const { assessment } of assessed) {
      if (assessment.subject !== "deal") continue;
      context.tally.unstoredStatuses.set(assessment.id, assessment.summary.status);
    }
  }
  // A dry run stores nothing, so that the next run finds the same work to do.
  else {
    const assessments = assessed.map((one) => one.assessment);
    const stayDirty = assessed.flatMap(({ assessment, staysDirty }) => (staysDirty ? [assessment] : []));
    await context.store.commitAssessments(context.crm.crm, { assessments, intents, stayDirty, conflicts });
  }
}

/** The run counts everybody once, also whom it assesses twice. */
async function countAssessed({ context, done, isSecond }: AssessStage, assessed: readonly Assessed[]) {
  const { store, crm, asOf, tally } = context;
  for (const subject of subjectNames) {
    const ids = assessed.flatMap(({ assessment }) => (assessment.subject === subject ? [assessment.id] : []));
    done[subject] += ids.length;
    const before = isSecond ? await store.assessmentsNamed(crm.crm, subject, ids) : undefined;
    const isNew = (id: string): boolean => before?.get(id)?.asOf !== asOf;
    tally.assessed[subject] += ids.filter(isNew).length;
  }
}

async function assessSubjects(
  context: RunContext,
  cohorts: CohortSnapshot,
  subject: SubjectName,
  ids: readonly string[],
): Promise<Assessed[]> {
  if (subject === "account") return assessAccounts(context, cohorts, ids);
  const subjects = await readSubjects(sourceOf(context), subject, ids);
  if (subject === "deal") return assessDeals(context, cohorts, subjects);
  return subjects.flatMap((one) =>
    one.record.object === "user" ? [assessUserRecord(context, cohorts, one.record, one)] : [],
  );
}

interface DecidedDeal {
  readonly record: DealRecord;
  readonly deal: DealFacts;
  readonly evidence: ReadSubject["evidence"];
}

async function assessDeals(
  context: RunContext,
  cohorts: CohortSnapshot,
  subjects: readonly ReadSubject[],
): Promise<Assessed[]> {
  const decided = subjects.flatMap(({ record, evidence }): DecidedDeal[] => {
    const deal = record.object === "deal" ? decideDeal(context, record) : undefined;
    return record.object === "deal" && deal !== undefined ? [{ record, deal, evidence }] : [];
  });
  const { store, policy, notebook, asOf } = context;
  const { pipelines } = context.evidence;
  const triages = await heldTriages(
    decided.map(({ deal }) => deal),
    { store, crm: context.crm.crm, policy, notebook, pipelines, asOf },
  );
  const assessed: Assessed[] = [];
  for (const one of decided) {
    const { deal, evidence } = one;
    const accountTriage = triages.get(deal.accountId ?? "");
    const assessment = assessDeal({ deal, evidence, policy, notebook, asOf, cohorts, accountTriage });
    assessed.push(await dealOf(context, one, assessment));
  }
  return assessed;
}

function assessUserRecord(
  context: RunContext,
  cohorts: CohortSnapshot,
  record: UserRecord,
  { evidence, deals }: ReadSubject,
): Assessed {
  const { policy, notebook, asOf } = context;
  const person = personFacts(record);
  const assessment = assessPerson({ person, deals, evidence, policy, notebook, asOf, cohorts });
  const staysDirty = hasLaterNews(record, evidence, asOf);
  return { assessment: summarisePerson(record, assessment), intents: [], staysDirty };
}

function decideDeal(context: RunContext, record: DealRecord): DealFacts | undefined {
  const result = dealFacts(record, context.evidence.pipelines);
  if (result.status === "known") return result.facts;
  context.tally.undecided.push({ subject: "deal", id: record.id, reason: result.reason });
  return undefined;
}
