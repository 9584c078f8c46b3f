import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { CohortSnapshot } from "./cohort-snapshot.ts";
import { collectSpells } from "./collect-spells.ts";
import { fitCohorts } from "./fit-cohorts.ts";
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
});

describe("cohort snapshots", () => {
  const spells: Spell[] = Array.from({ length: 80 }, (_, k) => ({
    dealId: `d${k}`,
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

  test("it is plain JSON that its own schema accepts", () => {
    expect(CohortSnapshot.parse(JSON.parse(JSON.stringify(snapshot)))).toEqual(snapshot);
  });

  test("the order of the spells does not matter; other data give another id", () => {
    expect(fitCohorts(spells.toReversed(), defaultPolicy, day(200))).toEqual(snapshot);
    expect(fitCohorts(spells.slice(1), defaultPolicy, day(200)).id).not.toBe(snapshot.id);
  });

  test("a child is drawn towards its parent by 20 pseudo-waits", () => {
    const [root, none] = snapshot.cohorts;
    // Of the 70 waits k = 0 to 69 those of days 0 to 6 end in week 0: k = 0, 3, 6 advance. The root has 80 at risk.
    expect(root?.advance[0]).toBeCloseTo(3 / 80, 12);
    expect(none?.advance[0]).toBeCloseTo((3 + 20 * (3 / 80)) / (70 + 20), 12);
  });

  test("a wait that is censored during a week counts half in it", () => {
    const wait = (outcome: Spell["outcome"]): Spell => ({
      dealId: "x",
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
    expect(fitCohorts(waits, defaultPolicy, day(9)).cohorts[0]?.advance[0]).toBeCloseTo(30 / 45, 12);
  });

  test("spells that began after the day asked about are passed over", () => {
    expect(fitCohorts(spells, defaultPolicy, day(39)).spells).toBe(40);
  });
});
