import { assessDeal, type DealAssessment } from "@headway/core";
import { CrmError, type RecordRef } from "@headway/crm";
import { assessAccountRecord } from "./assess-account-record.ts";
import { assessDealWith, type DealJudge } from "./assess-deal-record.ts";
import type { AssessRecordOptions } from "./assess-options.ts";
import { type AnyCrm, recordCrm } from "./record-crm.ts";
import type { RecordResult } from "./record-result.ts";

/**
 * Assesses one deal or account and writes back what changed; see {@link assessDealRecord}, which a function that
 * is about deals alone imports instead, since accounts and all that can be said of a deal take more code. Throws `CrmError` `unsupported` for
 * another object.
 */
export async function assessRecord(
  crm: AnyCrm,
  ref: RecordRef,
  options: AssessRecordOptions,
): Promise<RecordResult> {
  if (ref.object === "deal") {
    const { policy, asOf, cohorts, notebook } = options;
    const assess: DealJudge<DealAssessment>["assess"] = (read) =>
      assessDeal({ ...read, policy, asOf, cohorts, notebook });
    return assessDealWith({ assess, hasCurves: cohorts !== undefined }, recordCrm(crm), ref, options);
  }
  if (ref.object === "account") return assessAccountRecord(crm, ref, options);
  const message = `a \`${ref.object}\` is not assessed; deals and accounts are`;
  throw new CrmError("unsupported", { crm: crm.crm, message });
}
