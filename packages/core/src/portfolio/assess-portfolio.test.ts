import { describe, expect, test } from "vitest";
import { assessAccount } from "../account/assess-account.ts";
import { collectAccountSpells } from "../account/collect-account-spells.ts";
import { collectSpells } from "../cohort/collect-spells.ts";
import { fitCohorts } from "../cohort/fit-cohorts.ts";
import { assessDeal } from "../deal/assess-deal.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { EvidenceKind } from "../evidence/kind.ts";
import { assessPerson } from "../person/assess-person.ts";
import { collectPersonSpells } from "../person/collect-person-spells.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { assessPortfolio } from "./assess-portfolio.ts";

const kinds = EvidenceKind.options;
const deals = Array.from({ length: 40 }, (_, k) =>
  exampleDeal({ id: `d${k}`, accountId: `a${k % 7}`, ownerId: `p${k % 3}`, createdAt: day(k) }),
);
const accounts = Array.from({ length: 7 }, (_, k) => ({ id: `a${k}`, ownerId: `p${k % 3}` }));
const people = Array.from({ length: 3 }, (_, k) => ({ id: `p${k}`, teamId: "north" }));
const evidence: Evidence[] = Array.from({ length: 600 }, (_, k) => {
  const dealNumber = (k * 7) % 40;
  return exampleEvidence({
    id: `e${k}`,
    kind: kinds[(k * 11) % kinds.length] ?? "seller-note",
    occurredAt: day(40 + (k % 150)),
    dealId: `d${dealNumber}`,
    accountId: `a${dealNumber % 7}`,
    personId: `p${dealNumber % 3}`,
    ...(k % 5 === 0 ? { commitment: { what: "next", owner: "buyer", dueAt: day(60 + (k % 150)) } } : {}),
  });
});
const shared = { evidence, policy: defaultPolicy, asOf: day(200) };
const whole = assessPortfolio({ portfolio: { deals, accounts, people }, ...shared });
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe("one call for a portfolio", () => {
  test("says the same as one call for each", () => {
    const { cohorts } = whole;
    const each = deals.map((deal) => assessDeal({ deal, ...shared, cohorts }));
    expect(plain(whole.deals)).toEqual(plain(each));
    expect(plain(whole.accounts)).toEqual(
      plain(accounts.map((account) => assessAccount({ account, deals, ...shared, cohorts }))),
    );
    expect(plain(whole.people)).toEqual(
      plain(people.map((person) => assessPerson({ person, deals, accounts, ...shared, cohorts }))),
    );
  });

  test("its cohorts are those of its deals, accounts and people streamed one by one", () => {
    const ofPeople = people.map((person) => collectPersonSpells({ person, deals, accounts, ...shared }));
    const spells = [
      ...deals.flatMap((deal) => collectSpells(deal, evidence, defaultPolicy, day(200))),
      ...accounts.flatMap((account) => collectAccountSpells({ account, deals, ...shared })),
      ...ofPeople.flatMap((one) => one.spells),
    ];
    const exposures = ofPeople.flatMap(({ exposure }) => exposure ?? []);
    expect(fitCohorts(spells, defaultPolicy, day(200), exposures)).toEqual(whole.cohorts);
    expect(whole.deals.some(({ stall }) => stall.state === "stalled" || stall.state === "moving")).toBe(true);
  });

  test("evidence that belongs nowhere, or cannot be dated, is counted", () => {
    const stray = exampleEvidence({
      id: "stray",
      kind: "seller-note",
      occurredAt: day(1),
      dealId: "?",
      accountId: "?",
      personId: "?",
    });
    const undated = exampleEvidence({ id: "undated", kind: "seller-note", occurredAt: "yesterday" });
    const { unassigned, unreadable } = assessPortfolio({
      portfolio: { deals, accounts, people },
      ...shared,
      evidence: [stray, undated],
    });
    expect(unassigned).toEqual({ n: 1, exampleIds: ["stray"] });
    expect(unreadable).toEqual({ n: 1, exampleIds: ["undated"] });
  });

  test("a later record of the same piece replaces it, once it is known", () => {
    const first = exampleEvidence({ id: "x", kind: "shortlisted", occurredAt: day(10), recordedAt: day(11) });
    const better: Evidence = { ...first, kind: "preference-stated", recordedAt: day(20) };
    const at = (asOf: string) =>
      assessDeal({ deal: exampleDeal(), evidence: [better, first], policy: defaultPolicy, asOf }).preference
        .value;
    expect([at(day(15)), at(day(20))]).toEqual([1, 2]);
  });

  test("an instant without a time is refused", () => {
    expect(() =>
      assessPortfolio({ portfolio: { deals, accounts, people }, ...shared, asOf: "2026-03-01" }),
    ).toThrow();
  });
});
