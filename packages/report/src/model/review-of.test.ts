import { describe, expect, it } from "vitest";
import type { Review, ReviewNumber, ReviewSection, SectionId } from "./review.ts";
import { type ReviewOfOptions, reviewOf } from "./review-of.ts";
import { sampleAssessment } from "./testing/sample-assessment.ts";
import { sellers, teamStory } from "./testing/team-story.ts";

const leader = { type: "leader" } as const;
const rep = (personId: string) => ({ type: "rep", personId }) as const;

function review(options: ReviewOfOptions, policy: unknown = {}): Review {
  return reviewOf(sampleAssessment({ ...teamStory, policy }), options);
}

function section(id: SectionId, from: Review): ReviewSection {
  const found = from.sections.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no section ${id}`);
  return found;
}

function numbersOf({ sections }: Review): ReviewNumber[] {
  return sections.flatMap(({ totals, cards }) => [...totals, ...cards.flatMap(({ numbers }) => numbers)]);
}

describe("the review", () => {
  it("leads with the ten that serve weekly, commitments ahead first, and ends in the rear-view mirror (domain:R10)", () => {
    expect(review({ viewer: leader }).sections.map(({ id, place }) => `${id} ${place}`)).toEqual([
      "commitments-ahead first",
      "three-questions first",
      "meeting-verdicts first",
      "two-axes first",
      "stalled-deals first",
      "articulation first",
      "stop-chase first",
      "a-list first",
      "thanks first",
      "coaching first",
      "busy behind",
      "stall-curves behind",
      "elation behind",
      "triage behind",
      "momentum behind",
      "harvest behind",
      "rear-view rear-view",
    ]);
  });

  it.each([
    ["a leader", leader, 50],
    ["a leader with little room", leader, 1],
    ["a seller", rep("p1"), 50],
    ["a seller with little room", rep("p2"), 2],
  ])(
    "holds for %s only numbers whose prior and evidence add up to the basis (domain:V11)",
    (_name, viewer, mostEvidence) => {
      const numbers = numbersOf(review({ viewer, mostEvidence }));
      expect(numbers.length).toBeGreaterThan(30);
      for (const { label, prior, basis, evidence, furtherEvidence } of numbers) {
        const sum = evidence.reduce(
          (total, { amount }) => total + amount,
          prior + (furtherEvidence?.amount ?? 0),
        );
        expect(`${label} ${Math.abs(sum - basis) < 1e-9}`).toBe(`${label} true`);
        expect(evidence.length).toBeLessThanOrEqual(mostEvidence);
      }
    },
  );

  it("says of every unknown number what would decide it", () => {
    for (const viewer of [leader, rep("p1"), rep("p2")]) {
      const silent = numbersOf(review({ viewer })).filter(
        ({ value, missing }) => value === null && missing.length === 0,
      );
      expect(silent.map(({ label }) => label)).toEqual([]);
    }
  });

  it("gives every card an id of its own that HTML takes", () => {
    const ids = review({ viewer: rep("p1") }).sections.flatMap(({ cards }) => cards.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z][A-Za-z0-9_-]*$/.test(id))).toEqual([]);
  });

  it("says why a section without cards is empty", () => {
    const empty = reviewOf(sampleAssessment({ asOf: 10, deals: [], accounts: [] }), { viewer: leader });
    expect(empty.sections.filter(({ cards, empty: why }) => cards.length === 0 && why === null)).toEqual([]);
    expect(section("two-axes", empty).empty).toEqual({ status: "none", text: "No deal is open." });
    expect(section("meeting-verdicts", empty).empty?.status).toBe("unknown");
    expect(section("elation", empty).empty?.status).toBe("none");
  });

  it("hands on what could not be told", () => {
    expect(review({ viewer: leader }).gaps).toEqual([{ text: "writes were refused", n: 2, remedy: "retry" }]);
  });

  it("counts what does not fit, and keeps totals over everything", () => {
    const small = review({ viewer: leader, limit: 1, cards: 1 });
    expect(small.counts).toEqual({ deals: 3, accounts: 2, shownDeals: 1 });
    expect(section("two-axes", small)).toMatchObject({ more: 1 });
    expect(section("two-axes", small).totals[0]).toMatchObject({ value: 2 });
  });
});

describe("a leader's review (domain 3.14)", () => {
  const names = sellers.map(({ name }) => name);

  it.each([
    ["deals", { people: { leaderView: "deals" } }],
    ["team", { people: { leaderView: "team" } }],
  ])("names no seller in the view of %s, by name or id", (view, policy) => {
    const made = review({ viewer: leader }, policy);
    expect(made.viewer).toEqual({ type: "leader", view });
    const text = JSON.stringify(made);
    expect(names.filter((name) => text.includes(name ?? ""))).toEqual([]);
    expect(/"p[1-6]"/.test(text)).toBe(false);
  });

  it("shows effort of nobody while the policy shows deals", () => {
    expect(section("busy", review({ viewer: leader }))).toMatchObject({
      cards: [],
      chart: null,
      empty: { status: "unknown" },
    });
  });

  it("shows a team of six with its interval", () => {
    const { cards, chart } = section("busy", review({ viewer: leader }, { people: { leaderView: "team" } }));
    expect(cards.map(({ title }) => title)).toEqual(["Everybody"]);
    expect(chart).toMatchObject({ type: "intervals", rows: [{ label: "Everybody", n: 3 }] });
  });

  it("shows no team that is smaller than five", () => {
    const few = { ...teamStory, people: sellers.slice(0, 4), policy: { people: { leaderView: "team" } } };
    const made = reviewOf(sampleAssessment(few), { viewer: leader });
    expect(section("busy", made)).toMatchObject({ cards: [], empty: { status: "unknown" } });
  });

  it("names people where there is a written basis, in the order given (domain:R13)", () => {
    const policy = { people: { leaderView: "named", namedBasis: "agreement of May" } };
    const { cards } = section("busy", review({ viewer: leader }, policy));
    expect(cards.map(({ title }) => title)).toEqual(["Everybody", ...names]);
    expect(cards[0]?.facts).toEqual([
      { label: "People are named by", text: "agreement of May", tone: "plain" },
    ]);
  });

  it("holds the plan's effect and no finding about a person (domain:O11)", () => {
    expect(section("harvest", review({ viewer: leader })).cards.map(({ id }) => id)).toEqual([
      "harvest-plan",
      "harvest-sprint",
    ]);
  });

  it("holds no reading of how a client behaves (domain:T1)", () => {
    expect(JSON.stringify(review({ viewer: leader }))).not.toMatch(/behaves as if|For you to judge/i);
  });
});

describe("a seller's review", () => {
  it("holds the own deals and accounts alone", () => {
    const made = review({ viewer: rep("p2") });
    expect(made.viewer).toEqual({ type: "rep", personId: "p2", name: "Seller-p2" });
    expect(section("two-axes", made).cards.map(({ title }) => title)).toEqual(["Deal d2"]);
    expect(JSON.stringify(made)).not.toContain("Deal d1");
    expect(JSON.stringify(made)).not.toContain("Seller-p1");
  });

  it("holds the own effort and the own harvest check (domain:O11, domain:V1)", () => {
    const made = review({ viewer: rep("p1") });
    expect(section("busy", made).cards.map(({ title }) => title)).toEqual(["You"]);
    expect(section("harvest", made).cards.map(({ id }) => id)).toEqual(["harvest-p1"]);
  });

  it("is refused for somebody who is not there", () => {
    expect(() => review({ viewer: rep("nobody") })).toThrow(/no person nobody/);
  });
});
