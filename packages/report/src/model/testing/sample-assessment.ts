import {
  assessPortfolio,
  type DealFacts,
  type Evidence,
  evidenceKinds,
  Notebook,
  type PersonFacts,
  parsePolicy,
  readCloses,
} from "@headway/core";
import type { StoreAssessment } from "@headway/sync/portfolio";

/** Noon UTC of a day counted from the first of January 2026, which is day 0. */
export function day(number: number): string {
  return new Date(Date.UTC(2026, 0, 1 + number, 12)).toISOString();
}

/** A piece of evidence about deal `d1` of account `a1` and seller `p1`; of the buyer's side it has grade 3. */
export function samplePiece(
  id: string,
  kind: Evidence["kind"],
  at: number,
  more: Partial<Evidence> = {},
): Evidence {
  const { situation, side, polarity } = evidenceKinds[kind];
  return {
    id,
    kind,
    occurredAt: day(at),
    recordedAt: day(at),
    situation,
    actorSide: side,
    grade: side === "buyer" ? 3 : 0,
    polarity,
    dealId: "d1",
    accountId: "a1",
    personId: "p1",
    source: { crm: "memory", object: "note", id },
    rule: { id: "sample", version: "1" },
    ...more,
  };
}

/** A buyer's promise to do something by a day. */
export function samplePromise(id: string, at: number, dueOn: number, more: Partial<Evidence> = {}): Evidence {
  const commitment = { what: `does ${id}`, owner: "buyer" as const, dueAt: day(dueOn) };
  return samplePiece(id, "next-step-committed", at, { commitment, ...more });
}

/** An open deal of account `a1`, owned by `p1`, created on day 0. */
export function sampleDeal(id: string, more: Partial<DealFacts> = {}): DealFacts {
  return {
    id,
    name: `Deal ${id}`,
    accountId: "a1",
    ownerId: "p1",
    status: "open",
    createdAt: day(0),
    ...more,
  };
}

/** What an assessment for tests is made of; `asOf` is a day's number. */
export interface SampleAssessment {
  readonly asOf: number;
  readonly deals?: readonly DealFacts[];
  readonly accounts?: StoreAssessment["portfolio"]["accounts"];
  readonly people?: readonly PersonFacts[];
  readonly evidence?: readonly Evidence[];
  readonly policy?: unknown;
  readonly notebook?: unknown;
}

/** An assessed store with deal `d1` of account `a1` and seller `p1`, unless told otherwise. */
export function sampleAssessment(sample: SampleAssessment): StoreAssessment {
  const portfolio = {
    deals: sample.deals ?? [sampleDeal("d1")],
    accounts: sample.accounts ?? [{ id: "a1", name: "Account a1", ownerId: "p1" }],
    people: sample.people ?? [{ id: "p1", name: "Pat Seller", teamId: "everybody" }],
  };
  const evidence = sample.evidence ?? [];
  const policy = parsePolicy(sample.policy);
  const notebook = Notebook.parse(sample.notebook ?? {});
  const from = { portfolio, evidence, policy, notebook, asOf: day(sample.asOf) };
  return {
    crm: "memory",
    account: "Test",
    policy,
    notebook,
    portfolio,
    assessment: assessPortfolio(from),
    evidence: new Map(evidence.map((piece) => [piece.id, piece])),
    contactNames: new Map([["c1", "Bea Buyer"]]),
    urlOf: (object, id) => `https://crm.test/${object}/${id}`,
    closes: readCloses(from),
    gaps: [{ type: "parked-write", n: 2, text: "writes were refused", remedy: "retry", examples: [] }],
  };
}
