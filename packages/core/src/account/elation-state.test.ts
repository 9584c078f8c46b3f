import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { day, exampleEvidence } from "../testing/example-evidence.ts";
import { assessAccount } from "./assess-account.ts";

const elation = (evidence: Evidence[], asOf: number, policy = defaultPolicy) =>
  assessAccount({ account: { id: "a" }, evidence, policy, asOf: day(asOf) }).elation;
const sign = (id: string, kind: Evidence["kind"], at: number, more: Partial<Evidence> = {}) =>
  exampleEvidence({ id, kind, occurredAt: day(at), ...more });

describe("elated needs an unasked word of the client's own (domain:E2)", () => {
  test.each([
    ["seen through a system only", 2, {}, "neutral"],
    ["in the client's own words", 3, {}, "elated"],
    ["in own words, but asked for", 3, { prompted: true }, "neutral"],
  ] as const)("%s", (_name, grade, more, state) => {
    const signs = [
      sign("t", "personal-thanks", 0, { grade, ...more }),
      sign("h", "benefit-confirmed", 0, { grade: 2 }),
      sign("r", "referral-given", 0, { grade: 2 }),
    ];
    expect(elation(signs, 0).state).toBe(state);
  });
});

describe("the label is kept until the balance falls under the lower mark (domain:E2)", () => {
  const fading = [
    ...Array.from({ length: 10 }, (_, k) => sign(`b${k}`, "benefit-confirmed", 0)),
    sign("h", "help-requested", 0),
    sign("p", "broken-promise-confirmed", 0),
    sign("l", "survey-low", 0),
  ];

  test.each([
    [0, "below the upper mark", "neutral"],
    [150, "above it, since words fade before benefits", "elated"],
    [450, "below it again, above the lower mark", "elated"],
    [750, "below the lower mark", "neutral"],
  ])("on day %i it is %s", (asOf, _where, state) => {
    const { probability, state: label } = elation(fading, asOf);
    expect(label).toBe(state);
    expect(probability >= 0.8).toBe(asOf === 150);
    expect(probability >= 0.7).toBe(asOf !== 750);
  });

  test("what was gained many signs ago is remembered", () => {
    const gained = [sign("t", "personal-thanks", 0), sign("r", "referral-given", 0)];
    const many = Array.from({ length: 60 }, (_, k) => sign(`s${k}`, "survey-low", 1 + k, { prompted: true }));
    const weak = {
      ...defaultPolicy,
      elation: { ...defaultPolicy.elation, points: { ...defaultPolicy.elation.points, "survey-low": -0.12 } },
    };
    expect(elation([...gained, ...many], 100, weak)).toMatchObject({ state: "elated" });
    expect(elation([...gained, ...many], 100, weak).probability).toBeLessThan(0.8);
  });

  test("a complaint in between takes it away, and settling it does not give it back", () => {
    const gained = [
      sign("t", "personal-thanks", 0),
      sign("h", "help-requested", 0),
      sign("r", "referral-given", 0),
    ];
    expect(elation(gained, 160).state).toBe("elated");
    const quarrel = [sign("c", "complaint", 100), sign("s", "complaint-resolved", 110)];
    const after = elation([...gained, ...quarrel], 150);
    expect(after.probability).toBeGreaterThan(0.7);
    expect(after.probability).toBeLessThan(0.8);
    expect(after.state).toBe("neutral");
  });

  test("an open complaint takes it away even where it hardly weighs", () => {
    const light = parsePolicy({ elation: { points: { complaint: -0.01 }, resolvedComplaintPoints: -0.005 } });
    const gained = [
      sign("t", "personal-thanks", 0),
      sign("h", "help-requested", 0),
      sign("r", "referral-given", 0),
    ];
    const quarrel = [sign("c", "complaint", 50), sign("s", "complaint-resolved", 188)];
    expect(elation(gained, 190, light).state).toBe("elated");
    const after = elation([...gained, ...quarrel], 190, light);
    expect(after.probability).toBeGreaterThan(0.7);
    expect(after.probability).toBeLessThan(0.8);
    expect(after.state).toBe("neutral");
  });

  test("settling a complaint that we asked for counts half too", () => {
    const asked = { prompted: true };
    const signs = [sign("c", "complaint", 100, asked), sign("s", "complaint-resolved", 100)];
    expect(elation(signs, 100).effectiveSampleSize).toBeCloseTo(0.25, 12);
  });

  test("signs of one kind and instant are ranked by their ids, whatever their order", () => {
    const pair = [sign("x", "survey-high", 0, { prompted: true }), sign("y", "survey-high", 0)];
    const points = (evidence: Evidence[]) => elation(evidence, 0).effectiveSampleSize;
    expect(points(pair)).toBeCloseTo(0.5 + 0.25 / 2, 12);
    expect(points(pair.toReversed())).toBe(points(pair));
  });
});
