import {
  type AccountAssessment,
  assessAccount,
  type DealFacts,
  emptyNotebook,
  type Notebook,
} from "@headway/core";
import type { CrmRecord, RecordRef } from "@headway/crm";
import { capturedDecision } from "../captured-evidence.ts";
import { accountFacts, dealFacts } from "../facts.ts";
import { withDecisions } from "../logged-decisions.ts";
import { uniqueEvidence } from "../unique-evidence.ts";
import { accountFields, type WantedFields } from "../wanted-fields.ts";
import { resultBase, statusWithout } from "./assess-deal-record.ts";
import type { AssessRecordOptions } from "./assess-options.ts";
import { type AnyCrm, recordCrm } from "./record-crm.ts";
import type { RecordResult } from "./record-result.ts";
import { tellStory } from "./told-story.ts";
import { unreadActivities } from "./unread-activities.ts";
import { fieldPatches, writePatches } from "./write-record.ts";

/**
 * As {@link assessDealRecord}, for an account with its deals, people and the activities that hang on it.
 * Where activities of it could not be read, or hang on its deals alone and could not be told, nothing is written.
 */
export async function assessAccountRecord(
  given: AnyCrm,
  ref: RecordRef,
  options: AssessRecordOptions,
): Promise<RecordResult> {
  const crm = recordCrm(given);
  const told = await tellStory(crm, ref, options);
  const base = resultBase(ref, told, options);
  const { subject, records } = told;
  if (subject?.object !== "account") return { ...base, status: statusWithout(told, ref) };
  const deals = records.flatMap((record): DealFacts[] => {
    const facts = record.object === "deal" ? dealFacts(record, told.pipelines) : undefined;
    return facts?.status === "known" ? [facts.facts] : [];
  });
  const { policy, asOf, cohorts } = options;
  const notebook = withCaptured(options.notebook, records);
  const evidence = uniqueEvidence(told.evidence);
  const facts = accountFacts(subject);
  const account = assessAccount({ account: facts, deals, evidence, policy, asOf, cohorts, notebook });
  const lost = [
    ...unreadActivities(crm, told, subject),
    ...told.undated.map((rule) => `rule ${rule} has no date`),
  ];
  if (lost.length > 0) {
    const reason = `no field was written, because not everything was read: ${lost.join("; ")}`;
    return { ...base, status: "assessed", account, unknown: [...base.unknown, reason] };
  }
  const { wanted, unknown } = decidedFields(account, records);
  const writes = await writePatches(crm, fieldPatches(told, subject, wanted), options);
  return { ...base, status: "assessed", account, writes, unknown: [...base.unknown, ...unknown] };
}

/** Momentum counts what the account's deals did: it stays as it is where nobody said which activity is of which deal. */
function decidedFields(
  account: AccountAssessment,
  records: readonly CrmRecord[],
): { readonly wanted: WantedFields; readonly unknown: string[] } {
  const wanted = accountFields(account);
  if (!records.some(({ links }) => links.deal?.status === "unknown")) return { wanted, unknown: [] };
  const { headway_momentum: _momentum, ...rest } = wanted;
  const reason = "headway_momentum stays as it is: which activities belong to which deal was not read";
  return { wanted: rest, unknown: [reason] };
}

/** What reps decided and logged in the CRM stands beside what is in the notebook. */
function withCaptured(notebook: Notebook | undefined, records: readonly CrmRecord[]): Notebook | undefined {
  const decisions = records.map(capturedDecision).filter((decision) => decision !== undefined);
  return decisions.length === 0 ? notebook : withDecisions(notebook ?? emptyNotebook, decisions);
}
