import type { AccountAssessment, DealStanding, Explained } from "@headway/core";
import { type FieldDefinition, type FieldValue, taskKeyField } from "@headway/crm";

/** Wanted values by field name; every field of the object is named, so that a withdrawn value is cleared. */
export type WantedFields = Readonly<Record<string, FieldValue>>;

/** The fields Headway owns in a CRM. Neutral facts only: nothing here judges a person's motive. */
export const ownFields: readonly FieldDefinition[] = [
  {
    object: "deal",
    name: "headway_advances",
    label: "Headway: verified advances",
    kind: "number",
    description:
      "How many times the customer moved this deal forward by an act that leaves a trace. Counted, never scored.",
  },
  {
    object: "deal",
    name: "headway_last_advance",
    label: "Headway: last verified advance",
    kind: "date",
    description: "The day (UTC) of the customer's last verified advance.",
  },
  {
    object: "deal",
    name: "headway_buying_progress",
    label: "Headway: buying jobs done",
    kind: "number",
    description: "How many of the six buying jobs the customer has done with evidence, 0 to 6.",
  },
  {
    object: "deal",
    name: "headway_preference",
    label: "Headway: preference for us",
    kind: "number",
    description: "-1 behind a named other, 0 unknown, 1 shortlisted, 2 preferred, 3 verbal, 4 signed.",
  },
  {
    object: "deal",
    name: "headway_next_ask",
    label: "Headway: next ask",
    kind: "text",
    description: "The next commitment to ask the customer for.",
  },
  {
    object: "deal",
    name: "headway_next_ask_due",
    label: "Headway: next ask due",
    kind: "date",
    description: "By which day to ask it.",
  },
  {
    object: "deal",
    name: "headway_stall",
    label: "Headway: stall state",
    kind: "text",
    description:
      "moving, waiting, snoozed, stalled, unknown or closed, from the time since the last verified advance.",
  },
  {
    object: "deal",
    name: "headway_momentum",
    label: "Headway: momentum",
    kind: "number",
    description: "Advances, decayed by elapsed days only; no quarter resets it. One decimal.",
  },
  {
    object: "deal",
    name: "headway_reasons",
    label: "Headway: reasons",
    kind: "long-text",
    description: "Three sentences: what the customer did, how it stands, what is next.",
  },
  {
    object: "account",
    name: "headway_elation",
    label: "Headway: client elation",
    kind: "text",
    description: "elated, neutral, strained or unknown, from what the client said and did.",
  },
  {
    object: "account",
    name: "headway_evidence_balance",
    label: "Headway: evidence balance",
    kind: "number",
    description:
      "Share of the client's signals that speak for us, 0 to 1, two decimals. No probability of anything.",
  },
  {
    object: "account",
    name: "headway_account_advances",
    label: "Headway: account advances",
    kind: "number",
    description: "Distinct kinds of account advance the client confirmed in the window.",
  },
  {
    object: "account",
    name: "headway_momentum",
    label: "Headway: momentum",
    kind: "number",
    description: "Advances of the account and its deals, decayed by elapsed days only. One decimal.",
  },
  ...(["deal", "account"] as const).flatMap(stampFields),
  taskKeyField,
];

function stampFields(object: "deal" | "account"): FieldDefinition[] {
  return [
    {
      object,
      name: "headway_policy",
      label: "Headway: policy version",
      kind: "text",
      description: "The version of the policy these fields were computed with.",
    },
    {
      object,
      name: "headway_computed_at",
      label: "Headway: computed at",
      kind: "instant",
      description: "The instant these fields are as of; moves only when one of them changes.",
    },
  ];
}

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
