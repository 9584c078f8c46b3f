import {
  type AccountAssessment,
  assessAccount,
  assessDeal,
  assessPerson,
  type DealAssessment,
  type DealFacts,
  defaultPolicy,
  type Evidence,
  type Explained,
  fitCohorts,
  type Notebook,
  type PersonAssessment,
} from "@headway/core";
import type { CrmRecord, Pipeline, RecordRef } from "@headway/crm";
import { accountFacts, dealFacts, personFacts } from "./facts.ts";
import { heldTriages } from "./held-triage.ts";
import { withLoggedDecisions } from "./logged-decisions.ts";
import { checkNotebook, notebookBasis } from "./options.ts";
import type { CrmState, Intent, Store, Subject } from "./store.ts";
import { readSubjects } from "./subject-batch.ts";
import { SyncError } from "./sync-error.ts";
import { readTrail } from "./sync-trail.ts";
import { subjectObject } from "./touched-subjects.ts";

/** A number with its place in the assessment, for example `stall.q`. */
export type NamedNumber = Explained & { readonly name: string };

/** What an explanation is made with besides the store. */
export interface ExplainOptions {
  /** What people wrote down, as the run was given it; none by default. */
  readonly notebook?: unknown;
}

/** Why a subject reads as it does, from the store alone. */
export interface Explanation {
  readonly crm: string;
  readonly subject: Subject;
  readonly name: string | null;
  readonly url: string | null;
  readonly asOf: string;
  readonly assessment: DealAssessment | AccountAssessment | PersonAssessment;
  /** There where the notebook is another than the last run's: the CRM may read otherwise until the next one. */
  readonly notebookChanged?: true;
  /** Every number in the assessment; contributions plus prior add up to each one's basis. */
  readonly numbers: readonly NamedNumber[];
  /** Everything seen, oldest first, counted or not. */
  readonly evidence: readonly Evidence[];
  /** Why it may not read so in the CRM: a write that waits or was refused; `null` when nothing is outstanding. */
  readonly write: Pick<Intent, "target" | "state" | "attempts" | "code" | "reason"> | null;
}

/**
 * Answers "why this number?" and "why was this not synced?". Computes the assessment again from the
 * evidence, policy, curves and instant in the store, so nothing is asked of the CRM.
 * Throws `SyncError` `unknown-subject` with the way out when it is not in the store or cannot be assessed, and
 * `invalid-options` for a notebook that does not parse.
 */
export async function explain(
  store: Store,
  crm: string,
  subject: Subject,
  options: ExplainOptions = {},
): Promise<Explanation> {
  const given = checkNotebook(options.notebook);
  const object = subjectObject(subject.subject);
  const record = await store.record(crm, { object, id: subject.id });
  if (record === null) throw await notInStore(store, crm, { object, id: subject.id }, subject.subject);
  const state = await store.state(crm);
  const summary = await store.assessment(crm, subject);
  if (summary === null) throw notAssessed(subject, notAssessedReason(record, state));
  const pipelines = state.schema?.pipelines.status === "known" ? state.schema.pipelines.value : [];
  const [read] = await readSubjects({ store, crm, pipelines }, subject.subject, [subject.id]);
  const { evidence, deals } = read ?? { evidence: [], deals: [] };
  const notebook = await withLoggedDecisions(store, crm, given);
  const known = { store, crm, evidence, deals, pipelines, notebook };
  const assessment = await assessRecord(record, known, state, summary.asOf);
  const intent = await store.intentFor(crm, `${object}/${subject.id}`);
  return {
    crm,
    subject,
    name: "name" in record ? record.name : null,
    url: record.url ?? null,
    asOf: summary.asOf,
    assessment,
    ...(state.notebookBasis === (await notebookBasis(given)) ? {} : { notebookChanged: true }),
    numbers: numbersIn(assessment, ""),
    evidence: [...evidence].sort((left, right) => Date.parse(left.occurredAt) - Date.parse(right.occurredAt)),
    write: intent === null ? null : pickWrite(intent),
  };
}

/** What the store knows around a record. */
interface Known {
  readonly store: Store;
  readonly crm: string;
  readonly evidence: readonly Evidence[];
  readonly deals: readonly DealFacts[];
  readonly pipelines: readonly Pipeline[];
  readonly notebook: Notebook;
}

async function assessRecord(
  record: CrmRecord,
  { store, crm, evidence, deals, pipelines, notebook }: Known,
  state: CrmState,
  asOf: string,
): Promise<Explanation["assessment"]> {
  const policy = state.policy ?? defaultPolicy;
  const cohorts = state.cohorts ?? fitCohorts([], policy, asOf);
  if (record.object === "deal") {
    const deal = dealFacts(record, pipelines);
    if (deal.status === "unknown") throw notAssessed({ subject: "deal", id: record.id }, deal.reason);
    const triages = await heldTriages([deal.facts], { store, crm, policy, notebook, pipelines, asOf });
    const accountTriage = triages.get(deal.facts.accountId ?? "");
    return assessDeal({ deal: deal.facts, evidence, policy, notebook, asOf, cohorts, accountTriage });
  }
  const rest = { deals, evidence, policy, notebook, asOf, cohorts };
  if (record.object === "account") return assessAccount({ account: accountFacts(record), ...rest });
  if (record.object === "user") return assessPerson({ person: personFacts(record), ...rest });
  throw notAssessed({ subject: "deal", id: record.id }, `a ${record.object} is not assessed`);
}

/** Walks plain data and collects every explained number under its path. */
function numbersIn(value: unknown, path: string): NamedNumber[] {
  if (typeof value !== "object" || value === null) return [];
  if (isExplained(value)) return [Object.assign(copyOf(value), { name: path })];
  return Object.entries(value).flatMap(([key, part]) =>
    numbersIn(part, path === "" ? key : `${path}.${key}`),
  );
}

function copyOf(explained: Explained): Explained {
  return { ...explained, contributions: explained.contributions };
}

function isExplained(value: object): value is Explained {
  return "contributions" in value && "basis" in value && "prior" in value && "valueFrom" in value;
}

function pickWrite({ target, state, attempts, code, reason }: Intent): NonNullable<Explanation["write"]> {
  return {
    target,
    state,
    attempts,
    ...(code === undefined ? {} : { code }),
    ...(reason === undefined ? {} : { reason }),
  };
}

async function notInStore(
  store: Store,
  crm: string,
  ref: RecordRef,
  subject: Subject["subject"],
): Promise<SyncError> {
  // Nothing in it is told by the hour: only what is in flight would be.
  const { sentences, status } = await readTrail(store, crm, ref, 0);
  const then = status === "not-stored" ? ". Run `headway sync`" : "";
  return new SyncError(
    "unknown-subject",
    `${subject} \`${ref.id}\` of ${crm} is not in the store: ${sentences.join("; ")}${then}`,
  );
}

function notAssessedReason(record: CrmRecord, { schema }: CrmState): string {
  const pipelines = schema?.pipelines.status === "known" ? schema.pipelines.value : [];
  const result = record.object === "deal" ? dealFacts(record, pipelines) : undefined;
  if (result?.status === "unknown") return result.reason;
  return "no run has come to it yet; run `headway sync`";
}

function notAssessed({ subject, id }: Subject, reason: string): SyncError {
  return new SyncError("unknown-subject", `${subject} \`${id}\` has no assessment: ${reason}`);
}
