import { describe, expect, test } from "vitest";
import { assessAccount } from "../account/assess-account.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { Notebook } from "../notebook/notebook.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";

const renewal = (id: string, due: number, more: Partial<DealFacts> = {}) =>
  exampleDeal({ id, renewalDueAt: day(due), status: "won", closedAt: day(due - 10), ...more });
const chase = (dealId: string, at: number, kind: Evidence["kind"] = "seller-email") =>
  exampleEvidence({ id: `m-${dealId}`, kind, occurredAt: day(at), dealId });
const assess = (deals: DealFacts[], evidence: Evidence[] = [], notebook?: Notebook) =>
  assessAccount({
    account: { id: "a", ownerId: "p" },
    deals,
    evidence,
    policy: defaultPolicy,
    asOf: day(400),
    notebook,
  }).triage;

const four = [renewal("r1", 90), renewal("r2", 180), renewal("r3", 270), renewal("r4", 360)];
const chased = [chase("r1", 70), chase("r2", 160), chase("r3", 250), chase("r4", 340)];

describe("the renewal record stands apart from pursuit (domain:T5)", () => {
  test("has renewed n of m, pursued each time", () => {
    expect(assess(four, chased).renewal.text).toBe("has renewed 4 of 4, pursued each time");
  });

  test.each<[string, DealFacts[], Evidence[], string]>([
    [
      "one lost, one not pursued",
      [...four.slice(1), renewal("r1", 90, { status: "lost" })],
      chased.slice(1),
      "has renewed 3 of 4, pursued 3 times",
    ],
    ["never pursued", four, [], "has renewed 4 of 4, pursued never"],
    [
      "a mail 91 days before the close is no pursuit",
      [renewal("r4", 360)],
      [chase("r4", 259)],
      "has renewed 1 of 1, pursued never",
    ],
    [
      "a mail 89 days before is",
      [renewal("r4", 360)],
      [chase("r4", 261)],
      "has renewed 1 of 1, pursued each time",
    ],
    [
      "an open one is not decided",
      [renewal("r1", 500, { status: "open", closedAt: undefined })],
      [],
      "no renewal is decided yet",
    ],
    [
      "a deal without a deadline is no renewal",
      [exampleDeal({ status: "won", closedAt: day(5) })],
      [],
      "no renewal is decided yet",
    ],
  ])("%s", (_name, deals, evidence, text) => expect(assess(deals, evidence).renewal.text).toBe(text));

  test("lead times before the deadline, and their mean", () => {
    const { leadTimes, meanLeadDays } = assess([
      renewal("r1", 90),
      renewal("r2", 180, { closedAt: day(184) }),
    ]).renewal;
    expect(leadTimes).toEqual([
      { dealId: "r1", days: 10 },
      { dealId: "r2", days: -4 },
    ]);
    expect(meanLeadDays.value).toBe(3);
  });

  test("an expectation comes with the fourth decision: 5 of 6, with its interval", () => {
    const { expectation } = assess(four, chased).renewal;
    expect(expectation.value).toBeCloseTo(5 / 6, 12);
    expect(expectation.interval?.[0]).toBeCloseTo(0.1 ** (1 / 5), 9);
    expect(expectation.contributions.map(({ evidenceId }) => evidenceId)).toEqual([
      "deal:r1",
      "deal:r2",
      "deal:r3",
      "deal:r4",
    ]);
    const three = assess(four.slice(1)).renewal.expectation;
    expect([three.value, three.missing]).toEqual([null, ["4 decided renewals; there are 3"]]);
  });

  test("walking away stops pursuit and leaves the account and its expectation as they are", () => {
    const notebook = Notebook.parse({
      triageDecisions: [
        {
          id: "t",
          writtenAt: day(390),
          personId: "p",
          accountId: "a",
          class: "pursuit-paused",
          reason: "three deferrals",
        },
      ],
    });
    const open = renewal("r5", 450, { status: "open", closedAt: undefined });
    const before = assess([...four, open], chased);
    const after = assess([...four, open], chased, notebook);
    expect([before.pursuit, after.pursuit]).toEqual(["active", "paused"]);
    expect(after.renewal.expectation.value).toBe(before.renewal.expectation.value);
    expect(after.chase.noticesStillDue.map(({ dealId }) => dealId)).toEqual(["r5"]);
    expect(after.facts).toEqual(["pursuit paused: three deferrals", "has renewed 4 of 4, pursued each time"]);
  });
});
