import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { advanceCurve } from "./advance-curve.ts";
import { CohortSnapshot } from "./cohort-snapshot.ts";
import { collectSpells } from "./collect-spells.ts";
import { cohortCounter, fitCohorts } from "./fit-cohorts.ts";
import type { Spell } from "./spell.ts";

const advances = [
  exampleEvidence({ id: "a", kind: "shortlisted", occurredAt: day(10) }),
  exampleEvidence({ id: "b", kind: "stakeholder-introduced", occurredAt: day(10) }),
  exampleEvidence({ id: "c", kind: "problem-confirmed", occurredAt: day(25) }),
];
const collect = (deal: Parameters<typeof exampleDeal>[0], asOf: number) =>
  collectSpells(exampleDeal(deal), advances, defaultPolicy, day(asOf)).map((spell) => [
    spell.band,
    spell.days,
    spell.outcome,
  ]);

describe("spells (domain:V13)", () => {
  const begin = [
    ["none", 10, "advance"],
    ["early", 15, "advance"],
  ];
  test.each([
    ["open: the last wait is censored", {}, 40, [...begin, ["early", 15, "censored"]]],
    ["won", { status: "won", closedAt: day(30) }, 40, [...begin, ["early", 5, "won"]]],
    [
      "lost, but not yet at that time",
      { status: "lost", closedAt: day(60) },
      40,
      [...begin, ["early", 15, "censored"]],
    ],
    ["lost on an unknown day: no last wait", { status: "lost" }, 40, begin],
    [
      "seen from before the second advance",
      {},
      20,
      [
        ["none", 10, "advance"],
        ["early", 10, "censored"],
      ],
    ],
    [
      "evidence after the close is left out",
      { status: "won", closedAt: day(12) },
      40,
      [
        ["none", 10, "advance"],
        ["early", 2, "won"],
      ],
    ],
  ] as const)("%s", (_name, deal, asOf, expected) => expect(collect(deal, asOf)).toEqual(expected));

  test("a promise that lapsed ends no wait", () => {
    const commitment = { what: "send the papers", owner: "buyer", dueAt: day(12) } as const;
    const promise = exampleEvidence({
      id: "p",
      kind: "next-step-committed",
      occurredAt: day(10),
      commitment,
    });
    const waits = (asOf: number) =>
      collectSpells(exampleDeal(), [promise], defaultPolicy, day(asOf)).map(({ days }) => days);
    expect(waits(15)).toEqual([10, 5]);
    expect(waits(40)).toEqual([40]);
  });
});

describe("cohort snapshots", () => {
  const spells: Spell[] = Array.from({ length: 80 }, (_, k) => ({
    clock: "deal",
    subjectId: `d${k}`,
    segment: k % 2 === 0 ? "north" : "south",
    band: k < 70 ? "none" : "early",
    startAt: day(k),
    days: k,
    outcome: k % 3 === 0 ? "advance" : "lost",
  }));
  const snapshot = fitCohorts(spells, defaultPolicy, day(200));

  test("cohorts of 30 waits or more are fitted, thinner ones left to their parent", () => {
    expect(snapshot.cohorts.map(({ key, spells }) => [key, spells])).toEqual([
      ["opportunity", 80],
      ["opportunity/none", 70],
      ["opportunity/none/north", 35],
      ["opportunity/none/south", 35],
    ]);
  });

  test("thirty waits are a cohort, twenty-nine are none", () => {
    const keys = (waits: Spell[]) => fitCohorts(waits, defaultPolicy, day(200)).cohorts.map(({ key }) => key);
    expect(keys(spells.slice(0, 30))).toEqual(["opportunity", "opportunity/none"]);
    expect(keys(spells.slice(0, 29))).toEqual([]);
  });

  test("it is plain JSON that its own schema accepts", () => {
    expect(CohortSnapshot.parse(JSON.parse(JSON.stringify(snapshot)))).toEqual(snapshot);
  });

  test("the order of the spells does not matter; other data give another id", () => {
    expect(fitCohorts(spells.toReversed(), defaultPolicy, day(200))).toEqual(snapshot);
    expect(fitCohorts(spells.slice(1), defaultPolicy, day(200)).id).not.toBe(snapshot.id);
  });

  test("spells may come in parts, and what is fitted is what came so far", () => {
    const counter = cohortCounter(defaultPolicy, day(200));
    counter.add(spells.slice(0, 33));
    expect(counter.fit()).toEqual(fitCohorts(spells.slice(0, 33), defaultPolicy, day(200)));
    counter.add(new Set(spells.slice(33)));
    expect(counter.fit()).toEqual(snapshot);
  });

  test("a child is drawn towards its parent by 20 pseudo-waits", () => {
    const [root, none] = snapshot.cohorts;
    // Of the 70 waits k = 0 to 69 those of days 0 to 6 end in week 0: k = 0, 3, 6 advance. The root has 80 at risk.
    expect(root?.advance[0]).toBeCloseTo(3 / 80, 12);
    expect(none?.advance[0]).toBeCloseTo((3 + 20 * (3 / 80)) / (70 + 20), 12);
  });

  test("a wait that is censored during a week counts half in it", () => {
    const wait = (outcome: Spell["outcome"]): Spell => ({
      clock: "deal",
      subjectId: "x",
      segment: "",
      band: "none",
      startAt: day(0),
      days: 3,
      outcome,
    });
    const waits = [
      ...Array.from({ length: 30 }, () => wait("censored")),
      ...Array.from({ length: 30 }, () => wait("advance")),
    ];
    const [cohort] = fitCohorts(waits, defaultPolicy, day(9)).cohorts;
    expect(cohort?.advance[0]).toBeCloseTo(30 / 45, 12);
    expect(cohort?.atRisk.slice(0, 2)).toEqual([45, 0]);
  });

  test("spells that began after the day asked about are passed over", () => {
    expect(fitCohorts(spells, defaultPolicy, day(39)).spells).toBe(40);
  });
});

