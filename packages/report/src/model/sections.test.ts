import { describe, expect, it } from "vitest";
import type { ReviewCard, ReviewSection, SectionId } from "./review.ts";
import { reviewOf } from "./review-of.ts";
import {
  day,
  type SampleAssessment,
  sampleAssessment,
  sampleDeal,
  samplePiece,
  samplePromise,
} from "./testing/sample-assessment.ts";
import { teamStory } from "./testing/team-story.ts";

type Viewer = Parameters<typeof reviewOf>[1]["viewer"];
const leader: Viewer = { type: "leader" };
const rep = (personId: string): Viewer => ({ type: "rep", personId });

function section(id: SectionId, viewer: Viewer, story: SampleAssessment = teamStory): ReviewSection {
  const found = reviewOf(sampleAssessment(story), { viewer }).sections.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no section ${id}`);
  return found;
}

const factsOf = ({ facts }: ReviewCard) => facts.map(({ label, text }) => `${label}: ${text}`);
const titles = ({ cards }: ReviewSection) => cards.map(({ title }) => title);
const totals = (one: ReviewSection) => one.totals.map(({ label, text }) => `${label}: ${text}`);

describe("commitments ahead", () => {
  it("puts what is overdue before what is ahead, with what was said (domain:R10)", () => {
    const { cards, chart } = section("commitments-ahead", leader);
    expect(cards.map(({ title, at, missing }) => [title, at, missing])).toEqual([
      ["does b4", day(97), "whether it is done: does b4"],
      ["does b3", day(110), null],
    ]);
    expect(cards[1]?.quotes).toEqual([
      { words: "I will send it.", speaker: "Bea Buyer", at: day(95), url: "https://crm.test/note/b3" },
    ]);
    expect(chart).toMatchObject({
      type: "timeline",
      events: [{ at: day(110), label: "does b3", lane: "Deal d1" }],
    });
  });

  it("shows a seller's plans to that seller alone", () => {
    const planItems = [
      {
        id: "i",
        personId: "p1",
        writtenAt: day(90),
        plannedFor: day(103),
        question: "buying-decision",
        what: "see the board",
      },
    ];
    const story = { ...teamStory, notebook: { planItems } };
    expect(titles(section("commitments-ahead", rep("p1"), story))).toContain("see the board");
    const leaders = section("commitments-ahead", leader, story);
    expect(JSON.stringify(leaders)).not.toContain("see the board");
  });
});

describe("the three questions", () => {
  it("are answered by a plan that wants a dated commitment of the buyer (domain:V14, domain:V15)", () => {
    const wanted = { what: "signs", owner: "buyer", dueAt: day(104) };
    const planItems = [
      {
        id: "i",
        personId: "p1",
        writtenAt: day(90),
        plannedFor: day(103),
        question: "buying-decision",
        what: "see the board",
        dealId: "d1",
        wanted,
      },
    ];
    const { cards } = section("three-questions", rep("p1"), { ...teamStory, notebook: { planItems } });
    expect(cards.map(({ coverage, missing }) => [coverage?.known, missing])).toEqual([
      [0, "one dated item in this week's plan"],
      [1, null],
      [0, "one dated item in this week's plan"],
    ]);
  });
});

describe("meeting verdicts", () => {
  it("asks for the meeting nobody logged first, and calls it a gap (domain:V8)", () => {
    const found = section("meeting-verdicts", leader);
    expect(
      found.cards.map(({ subject, facts, missing }) => [
        subject?.id,
        facts[0]?.text,
        facts[0]?.tone,
        missing,
      ]),
    ).toEqual([
      ["meet-1", "no verdict", "warning", "what the buyer agreed to"],
      ["meet-2", "continuation: no dated action of the buyer's", "plain", null],
    ]);
    expect(found.chart).toMatchObject({
      summary: "Of 2 meetings 0 ended with a commitment of the buyer's; of 1 nobody logged how they ended.",
    });
  });

  it("counts a meeting about two deals once", () => {
    const evidence = ["d1", "d2"].map((dealId) =>
      samplePiece(`m-${dealId}`, "meeting-held", 95, { dealId, meetingId: "m" }),
    );
    const deals = [sampleDeal("d1"), sampleDeal("d2")];
    expect(section("meeting-verdicts", leader, { asOf: 100, deals, evidence }).cards).toHaveLength(1);
  });
});

describe("calls", () => {
  it("are advances when the customer agrees to a follow-up (domain:V9)", () => {
    const agreed = samplePromise("f", 95, 103, {
      kind: "follow-up-agreed",
      situation: "call",
      callId: "call-1",
    });
    const found = section("meeting-verdicts", leader, { asOf: 100, evidence: [agreed] });
    expect(totals(found)).toContain("Calls: follow-up scheduled: 1 call in 28 days");
  });
});

describe("busy", () => {
  const statedReasons = [
    { id: "r", personId: "p1", writtenAt: day(99), reason: "scarcity-of-time", text: "two trade fairs" },
  ];
  const annotations = [
    { id: "n", personId: "p1", writtenAt: day(99), ruleId: "domain:V1", text: "I was on leave" },
  ];
  const story = { ...teamStory, notebook: { statedReasons, annotations } };

  // A meeting of one hour counts with the half hour around it (domain 3.3).
  it("shows a seller the reasons given beside the hours measured, and the notes on numbers (domain:V4, domain 3.14)", () => {
    const [card] = section("busy", rep("p1"), story).cards;
    const facts = card === undefined ? [] : factsOf(card);
    expect(facts).toContain("Reason given: two trade fairs; measured then: 1.5 h");
    expect(facts).toContain("Note on domain:V1: I was on leave");
  });

  it("shows a leader no reason that the seller does not share, not even by name (domain:V4)", () => {
    const policy = { people: { leaderView: "named", namedBasis: "agreement" } };
    expect(JSON.stringify(section("busy", leader, { ...story, policy }))).not.toContain("two trade fairs");
  });
});

describe("the two axes", () => {
  it("draws known places and counts unknown ones (domain:V7)", () => {
    const { chart } = section("two-axes", leader);
    expect(chart).toMatchObject({
      type: "two-axes",
      points: [{ buyingProgress: 1, preference: 1, deals: 1, stalled: 0, names: ["Deal d1"] }],
      unknown: 1,
    });
  });

  it("says the preference in words", () => {
    const card = section("two-axes", leader).cards.find(({ title }) => title === "Deal d1");
    expect(card?.numbers.find(({ label }) => label === "Preference for us")?.text).toBe("1: shortlisted");
  });
});

describe("articulation", () => {
  it("keeps the buyer's words beside ours, and names the part that is missing (domain:O14, domain:O16)", () => {
    const [card, ...others] = section("articulation", leader).cards;
    expect(others).toEqual([]);
    expect(card?.quotes).toEqual([
      {
        words: "We lose two days a month.",
        speaker: "Bea Buyer",
        at: day(93),
        url: "https://crm.test/note/w1",
      },
    ]);
    expect(card && factsOf(card)).toContain("Motivation to change, in our words: “They hate the old tool.”");
    expect(card?.coverage?.text).toBe("1 of 3 of the buyer's own words are on record and fresh");
    expect(card?.missing).toBe("motivation to change, in the buyer's own words, with speaker and date");
  });

  it("counts deals of which nothing is on record apart from those with nothing said", () => {
    expect(totals(section("articulation", leader))).toEqual([
      "All three in the buyer's own words: 0 deals",
      "Something of it on record: 1 deal",
      "Nothing of it on record: 1 deal",
    ]);
  });
});

describe("stop-chase", () => {
  const calls = Array.from({ length: 12 }, (_, index) => samplePiece(`c${index}`, "seller-call", 70 + index));
  const reply = samplePiece("r", "buyer-reply", 60);
  const chased: SampleAssessment = { asOf: 100, evidence: [reply, ...calls] };

  it("proposes to the seller to stop, and shows a leader nothing until the seller decides (domain:T4, domain:T19)", () => {
    const [card] = section("stop-chase", rep("p1"), chased).cards;
    expect(card?.facts[0]).toMatchObject({ label: "Stop writing and calling", tone: "warning" });
    expect(card?.numbers[0]).toMatchObject({ label: "Unanswered in a row", value: 12 });
    expect(card?.numbers[0]?.evidence.filter(({ amount }) => amount === 1)).toHaveLength(12);
    expect(section("stop-chase", leader, chased).cards).toEqual([]);
  });

  it("shows a leader the decision with its reason", () => {
    const triageDecisions = [
      {
        id: "t",
        writtenAt: day(99),
        personId: "p2",
        accountId: "a2",
        class: "pursuit-paused",
        reason: "three deferrals",
      },
    ];
    const [card] = section("stop-chase", leader, { ...teamStory, notebook: { triageDecisions } }).cards;
    expect(card && factsOf(card)[0]).toBe(`Decided: three deferrals, ${day(99).slice(0, 10)}`);
  });
});

describe("the A-list", () => {
  it("says what to ask whom (domain:T8, domain:T12, domain:T17)", () => {
    const [card] = section("a-list", rep("p1")).cards;
    expect(card?.title).toBe("Account a1");
    expect(card && factsOf(card)).toContain("Ask: what they need from us next year");
    expect(card && factsOf(card)).toContain(`Referral: wait: asked or given on ${day(85).slice(0, 10)}`);
  });
});

describe("thanks", () => {
  it("keeps them word for word (domain:E11)", () => {
    const [card] = section("thanks", leader).cards;
    expect(card?.quotes).toEqual([
      { words: "Thank you, truly.", speaker: "Bea Buyer", at: day(80), url: "https://crm.test/note/t1" },
    ]);
  });
});

describe("coaching", () => {
  it("lists deals and accounts that have waited, never people (domain:V12)", () => {
    const deals = [sampleDeal("d1"), sampleDeal("d2")];
    const evidence = [
      samplePiece("e1", "shortlisted", 10),
      samplePiece("e2", "shortlisted", 99, { dealId: "d2" }),
    ];
    const found = section("coaching", leader, { asOf: 100, deals, evidence });
    expect(found.cards.map(({ subject }) => `${subject?.object} ${subject?.id}`)).toEqual(["deal d1"]);
  });
});

describe("momentum", () => {
  it("draws a line that ends at the total and falls at no end of a period (domain:R1)", () => {
    const evidence = [samplePiece("e1", "shortlisted", 10), samplePiece("e2", "preference-stated", 80)];
    const {
      totals: [total],
      chart,
    } = section("momentum", leader, { asOf: 100, evidence });
    if (chart?.type !== "lines") throw new Error("no lines");
    const values = chart.series[0]?.points.map(({ value }) => value) ?? [];
    expect(values).toHaveLength(27);
    expect(values.at(-1)).toBeCloseTo(2 ** (-90 / 90) + 2 ** (-20 / 90), 9);
    expect(total?.value).toBeCloseTo(values.at(-1) ?? 0, 9);
    // The quarter ends between days 86 and 93, where nothing happens: a week of decay and no more.
    expect((values.at(-2) ?? 0) / (values.at(-3) ?? 1)).toBeCloseTo(2 ** (-7 / 90), 9);
  });

  it("lets a promise count until it lapsed", () => {
    const {
      chart,
      totals: [total],
    } = section("momentum", leader, { asOf: 100, evidence: [samplePromise("e1", 20, 30)] });
    if (chart?.type !== "lines") throw new Error("no lines");
    expect(chart.series[0]?.points.some(({ value }) => value > 0.9)).toBe(true);
    expect(chart.series[0]?.points.at(-1)?.value).toBeCloseTo(0, 12);
    expect(total?.value).toBe(0);
  });
});

describe("the rear-view mirror", () => {
  it("shows a medal with what the client did before it (domain:E10)", () => {
    const { cards } = section("rear-view", leader);
    expect(cards.map(({ title }) => title)).toEqual(["Deal d3: won"]);
    expect(cards[0] && factsOf(cards[0])).toContain("Price: 5 EUR");
  });

  it("does not call closed deals without an account none", () => {
    const lost = sampleDeal("d1", { accountId: undefined, status: "lost", closedAt: day(50) });
    expect(section("rear-view", leader, { asOf: 100, deals: [lost] }).empty?.status).toBe("unknown");
  });

  it("tells a seller which part of a quota recoups a shortfall (domain:R3)", () => {
    const quotas = [
      {
        id: "q1",
        personId: "p1",
        writtenAt: day(1),
        fromAt: day(0),
        toAt: day(90),
        unit: "EUR",
        target: 120,
        base: 100,
      },
    ];
    const [card] = section("rear-view", rep("p1"), { ...teamStory, notebook: { quotas } }).cards;
    expect(card?.numbers.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      "For the period itself: 100 EUR",
      "Recouped from before: 20 EUR",
    ]);
  });
});
