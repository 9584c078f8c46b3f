import { describe, expect, test } from "vitest";
import { parsePolicy } from "../policy/parse-policy.ts";
import { exampleClose, exampleCloses } from "../testing/example-close.ts";
import { type AssessHarvestInput, assessHarvest } from "./assess-harvest.ts";
import type { Close } from "./close.ts";

const policy = parsePolicy({});
/** 198 closes, 19 of them late: with one imagined of each kind, a share of 20 in 200. */
const mates = exampleCloses("q", 198, 19);
const finding = (closes: Close[], more: Partial<AssessHarvestInput> = {}) =>
  assessHarvest({
    personId: "p",
    closes,
    policy,
    asOf: "2026-10-01T00:00:00Z",
    recordBeginsAt: "2026-01-01T00:00:00Z",
    ...more,
  });
const status = (own: Close[], team = mates, more: Partial<AssessHarvestInput> = {}) =>
  finding([...own, ...team], more).status;

/** Sixty closes, twenty of them late: twice what a peak takes. */
const peak = (part?: Parameters<typeof exampleCloses>[3]) => exampleCloses("p", 60, 20, part);
const discounted = peak((isLate, index) => ({ discount: (isLate ? 0.2 : 0.1) + (index % 2) * 0.02 }));

describe("how closes lie in the incentive periods", () => {
  test("the share, the team's without the seller, and how sure a peak is (domain:O11)", () => {
    const said = finding([...exampleCloses("p", 60, 12), ...mates]);
    expect(said.teamShare.value).toBeCloseTo(0.1, 12);
    // Ten closes at the team's share before any is seen: Beta(1 + 12, 9 + 48).
    expect(said.share.value).toBeCloseTo(13 / 70, 12);
    expect(said.peak.value).toBeCloseTo(0.771504049, 6);
    expect(said.share.contributions.map(({ evidenceId }) => evidenceId)).toHaveLength(12);
  });

  test("a peak begins where half as much again as the team is sure to nine in ten (domain:O11)", () => {
    const at = (late: number) => finding([...exampleCloses("p", 60, late), ...mates]).peak.value ?? 0;
    expect([at(13) > 0.9, at(14) > 0.9]).toEqual([false, true]);
  });

  test("a calendar peak alone accuses nobody (domain:O11)", () => {
    const said = finding([...peak(), ...mates]);
    expect(said.status).toBe("calendar-pattern");
    expect(said.text).toContain("nothing here says that anybody pushed");
    expect(said.peak.value).toBeGreaterThan(0.99);
  });

  test("a peak with deeper discounts is cramming; deeper discounts without a peak are not (domain:O11)", () => {
    expect(status(discounted)).toBe("cramming");
    const few = exampleCloses("p", 60, 8, (isLate) => ({ discount: isLate ? 0.2 : 0.1 }));
    expect(finding([...few, ...mates]).signs[0]?.state).toBe("present");
    expect(status(few)).toBe("no-pattern");
  });

  test.each<[string, (isLate: boolean) => Partial<Close>]>([
    ["chase-bursts", (isLate) => ({ attempts: isLate ? 5 : 4 })],
    ["pulled-forward", (isLate) => ({ cycleDays: isLate ? 49 : 100 })],
    ["articulation-missing", (isLate) => ({ articulated: !isLate })],
    ["advances-missing", (isLate) => ({ advances: isLate ? 0 : 1 })],
  ])("%s is a sign of its own (domain:O11)", (type, part) => {
    const said = finding([...peak(part), ...mates]);
    expect(said.signs.filter(({ state }) => state === "present").map((sign) => sign.type)).toEqual([type]);
    expect(said.status).toBe("cramming");
  });

  test("what holds for all closes alike is no sign (domain:O11)", () => {
    const alike = peak(() => ({
      discount: 0.3,
      attempts: 9,
      cycleDays: 20,
      articulated: false,
      advances: 0,
    }));
    expect(finding([...alike, ...mates]).signs.map(({ state }) => state)).toEqual(Array(5).fill("absent"));
    expect(status(alike)).toBe("calendar-pattern");
  });

  test("a field recorded on fewer than three in five is unknown, and missing is never a sign (domain:O11)", () => {
    const known = (count: number) =>
      peak((isLate, index) => ({ discount: isLate && index >= count ? null : isLate ? 0.2 : 0.1 }));
    expect(finding([...known(11), ...mates]).signs[0]).toMatchObject({ state: "unknown", coverage: 0.55 });
    expect([status(known(11)), status(known(12))]).toEqual(["calendar-pattern", "cramming"]);
  });

  test("late closes after evenly spread advances are a harvest (domain:O11)", () => {
    const grown = discounted.map((close) => ({ ...close, isGrown: true }));
    const said = finding([...grown, ...mates]);
    expect(said.status).toBe("harvest");
    expect(said.grownLateDealIds).toHaveLength(20);
  });

  test("a peak that the whole team shares is named, and nobody is accused of it (domain:O11)", () => {
    const team = exampleCloses("q", 198, 50);
    const own = exampleCloses("p", 60, 15, (isLate) => ({ discount: isLate ? 0.2 : 0.1 }));
    expect(status(own, team)).toBe("calendar-pattern");
  });

  test("closes that lie evenly show no pattern (domain:O11)", () => {
    expect(status(exampleCloses("p", 60, 9))).toBe("no-pattern");
  });
});

describe("below the unit nothing is said", () => {
  test.each<[string, Close[], Close[], string]>([
    ["59 closes", discounted.slice(0, 59), mates, "60 closes of this person"],
    [
      "two periods",
      discounted.map((close, index) => ({ ...close, ...inQuarter(index % 2) })),
      mates,
      "3 full periods, on record from their first day",
    ],
    ["59 closes of the team", discounted, mates.slice(0, 59), "60 closes of teammates in the same periods"],
    [
      "a team that closes late itself",
      discounted,
      exampleCloses("q", 198, 80),
      "a team whose closes do not gather at the end of periods themselves",
    ],
  ])("%s (domain:O11)", (_name, own, team, missing) => {
    const said = finding([...own, ...team]);
    expect(said).toMatchObject({ status: "unknown", missing: [missing], signs: [], share: { value: null } });
  });

  test("a period that is not over, or began before the record, is left out (domain:O11)", () => {
    expect(status(discounted, mates, { asOf: "2026-09-30T00:00:00Z" })).toBe("unknown");
    expect(status(discounted, mates, { recordBeginsAt: "2026-01-02T00:00:00Z" })).toBe("unknown");
    expect(status(discounted, mates, { recordBeginsAt: undefined })).toBe("unknown");
  });

  test("only named teammates are compared with, and closes without an owner are nobody's", () => {
    const strangers = exampleCloses("z", 198, 150);
    const ownerless = mates.map((close) => ({ ...close, dealId: `x${close.dealId}`, personId: undefined }));
    const said = finding([...discounted, ...mates, ...strangers, ...ownerless], { teammateIds: ["q"] });
    expect(said.teamShare.value).toBeCloseTo(0.1, 12);
  });
});

function inQuarter(quarter: number): Pick<Close, "period" | "closedMs"> {
  const { period, closedMs } = exampleClose("x", "p", { quarter });
  return { period, closedMs };
}

test("the finding is one seller's alone: no other seller is named in it (domain:O11)", () => {
  const said = finding([...discounted, ...mates.map((close) => ({ ...close, personId: "somebody-else" }))]);
  expect(said.personId).toBe("p");
  expect(JSON.stringify(said)).not.toContain("somebody-else");
});
