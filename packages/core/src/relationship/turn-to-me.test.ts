import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { exampleAccount, examplePiece } from "../testing/example-account.ts";
import { day } from "../testing/example-evidence.ts";

const asked = (days: number[], more: Partial<Evidence> = {}) =>
  days.map((at) => examplePiece(`h${at}`, "help-requested", at, more));
const turnToMe = (evidence: Evidence[], asOf = 360) =>
  exampleAccount({ evidence, asOf }).relationship.turnToMe;
const days = (from: number, number: number) => Array.from({ length: number }, (_, k) => from + k);

describe("turn-to-me rate (domain:E7)", () => {
  test("three requests in six months, one in the six before", () => {
    const { rate, change, trend } = turnToMe(asked([100, 200, 250, 300]));
    expect(rate.value).toBeCloseTo(3.5 / 6, 12);
    // Chi-squared with 7 degrees of freedom: 2.83311 and 12.01704 at 10% and 90%, over twice the exposure.
    expect(rate.interval?.[0]).toBeCloseTo(2.83311 / 12, 5);
    expect(rate.interval?.[1]).toBeCloseTo(12.01704 / 12, 5);
    expect(rate.contributions.map(({ evidenceId }) => evidenceId)).toEqual(["h200", "h250", "h300"]);
    expect(change.value).toBeCloseTo(3.5 / 1.5, 12);
    // F(7, 3) at 90% is 5.266, F(3, 7) at 90% is 3.074.
    expect(change.interval?.[0]).toBeCloseTo(3.5 / 1.5 / 3.0741, 3);
    expect(change.interval?.[1]).toBeCloseTo((3.5 / 1.5) * 5.2662, 2);
    expect(trend).toBe("unclear");
  });

  test.each([
    ["many more than before", [...days(200, 12), 100], "rising"],
    ["many fewer than before", [...days(20, 12), 300], "falling"],
    ["none in either window", [], "unknown"],
  ] as const)("%s: %s", (_name, at, trend) => expect(turnToMe(asked([...at])).trend).toBe(trend));

  test.each<[string, Partial<Evidence>]>([
    ["a request that we asked for", { prompted: true }],
    ["the seller's word that the client asked", { actorSide: "seller", grade: 1 }],
    ["contact without a request", { kind: "client-initiated-contact" }],
  ])("%s is none", (_name, more) => {
    expect(turnToMe(asked([200, 300], more)).rate.value).toBeCloseTo(0.5 / 6, 12);
  });

  test("the quarter's end moves nothing but the window's edge", () => {
    expect(turnToMe(asked([181]), 360).rate.n).toBe(1);
    expect(turnToMe(asked([180]), 360).rate.n).toBe(0);
  });

  test("under four weeks of record the rate is unknown, and the change without seven months", () => {
    expect(turnToMe(asked([20]), 27).rate).toMatchObject({ status: "unknown", value: null });
    expect(turnToMe(asked([20]), 28).rate.status).toBe("known");
    expect(turnToMe(asked([20]), 207).trend).toBe("unknown");
    expect(turnToMe(asked([20]), 208).trend).not.toBe("unknown");
  });

  test("a record that began within the window before is compared by the time it covers", () => {
    const young = { id: "a", createdAt: day(90) };
    const { change } = exampleAccount({ account: young, evidence: asked([100, 200]), asOf: 360 }).relationship
      .turnToMe;
    // 1.5 in six months against 1.5 in three.
    expect(change.value).toBeCloseTo(0.5, 12);
    // F(3, 3) at 90% is 5.3908.
    expect(change.interval?.[0]).toBeCloseTo(0.5 / 5.3908, 4);
    expect(change.interval?.[1]).toBeCloseTo(0.5 * 5.3908, 3);
  });

  test("where the record begins with a piece of evidence, that piece is listed", () => {
    const evidence = [examplePiece("first", "seller-note", 270), ...asked([300])];
    const { rate } = exampleAccount({ account: { id: "a" }, evidence, asOf: 360 }).relationship.turnToMe;
    expect(rate.value).toBeCloseTo(1.5 / 3, 12);
    expect(rate.otherBases[0]?.contributions).toMatchObject([{ evidenceId: "first", amount: 3 }]);
  });
});