describe("the curve to draw", () => {
  test("is Kaplan-Meier over the cohort's own weeks, a win counting as watched until then", () => {
    const wait = (days: number, outcome: Spell["outcome"]): Spell => ({
      clock: "deal",
      subjectId: "x",
      segment: "",
      band: "none",
      startAt: day(0),
      days,
      outcome,
    });
    const waits = [
      ...Array.from({ length: 10 }, () => wait(3, "advance")),
      ...Array.from({ length: 10 }, () => wait(10, "won")),
      ...Array.from({ length: 20 }, () => wait(17, "advance")),
    ];
    const [cohort] = fitCohorts(waits, defaultPolicy, day(30)).cohorts;
    const curve = cohort ? advanceCurve(cohort) : [];
    expect(curve.map(({ waiting }) => waiting)).toEqual([0.75, 0.75, 0]);
    // Greenwood after week one: 0.75 · sqrt(10 / (40 · 30)) on the log-log scale, 80%.
    const width = (1.2815515655 * Math.sqrt(10 / 1200)) / Math.log(0.75);
    expect(curve[0]?.band[0]).toBeCloseTo(0.75 ** Math.exp(-width), 9);
    expect(curve[0]?.band[1]).toBeCloseTo(0.75 ** Math.exp(width), 9);
  });
});

describe("how strongly a cohort is drawn to its parent", () => {
  /** Segment `fast` advances within the first week, `slow` in the second, in every quarter of a year. */
  const quarters = (waitsPerQuarter: number, isApart: boolean): Spell[] =>
    [0, 91, 182, 273].flatMap((startDay) =>
      Array.from({ length: waitsPerQuarter }, (_, k) => {
        const isFast = k % 2 === 0;
        const days = isApart ? (isFast ? 3 : 10) : k % 4 < 2 ? 3 : 10;
        const segment = isFast ? "fast" : "slow";
        const startAt = day(startDay);
        return {
          clock: "deal",
          subjectId: `${startDay}-${k}`,
          segment,
          band: "none",
          startAt,
          days,
          outcome: "advance",
        };
      }),
    );

  test("least where segments keep differing from quarter to quarter", () => {
    expect(fitCohorts(quarters(120, true), defaultPolicy, day(400)).shrinkage).toBe(5);
  });

  test("with too few quarters, or too few waits in them, it stays the policy's", () => {
    expect(fitCohorts(quarters(99, true), defaultPolicy, day(400)).shrinkage).toBe(20);
    expect(fitCohorts(quarters(120, true).slice(0, 360), defaultPolicy, day(400)).shrinkage).toBe(20);
  });

  test("segments that do not differ are not drawn less", () => {
    expect(fitCohorts(quarters(120, false), defaultPolicy, day(400)).shrinkage).toBeGreaterThanOrEqual(20);
  });
});

describe("what a team makes of an hour (domain:V1)", () => {
  const member = (k: number, advances: number, hours = 100) => ({
    teamId: "north",
    personId: `p${k}`,
    advances,
    hours,
  });
  const five = [2, 8, 4, 12, 4].map((advances, k) => member(k, advances));

  test("is a Gamma prior by moments, from five people on", () => {
    const [team] = fitCohorts([], defaultPolicy, day(1), five).teams;
    // Rates .02 .08 .04 .12 .04, mean .06; weighted squares .64, of which counting explains .24; scale 400.
    expect(team).toMatchObject({ teamId: "north", people: 5 });
    expect((team?.shape ?? 0) / (team?.rate ?? 1)).toBeCloseTo(0.06, 12);
    expect(team?.shape).toBeCloseTo(0.06 ** 2 / (0.4 / 400), 9);
    expect(fitCohorts([], defaultPolicy, day(1), five.slice(1)).teams).toEqual([]);
  });

  test("members without hours do not count towards the five", () => {
    const idle = [...five.slice(1), member(9, 0, 0)];
    expect(fitCohorts([], defaultPolicy, day(1), idle).teams).toEqual([]);
  });
});
