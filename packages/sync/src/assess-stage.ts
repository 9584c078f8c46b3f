import {
  assessAccount,
  assessDeal,
  assessPerson,
  type CohortSnapshot,
  type DealFacts,
  type Evidence,
} from "@headway/core";
import type { AccountRecord, DealRecord, Patch, UserRecord } from "@headway/crm";
import { dealsNamed } from "./deals-named.ts";
import { accountFacts, dealFacts, personFacts } from "./facts.ts";
import { heldTriage } from "./held-triage.ts";
import { dealIntents, fieldIntents, type WantedIntent } from "./intents.ts";
import { progress, type RunContext } from "./run-context.ts";
import type { AssessmentSummary, Subject, SubjectName } from "./store.ts";
import { summariseAccount, summariseDeal, summarisePerson } from "./summaries.ts";
import { subjectObject } from "./touched-subjects.ts";
import { accountFields } from "./write-back.ts";

const batchSize = 100;
/** Accounts before deals, since an account that is not to be chased holds the asks of its deals; people last. */
const subjectNames: readonly SubjectName[] = ["account", "deal", "person"];

/** One assessed subject: its short form and what it asks to be written. */
interface Assessed {
  readonly assessment: AssessmentSummary;
  readonly intents: readonly WantedIntent[];
}

/**
 * Assesses every dirty subject as of the run and stores the results with the writes they ask for, a
 * batch per transaction. A subject that cannot be decided is reported and keeps its last assessment.
 * Returns false when time ran out.
 */
export async function assessDirty(context: RunContext, cohorts: CohortSnapshot): Promise<boolean> {
  for (const subject of subjectNames) {
    let after: string | null = null;
    progress(context, { phase: "assess", object: subject, done: 0, expected: null });
    for (;;) {
      const ids = await context.store.subjects(context.crm.crm, subject, "dirty", after, batchSize);
      if (ids.length === 0) break;
      await assessBatch(context, cohorts, subject, ids);
      after = ids.at(-1) ?? null;
      progress(context, {
        phase: "assess",
        object: subject,
        done: context.tally.assessed[subject],
        expected: null,
      });
      if (context.outOfTime()) return false;
    }
  }
  return true;
}

async function assessBatch(
  context: RunContext,
  cohorts: CohortSnapshot,
  subject: SubjectName,
  ids: readonly string[],
): Promise<void> {
  const assessed: Assessed[] = [];
  for (const id of ids) {
    const one = await assessOne(context, cohorts, { subject, id });
    if (one !== undefined) assessed.push(one);
  }
  context.tally.assessed[subject] += assessed.length;
  const intents = assessed.flatMap((one) => one.intents);
  if (context.dryRun) {
    context.tally.planned.push(...intents.map((intent): Patch => intent.patch));
    if (subject !== "deal") return;
    for (const { assessment } of assessed)
      context.tally.unstoredStatuses.set(assessment.id, assessment.summary.status);
  }
  // A dry run stores nothing, so that the next run finds the same work to do.
  else {
    const assessments = assessed.map((one) => one.assessment);
    await context.store.commitAssessments(context.crm.crm, { assessments, intents });
  }
}

async function assessOne(
  context: RunContext,
  cohorts: CohortSnapshot,
  subject: Subject,
): Promise<Assessed | undefined> {
  const { store } = context;
  const object = subjectObject(subject.subject);
  const record = await store.record(context.crm.crm, { object, id: subject.id });
  if (record === null) return undefined;
  const evidence = await store.evidenceOf(context.crm.crm, subject);
  switch (record.object) {
    case "deal":
      return assessDealRecord(context, cohorts, record, evidence);
    case "account":
      return assessAccountRecord(context, cohorts, record, evidence);
    case "user":
      return assessUserRecord(context, cohorts, record, evidence);
    default:
      return undefined;
  }
}

async function assessDealRecord(
  context: RunContext,
  cohorts: CohortSnapshot,
  record: DealRecord,
  evidence: readonly Evidence[],
): Promise<Assessed | undefined> {
  const { store, policy, asOf } = context;
  const deal = decideDeal(context, record);
  if (deal === undefined) return undefined;
  const { pipelines } = context.evidence;
  const accountTriage = await heldTriage(deal, { store, crm: context.crm.crm, policy, pipelines, asOf });
  const assessment = assessDeal({ deal, evidence, policy, asOf, cohorts, accountTriage });
  return {
    assessment: summariseDeal(record, deal, assessment),
    intents: await dealIntents(context, record, assessment),
  };
}

async function assessAccountRecord(
  context: RunContext,
  cohorts: CohortSnapshot,
  record: AccountRecord,
  evidence: readonly Evidence[],
): Promise<Assessed> {
  const { store, policy, asOf } = context;
  const deals = await dealsNamed(store, context.crm.crm, evidence, context.evidence.pipelines);
  const account = accountFacts(record);
  const assessment = assessAccount({ account, deals, evidence, policy, asOf, cohorts });
  return {
    assessment: summariseAccount(record, assessment),
    intents: await fieldIntents(context, record, accountFields(assessment)),
  };
}

async function assessUserRecord(
  context: RunContext,
  cohorts: CohortSnapshot,
  record: UserRecord,
  evidence: readonly Evidence[],
): Promise<Assessed> {
  const { store, policy, asOf } = context;
  const deals = await dealsNamed(store, context.crm.crm, evidence, context.evidence.pipelines);
  const person = personFacts(record);
  const assessment = assessPerson({ person, deals, evidence, policy, asOf, cohorts });
  return { assessment: summarisePerson(record, assessment), intents: [] };
}

function decideDeal(context: RunContext, record: DealRecord): DealFacts | undefined {
  const result = dealFacts(record, context.evidence.pipelines);
  if (result.status === "known") return result.facts;
  context.tally.undecided.push({ subject: "deal", id: record.id, reason: result.reason });
  return undefined;
}
