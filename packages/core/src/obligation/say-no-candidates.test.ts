import { describe, expect, test } from "vitest";
import { assessDeal } from "../deal/assess-deal.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { Notebook } from "../notebook/notebook.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { sayNoCandidates } from "./say-no-candidates.ts";

const policy = parsePolicy({ obligation: { marginFloor: 0.2 } });
const notebook = Notebook.parse({
  missions: [
    {
      id: "m",
      writtenAt: day(0),
      personId: "p",
      owner: "company",
      statements: [{ id: "cash", text: "cash in two days" }],
    },
  ],
});
const thin = { currency: "EUR", amount: 100, margin: 10 };
const rich = { currency: "EUR", amount: 100, margin: 40 };

function said(dealId: string, part: string, at: number, articulation: Evidence["articulation"]): Evidence {
  return exampleEvidence({
    id: `${dealId}-${part}`,
    dealId,
    kind: `${part}-articulated` as Evidence["kind"],
    occurredAt: day(at),
    articulation,
    quote: { speaker: "Ada", text: "so it is" },
  });
}

const reply = (dealId: string, at: number) =>
  exampleEvidence({ id: `${dealId}-r`, dealId, kind: "buyer-reply", occurredAt: day(at), grade: 2 });
const spent = (dealId: string, hours: number) =>
  exampleEvidence({ id: `${dealId}-h`, dealId, kind: "resource-spent", occurredAt: day(50), hours });

/** Thirty like deals: articulated after 1 to 30 days, with 10 hours of resources each. */
const usual = Array.from({ length: 30 }, (_, index) => {
  const id = `u${String(index).padStart(2, "0")}`;
  const parts = ["need", "motivation", "help"].map((part) => said(id, part, index + 1, "own-words"));
  return {
    deal: { id, price: rich, missionResultIds: ["cash"] },
    evidence: [reply(id, 0), ...parts, spent(id, 10)],
  };
});

type Made = { deal: Partial<DealFacts>; evidence?: Evidence[] };
function report(made: Made[], others: Made[] = usual) {
  const all = [...others, ...made];
  const deals = all.map(({ deal }) => exampleDeal(deal));
  const assessments = all.map(({ evidence = [] }, index) =>
    assessDeal({ deal: deals[index] ?? exampleDeal(), evidence, policy, asOf: day(100), notebook }),
  );
  return sayNoCandidates({ deals, assessments, policy });
}
const states = (made: Made[], others?: Made[]) =>
  report(made, others).candidates.map(({ dealId, conditions }) => [
    dealId,
    conditions.filter(({ state }) => state === "holds").map(({ type }) => type),
  ]);

describe("deals on which a no may be due", () => {
  test("two conditions that are known to hold make a candidate, one does not (domain:O10)", () => {
    expect(states([{ deal: { id: "x", missionResultIds: [], price: thin } }])).toEqual([
      ["x", ["no-mission-fit", "margin-under-floor"]],
    ]);
    expect(states([{ deal: { id: "x", missionResultIds: [], price: rich } }])).toEqual([]);
    expect(states([{ deal: { id: "x", missionResultIds: ["cash"], price: thin } }])).toEqual([]);
  });

  test("what is missing never counts, and such deals are named (domain:O10)", () => {
    const { candidates, tooLittleKnownDealIds } = report([{ deal: { id: "x", missionResultIds: [] } }]);
    expect(candidates).toEqual([]);
    expect(tooLittleKnownDealIds).toEqual(["x"]);
  });

  test("hardly articulated later than nine in ten deals, and resources ahead of the buyer (domain:O10)", () => {
    const evidence = [reply("x", 0), said("x", "need", 5, "seller-asserted"), spent("x", 21)];
    expect(states([{ deal: { id: "x" }, evidence }])).toEqual([
      ["x", ["articulation-late", "stewardship-breach"]],
    ]);
  });

  test("the buyer's agreement with our wording is more than hardly anything (domain:O10)", () => {
    const evidence = [reply("x", 0), said("x", "need", 5, "buyer-confirmed"), spent("x", 21)];
    expect(states([{ deal: { id: "x" }, evidence }])).toEqual([]);
  });

  test("the ninetieth percentile is met, not passed, on its day (domain:O10)", () => {
    const late = (start: number) => [
      {
        deal: { id: "x", price: thin },
        evidence: [reply("x", start), said("x", "need", start, "seller-asserted")],
      },
    ];
    // Of thirty waits of 1 to 30 days and one still open, nine in ten ended by day 28.
    expect(states(late(100 - 28))).toEqual([]);
    expect(states(late(100 - 29))).toEqual([["x", ["margin-under-floor", "articulation-late"]]]);
  });

  test("twice the usual hours are no breach yet, and more are (domain:O8)", () => {
    const breach = (hours: number) =>
      states([{ deal: { id: "x", price: thin }, evidence: [spent("x", hours)] }]);
    expect(breach(20)).toEqual([]);
    expect(breach(20.5)).toEqual([["x", ["margin-under-floor", "stewardship-breach"]]]);
  });

  test("with too few like deals nothing is usual, so nothing is a breach (domain:O8)", () => {
    const made = [{ deal: { id: "x", price: thin }, evidence: [spent("x", 500)] }];
    expect(states(made, usual.slice(0, 28))).toEqual([]);
    expect(states(made, usual.slice(0, 29))).toHaveLength(1);
  });

  test("a day's work is no breach, however little is usual (domain:O8)", () => {
    const none = usual.map(({ deal, evidence }) => ({
      deal,
      evidence: evidence.map((piece) => (piece.hours === undefined ? piece : { ...piece, hours: 0 })),
    }));
    const made = (hours: number) => [{ deal: { id: "x", price: thin }, evidence: [spent("x", hours)] }];
    expect(states(made(8), none)).toEqual([]);
    expect(states(made(8.5), none)).toHaveLength(1);
  });

  test("a segment with enough deals of its own is its own measure", () => {
    const own = usual.map(({ deal, evidence }) => ({
      deal: { ...deal, id: `s${deal.id}`, segment: "large" },
      evidence: evidence.map((piece) => ({
        ...piece,
        id: `s${piece.id}`,
        dealId: `s${deal.id}`,
        ...(piece.hours === undefined ? {} : { hours: 100, source: { ...piece.source, id: `s${piece.id}` } }),
      })),
    }));
    const made = (segment: string | undefined) => [
      { deal: { id: "x", segment, price: thin }, evidence: [spent("x", 150)] },
    ];
    expect(states(made("large"), [...usual, ...own])).toEqual([]);
    expect(states(made(undefined), [...usual, ...own])).toHaveLength(1);
  });

  test("a no that was said is a record and no candidate any more; closed deals are none either (domain:O10)", () => {
    const no = exampleEvidence({ id: "no", dealId: "x", kind: "said-no", occurredAt: day(30) });
    const made = { id: "x", missionResultIds: [], price: thin };
    const said = report([{ deal: made, evidence: [no] }]);
    expect([said.candidates, said.saidNo.map(({ dealId }) => dealId)]).toEqual([[], ["x"]]);
    expect(states([{ deal: { ...made, status: "lost", closedAt: day(20) } }])).toEqual([]);
  });
});
