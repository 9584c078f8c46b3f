import { assessDealStanding, type DealFacts, type DealStanding, type Evidence } from "@headway/core";
import type { RecordCrm, RecordRef } from "@headway/crm";
import { dealFacts } from "../facts.ts";
import { dealFields, type WantedFields } from "../wanted-fields.ts";
import type { AssessDealOptions, RecordOptions } from "./assess-options.ts";
import type { RecordResult } from "./record-result.ts";
import { type ToldStory, tellStory } from "./told-story.ts";
import { unreadActivities } from "./unread-activities.ts";
import { fieldPatches, taskPatches, writePatches } from "./write-record.ts";

/**
 * Reads one deal with its people, history and activities, assesses it, and writes back what changed. Keeps no
 * state: calling it twice writes nothing the second time, and calling it again after a failure finishes the
 * rest. Where a record could not be read, numbers that would miss it are not written. Says of the deal what is
 * written back and what that rests on; {@link assessRecord} says the rest too, takes whole adapters, and more code.
 *
 * Throws `CrmError` where the CRM cannot be read at all (`rate-limited` and `unavailable` pass by themselves).
 */
export async function assessDealRecord(
  crm: RecordCrm,
  ref: RecordRef,
  options: AssessDealOptions,
): Promise<RecordResult<DealStanding>> {
  const { policy, asOf, curves, notebook } = options;
  const assess = (read: ReadDeal) => assessDealStanding({ ...read, policy, asOf, curves, notebook });
  return assessDealWith({ assess, hasCurves: curves !== undefined }, crm, ref, options);
}

/** A deal as it was read. */
interface ReadDeal {
  readonly deal: DealFacts;
  readonly evidence: readonly Evidence[];
}

/** How much is said of a deal, and whether its stall clock is read. */
export interface DealJudge<Deal> {
  readonly assess: (read: ReadDeal) => Deal;
  readonly hasCurves: boolean;
}

/** {@link assessDealRecord} with as much said of the deal as the judge says. */
export async function assessDealWith<Deal extends DealStanding>(
  { assess, hasCurves }: DealJudge<Deal>,
  crm: RecordCrm,
  ref: RecordRef,
  options: RecordOptions,
): Promise<RecordResult<Deal>> {
  const told = await tellStory(crm, ref, options);
  const base = resultBase(ref, told, options);
  const { subject } = told;
  if (subject?.object !== "deal") return { ...base, status: statusWithout(told, ref) };
  const facts = dealFacts(subject, told.pipelines);
  if (facts.status === "unknown") {
    return { ...base, status: "undecided", unknown: [...base.unknown, facts.reason] };
  }
  const deal = assess({ deal: facts.facts, evidence: told.evidence });
  const fields = decidedFields(dealFields(deal), told, unreadActivities(crm, told, subject), hasCurves);
  const tasks = await taskPatches(crm, told, subject, deal);
  const patches = [...fieldPatches(told, subject, fields.wanted), ...tasks.patches];
  const writes = await writePatches(crm, patches, options);
  const unknown = [...base.unknown, ...fields.unknown, ...tasks.unknown];
  return { ...base, status: "assessed", deal, writes, unknown };
}

/** What every result has, whatever became of the record. */
export function resultBase(ref: RecordRef, told: ToldStory, options: RecordOptions): RecordResult<never> {
  const { subject } = told;
  return {
    ref,
    asOf: options.asOf,
    policyVersion: options.policy.version,
    status: "undecided",
    name: subject !== undefined && "name" in subject ? subject.name : null,
    deal: null,
    account: null,
    read: told.read,
    writes: [],
    unknown: told.unknown,
  };
}

/** Unreadable is not gone. */
export function statusWithout({ story }: ToldStory, ref: RecordRef): "undecided" | "gone" {
  const isUnreadable = story.changes.some(
    (change) => change.type === "unreadable" && change.object === ref.object,
  );
  return isUnreadable ? "undecided" : "gone";
}

/** Fields that need curves nobody handed in, or rest on evidence that could not be dated or read, stay as they are. */
function decidedFields(
  wanted: WantedFields,
  told: ToldStory,
  lost: readonly string[],
  hasCurves: boolean,
): { readonly wanted: WantedFields; readonly unknown: string[] } {
  if (told.undated.length > 0) {
    const rules = told.undated.join(", ");
    const reason = `no field was written: ${rules} read the deal's own fields, and only a store knows since when they say so`;
    return { wanted: {}, unknown: [reason] };
  }
  if (lost.length > 0) {
    return {
      wanted: {},
      unknown: [`no field was written, because not everything was read: ${lost.join("; ")}`],
    };
  }
  if (hasCurves) return { wanted, unknown: [] };
  const { headway_stall: _stall, headway_reasons: _reasons, ...rest } = wanted;
  const reason =
    "headway_stall and headway_reasons stay as they are: without a cohort snapshot a stall is unknown";
  return { wanted: rest, unknown: [reason] };
}
