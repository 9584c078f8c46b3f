import { defaultDecisionRules } from "./default-decision-rules.ts";
import { defaultElationRules } from "./default-elation-rules.ts";
import type { EvidenceRule } from "./evidence-rule.ts";

const version = "1";

const mailRules: readonly EvidenceRule[] = [
  {
    id: "email-automatic",
    version,
    note: "A machine answered, so nothing else is read from it",
    on: {
      object: "email",
      where: [
        { field: "direction", equals: "inbound" },
        {
          field: "subject",
          contains: [
            "automatic reply",
            "auto-reply",
            "autoreply",
            "out of office",
            "out of the office",
            "undeliverable",
            "delivery status notification",
            "mail delivery failed",
          ],
        },
      ],
    },
    gives: { kind: "auto-reply", actorSide: "system", grade: 0 },
    exclusive: true,
  },
  {
    id: "email-inbound",
    version,
    on: { object: "email", where: [{ field: "direction", equals: "inbound" }] },
    gives: { kind: "buyer-reply", actorSide: "buyer", grade: 2 },
  },
  {
    id: "email-deadline-repeated",
    version,
    note: "One attempt, not two: it stands instead of the plain mail",
    on: {
      object: "email",
      where: [
        { field: "direction", equals: "outbound" },
        {
          field: "text",
          contains: [
            "account will be cancelled",
            "account will be canceled",
            "subscription will be cancelled",
            "subscription will be canceled",
            "contract will be cancelled",
            "contract will be canceled",
            "renewal deadline",
            "deadline for renewal",
            "deadline for your renewal",
            "final reminder",
            "last reminder",
          ],
        },
      ],
    },
    gives: { kind: "deadline-message", actorSide: "seller", grade: 0 },
    exclusive: true,
  },
  {
    id: "email-outbound",
    version,
    on: { object: "email", where: [{ field: "direction", equals: "outbound" }] },
    gives: { kind: "seller-email", actorSide: "seller", grade: 0 },
  },
];

/** What an e-mail's direction and its sender's own words say. */
export const defaultEmailRules: readonly EvidenceRule[] = [
  ...mailRules,
  ...defaultDecisionRules,
  ...defaultElationRules,
];
