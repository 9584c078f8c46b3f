import { activityRule } from "./activity-rule.ts";
import type { EvidenceRule } from "./evidence-rule.ts";

/** Who wrote an e-mail, told by its direction. */
export const defaultMailRules: readonly EvidenceRule[] = [
  activityRule(
    "email-automatic",
    "email",
    [
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
    { kind: "auto-reply", actorSide: "system", grade: 0 },
    { note: "A machine answered, so nothing else is read from it", exclusive: true },
  ),
  activityRule("email-inbound", "email", [{ field: "direction", equals: "inbound" }], {
    kind: "buyer-reply",
    actorSide: "buyer",
    grade: 2,
  }),
  activityRule("email-outbound", "email", [{ field: "direction", equals: "outbound" }], {
    kind: "seller-email",
    actorSide: "seller",
    grade: 0,
  }),
];
