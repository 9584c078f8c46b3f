import type { DealAssessment, DealFacts, Evidence } from "@headway/core";
import type { DealRecord } from "@headway/crm";
import { dealIntents, type WantedIntent } from "./intents.ts";
import { hasLaterNews } from "./later-news.ts";
import type { RunContext } from "./run-context.ts";
import type { AssessmentSummary } from "./store.ts";
import { summariseDeal } from "./summaries.ts";

/** One assessed subject: its short form and what it asks to be written. */
export interface Assessed {
  readonly assessment: AssessmentSummary;
  readonly intents: readonly WantedIntent[];
  /** There is news from after the run's instant; see {@link hasLaterNews}. */
  readonly staysDirty: boolean;
}

/** A deal with what it was assessed from. */
export interface AssessedRecord {
  readonly record: DealRecord;
  readonly deal: DealFacts;
  readonly evidence: readonly Evidence[];
}

/** What a deal's assessment comes to. */
export async function dealOf(
  context: RunContext,
  { record, deal, evidence }: AssessedRecord,
  assessment: DealAssessment,
): Promise<Assessed> {
  return {
    staysDirty: hasLaterNews(record, evidence, context.asOf),
    assessment: summariseDeal(record, deal, assessment),
    intents: await dealIntents(context, record, assessment),
  };
}
