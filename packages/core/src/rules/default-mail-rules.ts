import type { EvidenceRule } from "./evidence-rule.ts";

const version = "1";

/** Who wrote an e-mail, told by its direction. */
export const defaultMailRules: readonly EvidenceRule[] = [
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
    id: "email-outbound",
    version,
    on: { object: "email", where: [{ field: "direction", equals: "outbound" }] },
    gives: { kind: "seller-email", actorSide: "seller", grade: 0 },
  },
];
