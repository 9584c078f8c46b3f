import { describe, expect, test } from "vitest";
import { fitCohorts } from "../cohort/fit-cohorts.ts";
import type { Spell } from "../cohort/spell.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { Notebook } from "../notebook/notebook.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { assessDeal } from "./assess-deal.ts";

const spell = (days: number, outcome: Spell["outcome"], band: Spell["band"] = "none"): Spell => ({
  clock: "deal",
  subjectId: "x",
  segment: "",
  band,
  startAt: day(0),
  days,
  outcome,
});
/** Of 100 waits 10 end in an advance in each of weeks 1 to 9, one in week 20, and nine are lost in week 30. */
const spells = [
  ...Array.from({ length: 90 }, (_, k) => spell(Math.floor(k / 10) * 7 + 3, "advance")),
  spell(20 * 7 + 3, "advance"),
  ...Array.from({ length: 9 }, () => spell(30 * 7 + 3, "lost")),
];
const cohorts = fitCohorts(spells, defaultPolicy, day(400));
const mail = exampleEvidence({ id: "m", kind: "seller-email", occurredAt: day(1) });
const stall = (asOf: number, evidence: Evidence[] = [mail], status: "open" | "lost" = "open") =>
  assessDeal({ deal: exampleDeal({ status }), evidence, policy: defaultPolicy, asOf: day(asOf), cohorts })
    .stall;

describe("stalled deals (domain:V13)", () => {
  test("q is the share of the cohort's advances that had come by now", () => {
    expect(stall(35).q.value).toBeCloseTo(50 / 91, 9);
    expect(stall(38).q.value).toBeCloseTo((50 + (10 * 3) / 7) / 91, 9);
    expect(stall(63).q.value).toBeCloseTo(90 / 91, 9);
  });

  test("the chance of an advance in the next 28 days is shown beside it", () => {
    expect(stall(35).expectedWithin28Days.value).toBeCloseTo(40 / 50, 9);
    expect(stall(70).expectedWithin28Days.value).toBeCloseTo(0, 9);
  });

  test("a deal is stalled from the policy's quantile on", () => {
    expect(stall(56).state).toBe("moving");
    expect(stall(63).state).toBe("stalled");
    expect(stall(63).daysSinceAdvance.value).toBeCloseTo(63, 9);
  });

  test("the clock starts again with an advance", () => {
    const advance = exampleEvidence({ id: "s", kind: "shortlisted", occurredAt: day(50) });
    const { state, daysSinceAdvance } = stall(63, [mail, advance]);
    expect(state).toBe("moving");
    expect(daysSinceAdvance).toMatchObject({ value: 13, contributions: [{ evidenceId: "s", amount: 13 }] });
  });

  test("with a promise of the buyer ahead it waits", () => {
    const commitment = { what: "sign", owner: "buyer" as const, dueAt: day(90) };
    const promise = exampleEvidence({ id: "c", kind: "next-step-committed", occurredAt: day(2), commitment });
    expect(stall(80, [mail, promise]).state).toBe("waiting");
  });

  test("a stage edit or our own work does not make it move", () => {
    const edit = exampleEvidence({ id: "e", kind: "stage-edited", occurredAt: day(62) });
    const call = exampleEvidence({ id: "f", kind: "seller-call", occurredAt: day(62) });
    expect(stall(63, [mail, edit, call])).toMatchObject({ state: "stalled" });
  });

  test.each<[string, () => { state: string }, string]>([
    ["closed deals are closed", () => stall(63, [mail], "lost"), "closed"],
    ["without a log it is unknown", () => stall(63, []), "unknown"],
  ])("%s", (_name, read, state) => expect(read().state).toBe(state));

  test("with fewer than 30 waits to compare with it is unknown, and says so", () => {
    const few = fitCohorts(spells.slice(0, 29), defaultPolicy, day(400));
    const input = {
      deal: exampleDeal(),
      evidence: [mail],
      policy: defaultPolicy,
      asOf: day(63),
      cohorts: few,
    };
    const { stall } = assessDeal(input);
    expect(stall.state).toBe("unknown");
    expect(stall.q.missing).toEqual(["a record of 30 or more waits for an advance, to compare with"]);
  });

  describe("snoozed with a reason and a date", () => {
    const snooze = {
      id: "z",
      writtenAt: day(50),
      personId: "p",
      subject: { type: "deal" as const, dealId: "d" },
      reason: "their budget opens in April",
      resumeAt: day(90),
    };
    const at = (asOf: number, snoozes = [snooze]) =>
      assessDeal({
        deal: exampleDeal(),
        evidence: [mail],
        policy: defaultPolicy,
        asOf: day(asOf),
        cohorts,
        notebook: Notebook.parse({ snoozes }),
      });

    test("it is not called stalled, and says why and until when", () => {
      const { stall, reasons } = at(70);
      expect(stall).toMatchObject({ state: "snoozed", snooze: { snoozeId: "z", resumeAt: day(90) } });
      expect(reasons[1]).toBe(
        `It waits on purpose until ${day(90).slice(0, 10)}: their budget opens in April.`,
      );
      expect(stall.q.value).toBeCloseTo(90 / 91, 9);
    });

    test.each([
      ["before it was written", 49],
      ["from the date on", 90],
    ])("%s it is judged as ever", (_name, asOf) => {
      expect(at(asOf).stall.state).not.toBe("snoozed");
      expect(at(asOf).stall.snooze).toBeNull();
    });

    test("of several the one that lasts longest holds", () => {
      const shorter = { ...snooze, id: "y", resumeAt: day(80) };
      expect(at(70, [snooze, shorter]).stall.snooze?.snoozeId).toBe("z");
      expect(at(70, [shorter, snooze]).stall.snooze?.snoozeId).toBe("z");
    });

    test("another deal's snooze is no excuse", () => {
      const other = { ...snooze, subject: { type: "deal" as const, dealId: "e" } };
      expect(at(70, [other]).stall.state).toBe("stalled");
    });
  });
});
