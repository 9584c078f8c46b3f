import type { AccountAssessment, DealStanding, Explained } from "@headway/core";
import type { FieldKind, FieldValue } from "@headway/crm";

/** Wanted values by field name; every field of the object is named, so that a withdrawn value is cleared. */
export type WantedFields = Readonly<Record<string, FieldValue>>;

/** The kind of each field that Headway owns, by object and name: all that reading and writing one record needs of it. */
export const ownFieldKinds: Readonly<Record<string, Readonly<Record<string, FieldKind>>>> = {
  deal: {
    headway_advances: "number",
    headway_last_advance: "date",
    headway_buying_progress: "number",
    headway_preference: "number",
    headway_next_ask: "text",
    headway_next_ask_due: "date",
    headway_stall: "text",
    headway_momentum: "number",
    headway_reasons: "long-text",
    headway_policy: "text",
    headway_computed_at: "instant",
  },
  account: {
    headway_elation: "text",
    headway_evidence_balance: "number",
    headway_account_advances: "number",
    headway_momentum: "number",
    headway_policy: "text",
    headway_computed_at: "instant",
  },
  task: { headway_key: "text" },
};

/** The field that only says when; it changes with others and never by itself. */
export const stampField = "headway_computed_at";

/** Longest text that fits a `text` field of either CRM. */
const textLimit = 255;

/** What a deal's fields should hold. */
export function dealFields(assessment: DealStanding): WantedFields {
  return {
    headway_advances: assessment.advances.forward.value,
    headway_last_advance: dayOf(assessment.lastAdvance?.at),
    headway_buying_progress: assessment.buyingProgress.value,
    headway_preference: assessment.preference.value,
    headway_next_ask: cut(assessment.nextAsk?.text ?? null),
    headway_next_ask_due: dayOf(assessment.nextAsk?.dueAt),
    headway_stall: assessment.stall.state,
    headway_momentum: rounded(assessment.momentum.points, 1),
    headway_reasons: assessment.reasons.join("\n"),
    headway_policy: cut(assessment.policyVersion),
    [stampField]: assessment.asOf,
  };
}

/** What an account's fields should hold. */
export function accountFields(assessment: AccountAssessment): WantedFields {
  return {
    headway_elation: assessment.elation.state,
    headway_evidence_balance: rounded(assessment.elation.balance, 2),
    headway_account_advances: assessment.accountAdvances.value,
    headway_momentum: rounded(assessment.momentum.points, 1),
    headway_policy: cut(assessment.policyVersion),
    [stampField]: assessment.asOf,
  };
}

function rounded(explained: Explained, digits: number): number | null {
  return explained.value === null ? null : Number(explained.value.toFixed(digits));
}

function dayOf(instant: string | undefined): string | null {
  return instant === undefined ? null : new Date(instant).toISOString().slice(0, 10);
}

function cut(text: string | null): string | null {
  return text === null || text.length <= textLimit ? text : `${text.slice(0, textLimit - 1)}…`;
}
