import type { DealAssessment, DealFacts } from "@headway/core";
import type { DealRecord } from "@headway/crm";
import { dealIntents, type WantedIntent } from "./intents.ts";
import type { RunContext } from "./run-context.ts";
import type { AssessmentSummary } from "./store.ts";
import { summariseDeal } from "./summaries.ts";

/** One assessed subject: its short form and what it asks to be written. */
export interface Assessed {
  readonly assessment: AssessmentSummary;
  readonly intents: readonly WantedIntent[];
}

/** What a deal's assessment comes to. */
export async function dealOf(
  context: RunContext,
  record: DealRecord,
  deal: DealFacts,
  assessment: DealAssessment,
): Promise<Assessed> {
  return {
    assessment: summariseDeal(record, deal, assessment),
    intents: await dealIntents(context, record, assessment),
  };
}
