import { type FieldDefinition, taskKeyField } from "@headway/crm";

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
