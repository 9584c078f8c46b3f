import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { evidenceKinds } from "../evidence/kind.ts";

type Example = Partial<Evidence> & Pick<Evidence, "id" | "kind" | "occurredAt">;

/** A piece of evidence for tests: from the catalogue, about deal `d` of account `a`, recorded when it occurred. */
export function exampleEvidence(example: Example): Evidence {
  const facts = evidenceKinds[example.kind];
  return {
    recordedAt: example.occurredAt,
    situation: facts.situation,
    actorSide: facts.side,
    grade: facts.side === "buyer" ? 3 : 0,
    polarity: facts.polarity,
    dealId: "d",
    accountId: "a",
    personId: "p",
    source: { crm: "memory", object: "note", id: example.id },
    rule: { id: "example", version: "1" },
    ...example,
  };
}

/** Noon UTC of a day counted from the first of January 2026, which is day 0. */
export function day(number: number): string {
  return new Date(Date.UTC(2026, 0, 1 + number, 12)).toISOString();
}

/** An open deal `d` of account `a`, owned by `p`, created on day 0. */
export function exampleDeal(deal: Partial<DealFacts> = {}): DealFacts {
  return { id: "d", accountId: "a", ownerId: "p", status: "open", createdAt: day(0), ...deal };
}
