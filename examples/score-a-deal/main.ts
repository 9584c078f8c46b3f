import { assessDeal, defaultPolicy, type Evidence } from "@headway/core";

const common = {
  dealId: "rollout",
  situation: "opportunity",
  actorSide: "buyer",
  polarity: 1,
  rule: { id: "by-hand", version: "1" },
} as const;

/** What the customer did: requirements handed over, and a promise with a date. */
const evidence: Evidence[] = [
  {
    ...common,
    id: "mail-7",
    kind: "requirements-shared",
    grade: 3,
    occurredAt: "2026-03-02T09:00:00Z",
    recordedAt: "2026-03-02T09:00:00Z",
    source: { crm: "hubspot", object: "email", id: "7", field: "hs_email_text" },
  },
  {
    ...common,
    id: "meeting-12",
    kind: "next-step-committed",
    grade: 3,
    occurredAt: "2026-03-10T14:00:00Z",
    recordedAt: "2026-03-10T15:00:00Z",
    commitment: { what: "run the pilot", owner: "buyer", dueAt: "2026-03-24T17:00:00Z" },
    source: { crm: "hubspot", object: "meeting", id: "12" },
  },
];

const deal = { id: "rollout", status: "open", createdAt: "2026-02-20T08:00:00Z" } as const;
const assessment = assessDeal({ deal, evidence, policy: defaultPolicy, asOf: "2026-03-15T00:00:00Z" });

const { forward } = assessment.advances;
console.log(`${forward.value} ${forward.unit} (rule ${forward.rule.id} ${forward.rule.version})`);
for (const { amount, source, note } of forward.contributions)
  console.log(`  +${amount} ${source} ${note ?? ""}`);
for (const reason of assessment.reasons) console.log(reason);
