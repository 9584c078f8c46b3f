import type { AccountAssessment, DealAssessment, Evidence, Explained } from "@headway/core";
import type { AccountRecord, DealRecord } from "@headway/crm";
import type { Explanation } from "@headway/sync";
import type { Cell } from "./csv-writer.ts";

/** An explanation, or why there is none. */
export type Told =
  | { readonly status: "known"; readonly explanation: Explanation }
  | { readonly status: "unknown"; readonly reason: string };

/** A number and the column beside it: a value that is unknown says so, with what would decide it. */
function numberCells(told: Told, pick: (explanation: Explanation) => Explained | undefined): Cell[] {
  if (told.status === "unknown") return ["unknown", told.reason];
  const found = pick(told.explanation);
  if (found === undefined) return ["unknown", "it is not in the assessment"];
  if (found.value !== null) return [found.value, ""];
  return ["unknown", found.missing.join("; ") || "nothing says it"];
}

const named = (name: string) => [name, `${name}_unknown_because`];

/** Headers of the file of deals. */
export const dealHeaders: readonly string[] = [
  ...["crm", "id", "name", "url", "owner_id", "account_id", "stage", "status", "movement", "stall"],
  ...["advances", "buying_progress", "preference", "days_since_advance", "momentum"].flatMap(named),
  ...["last_advance_at", "next_ask", "next_ask_due_at", "promises_ahead", "promises_overdue", "reasons"],
  ...["as_of", "policy"],
];

/** One row of the file of deals. */
export function dealRow(crm: string, deal: DealRecord, told: Told): Cell[] {
  const number = (pick: (assessment: DealAssessment) => Explained): Cell[] =>
    numberCells(told, ({ assessment }) => pick(assessment as DealAssessment));
  const assessment = told.status === "known" ? (told.explanation.assessment as DealAssessment) : undefined;
  const account = deal.links.account;
  const promises = (list: DealAssessment["commitmentsAhead"] | undefined): string =>
    assessment === undefined
      ? "unknown"
      : (list ?? []).map(({ dueAt, what }) => `${dueAt ?? "undated"} ${what}`).join("; ") || "none";
  return [
    ...[crm, deal.id, deal.name ?? "", deal.url ?? "", deal.ownerId ?? ""],
    account?.status === "known" ? account.value.join("; ") : "unknown",
    deal.stageId ?? "",
    assessment?.status ?? "unknown",
    assessment?.movement.type ?? "unknown",
    assessment?.stall.state ?? "unknown",
    ...number(({ advances }) => advances.forward),
    ...number(({ buyingProgress }) => buyingProgress),
    ...number(({ preference }) => preference),
    ...number(({ stall }) => stall.daysSinceAdvance),
    ...number(({ momentum }) => momentum.points),
    assessment === undefined ? "unknown" : (assessment.lastAdvance?.at ?? "none"),
    assessment === undefined ? "unknown" : (assessment.nextAsk?.text ?? "none"),
    assessment === undefined ? "unknown" : (assessment.nextAsk?.dueAt ?? "none"),
    promises(assessment?.commitmentsAhead),
    promises(assessment?.commitments.filter(({ status }) => status === "overdue")),
    assessment?.reasons.join(" ") ?? (told.status === "unknown" ? told.reason : ""),
    ...stamp(assessment),
  ];
}

/** Headers of the file of accounts. */
export const accountHeaders: readonly string[] = [
  ...["crm", "id", "name", "url", "owner_id", "elation"],
  ...named("elation_balance"),
  ...["balance_low", "balance_high", "signs"],
  ...named("momentum"),
  ...["as_of", "policy"],
];

/** One row of the file of accounts. */
export function accountRow(crm: string, account: AccountRecord, told: Told): Cell[] {
  const assessment = told.status === "known" ? (told.explanation.assessment as AccountAssessment) : undefined;
  const number = (pick: (assessment: AccountAssessment) => Explained): Cell[] =>
    numberCells(told, (explanation) => pick(explanation.assessment as AccountAssessment));
  const [low, high] = assessment?.elation.balance.interval ?? ["unknown", "unknown"];
  return [
    ...[crm, account.id, account.name ?? "", account.url ?? "", account.ownerId ?? ""],
    assessment?.elation.state ?? "unknown",
    ...number(({ elation }) => elation.balance),
    ...[low, high],
    assessment === undefined
      ? "unknown"
      : assessment.elation.kinds.map(({ kind }) => kind).join("; ") || "none",
    ...number(({ momentum }) => momentum.points),
    ...stamp(assessment),
  ];
}

function stamp(assessment: DealAssessment | AccountAssessment | undefined): Cell[] {
  return assessment === undefined ? ["unknown", "unknown"] : [assessment.asOf, assessment.policyVersion];
}

/** Headers of the file of evidence; who of the sellers it is of stays in the CRM (`domain:R13`). */
export const evidenceHeaders: readonly string[] = [
  ...[
    "crm",
    "id",
    "deal_id",
    "account_id",
    "contact_id",
    "kind",
    "situation",
    "actor_side",
    "grade",
    "polarity",
  ],
  ...["occurred_at", "recorded_at", "buying_job", "promise", "promise_due_at", "topic", "reason"],
  ...["quote", "quote_speaker", "source_object", "source_id", "source_field", "rule", "rule_version"],
];

/** One row of the file of evidence. What a piece does not have stays empty: nothing of it is unknown. */
export function evidenceRow(crm: string, piece: Evidence): Cell[] {
  const { commitment, quote, source, rule } = piece;
  return [
    ...[crm, piece.id, piece.dealId ?? "", piece.accountId ?? "", piece.contactId ?? "", piece.kind],
    ...[piece.situation, piece.actorSide, piece.grade, piece.polarity, piece.occurredAt, piece.recordedAt],
    ...[
      piece.job ?? "",
      commitment?.what ?? "",
      commitment?.dueAt ?? "",
      piece.topic ?? "",
      piece.reason ?? "",
    ],
    ...[
      quote?.text ?? "",
      quote?.speaker ?? "",
      source.object,
      source.id,
      source.field ?? "",
      rule.id,
      rule.version,
    ],
  ];
}
