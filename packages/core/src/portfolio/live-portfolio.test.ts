import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { Notebook } from "../notebook/notebook.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { arbitraryEvidence } from "../testing/arbitrary-evidence.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { assessPortfolio } from "./assess-portfolio.ts";
import { livePortfolio } from "./live-portfolio.ts";

const deals = [0, 1, 2, 3, 4, 5].map((k) =>
  exampleDeal({ id: `d${k}`, accountId: `a${k % 3}`, ownerId: `p${k % 2}`, createdAt: day(k) }),
);
const accounts = [0, 1, 2].map((k) => ({ id: `a${k}`, ownerId: `p${(k + 1) % 2}` }));
const people = [{ id: "p0" }, { id: "p1" }, { id: "p2" }];
const portfolio = { deals, accounts, people };
const asOf = day(210);
const empty = assessPortfolio({ portfolio, evidence: [], policy: defaultPolicy, asOf });
const shared = { portfolio, policy: defaultPolicy, asOf, cohorts: empty.cohorts };
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

/** Spreads pieces over the deals, accounts and people; some name no deal, some another account than their deal's. */
const spread = (pieces: readonly Evidence[], seed: number): Evidence[] =>
  pieces.map((piece, k) => {
    const turn = k * 7 + seed;
    const { dealId: _dealId, accountId: _accountId, personId: _personId, ...rest } = piece;
    return {
      ...rest,
      ...(turn % 5 === 0 ? {} : { dealId: `d${turn % 6}` }),
      ...(turn % 4 === 0 ? {} : { accountId: `a${turn % 3}` }),
      ...(turn % 3 === 0 ? {} : { personId: `p${turn % 3}` }),
    };
  });

describe("a portfolio that takes changes", () => {
  test("answers for whom they touch as assessing everything again would, and changes nobody else", () => {
    fc.assert(
      fc.property(
        arbitraryEvidence,
        arbitraryEvidence,
        fc.integer({ min: 0, max: 50 }),
        (old, more, seed) => {
          const before = spread(old, seed);
          // Pieces of the same id as old ones are later versions of them.
          const news = spread(more, seed + 1).slice(0, 4);
          const live = livePortfolio({ ...shared, evidence: before });
          const touched = plain(live.update({ evidence: news }));
          const former = plain(assessPortfolio({ ...shared, evidence: before }));
          const whole = plain(assessPortfolio({ ...shared, evidence: [...before, ...news] }));
          for (const [list, id] of [
            ["deals", "dealId"],
            ["accounts", "accountId"],
            ["people", "personId"],
          ] as const) {
            const byId = new Map(touched[list].map((one: Record<string, string>) => [one[id], one]));
            for (const [k, one] of whole[list].entries()) {
              expect(byId.get(one[id]) ?? former[list][k]).toEqual(one);
            }
          }
        },
      ),
      { numRuns: 60, seed: 11 },
    );
  });

  test("a deal that moves to another account and owner changes both accounts and both owners", () => {
    const evidence = [
      exampleEvidence({ id: "s", kind: "shortlisted", occurredAt: day(9), dealId: "d0", accountId: "a0" }),
    ];
    const live = livePortfolio({ ...shared, evidence });
    const moved = exampleDeal({ id: "d0", accountId: "a1", ownerId: "p1", createdAt: day(0) });
    const touched = live.update({ deals: [moved] });
    const whole = assessPortfolio({
      ...shared,
      portfolio: { ...portfolio, deals: [moved, ...deals.slice(1)] },
      evidence,
    });
    expect(touched.accounts.map(({ accountId }) => accountId).sort()).toEqual(["a0", "a1"]);
    for (const person of touched.people) {
      expect(plain(person)).toEqual(plain(whole.people.find(({ personId }) => personId === person.personId)));
    }
    expect(touched.people.map(({ personId }) => personId).sort()).toEqual(["p0", "p1"]);
  });

  test("a client's message changes the effort of a seller who only worked there", () => {
    const place = { dealId: "d0", accountId: "a0" };
    const answer = exampleEvidence({
      id: "m",
      kind: "seller-email",
      occurredAt: day(205),
      personId: "p2",
      ...place,
    });
    const { personId: _personId, ...ask } = exampleEvidence({
      id: "h",
      kind: "help-requested",
      occurredAt: day(204),
      ...place,
    });
    const touched = livePortfolio({ ...shared, evidence: [answer] }).update({ evidence: [ask] });
    const helper = touched.people.find(({ personId }) => personId === "p2");
    expect(helper?.effort).toMatchObject({ askedForHelp: 0.1, planned: 0 });
  });

  test("advances of one instant on several deals stand in the order of the portfolio", () => {
    const [d0, d3] = ["d0", "d3"].map((dealId) =>
      exampleEvidence({ id: dealId, kind: "shortlisted", occurredAt: day(9), dealId, accountId: "a0" }),
    );
    const evidence = [d0, d3].flatMap((piece) => piece ?? []);
    const touched = livePortfolio({ ...shared, evidence: evidence.slice(0, 1) }).update({
      evidence: evidence.slice(1),
    });
    const whole = assessPortfolio({ ...shared, evidence });
    expect(plain(touched.accounts)).toEqual(plain(whole.accounts.slice(0, 1)));
    const sellers = touched.people.map(({ personId }) => personId);
    expect(plain(touched.people)).toEqual(
      plain(sellers.map((id) => whole.people.find(({ personId }) => personId === id))),
    );
  });

  test("an advance of a deal that is split is told to everybody who has a share (domain 3.11)", () => {
    const shares = ["p0", "p2"].map((personId) => ({ personId, share: 0.5 }));
    const split = {
      id: "s",
      writtenAt: day(1),
      personId: "p0",
      dealId: "d0",
      shares,
      reason: "Both work it",
    };
    const evidence = [
      exampleEvidence({ id: "s", kind: "shortlisted", occurredAt: day(9), dealId: "d0", accountId: "a0" }),
    ];
    const noted = { ...shared, notebook: Notebook.parse({ creditSplits: [split] }) };
    const touched = livePortfolio({ ...noted, evidence: [] }).update({ evidence });
    const whole = assessPortfolio({ ...noted, evidence });
    const [sharer] = touched.people.filter(({ personId }) => personId === "p2");
    expect(sharer?.ledger).toHaveLength(1);
    expect(plain(sharer)).toEqual(plain(whole.people.find(({ personId }) => personId === "p2")));
  });

  test("the same change twice changes nothing more", () => {
    const live = livePortfolio({ ...shared, evidence: [] });
    const change = {
      evidence: [exampleEvidence({ id: "x", kind: "shortlisted", occurredAt: day(5), dealId: "d1" })],
    };
    expect(plain(live.update(change))).toEqual(plain(live.update(change)));
  });
});
