import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { assessDeal } from "./assess-deal.ts";

const assess = (evidence: Evidence[], asOf = day(100)) =>
  assessDeal({ deal: exampleDeal(), evidence, policy: defaultPolicy, asOf });
const promise = (id: string, at: number, due: number, more: Partial<Evidence> = {}) =>
  exampleEvidence({
    id,
    kind: "next-step-committed",
    occurredAt: day(at),
    commitment: { what: "send the papers", owner: "buyer", dueAt: day(due) },
    ...more,
  });
const undated = { what: "send the papers", owner: "buyer" } as const;
const ours = { what: "send the offer", owner: "seller", dueAt: day(120) } as const;

describe("a dated promise of the buyer is an advance", () => {
  test.each<[string, Partial<Evidence>, number]>([
    ["in a meeting (domain:V8)", { situation: "meeting", meetingId: "m" }, 1],
    ["in a call (domain:V9)", { situation: "call", callId: "c", kind: "follow-up-agreed" }, 1],
    ["in a mail", {}, 1],
    ["not without a date", { commitment: undated }, 0],
    ["not when we are the owner", { commitment: ours }, 0],
    ["not when a seller acts", { actorSide: "seller", grade: 0 }, 0],
    ["not below grade 2", { grade: 1 }, 0],
    ["not when it speaks against us", { polarity: -1 }, 0],
  ])("%s", (_name, more, advances) => {
    expect(assess([promise("c", 90, 120, more)]).advances.forward.value).toBe(advances);
  });

  test("one written down ahead of its time is none until it has happened", () => {
    const ahead = promise("c", 50, 120, { recordedAt: day(10) });
    expect(assess([ahead], day(49)).advances.forward.basis).toBe(0);
    expect(assess([ahead], day(50)).advances.forward.basis).toBe(1);
  });

  test("one advance per ladder step and day (domain 3.11)", () => {
    const evidence = [promise("c1", 90, 120), promise("c2", 90, 130), promise("c3", 91, 120)];
    expect(assess(evidence).advances.forward.value).toBe(2);
  });

  test("a piece that says two things is one advance (domain 3.11)", () => {
    const { ledger } = assess([promise("c", 90, 120, { kind: "preference-stated" })]).advances;
    expect(ledger.map(({ step }) => step)).toEqual(["preference:2"]);
  });

  test("among many advances too (domain 3.11)", () => {
    const others = Array.from({ length: 20 }, (_, k) => promise(`o${k}`, 30 + k, 120));
    const again = promise("again", 30, 120);
    const { ledger } = assess([
      promise("c", 90, 120, { kind: "preference-stated" }),
      again,
      ...others,
    ]).advances;
    expect(ledger.filter(({ evidenceId }) => evidenceId === "c").map(({ step }) => step)).toEqual([
      "preference:2",
    ]);
    expect(ledger).toHaveLength(21);
  });

  test.each([
    [2, 0.4],
    [3, 0.8],
    [4, 1],
  ] as const)("of grade %i it has the confidence %f, and counts one all the same", (grade, confidence) => {
    const { ledger, forward } = assess([promise("c", 90, 120, { grade })]).advances;
    expect(ledger[0]?.confidence).toBe(confidence);
    expect(forward.value).toBe(1);
  });

  test("wanted before the meeting is planned, else unplanned, counted and flagged (domain:V8)", () => {
    const evidence = [
      promise("m1", 80, 120, { situation: "meeting", meetingId: "m1", wantedBefore: true }),
      promise("m2", 90, 120, { situation: "meeting", meetingId: "m2" }),
    ];
    const { ledger, forward, bySituation } = assess(evidence).advances;
    expect(ledger.map(({ planned }) => planned)).toEqual([true, false]);
    expect(forward.value).toBe(2);
    expect(bySituation).toEqual({ account: 0, opportunity: 0, meeting: 2, call: 0, development: 0 });
  });
});

describe("a missed promise lapses after a week (domain:V8)", () => {
  test.each<[string, number, Partial<NonNullable<Evidence["commitment"]>>, string, number]>([
    ["before it is due", 50, {}, "ahead", 1],
    ["up to seven days late", 67, {}, "overdue", 1],
    ["more than seven days late", 68, {}, "lapsed", 0],
    ["kept in time", 90, { fulfilledAt: day(59) }, "kept", 1],
    ["kept within the week", 90, { fulfilledAt: day(66) }, "kept", 1],
    ["kept too late", 90, { fulfilledAt: day(75) }, "lapsed", 0],
    ["kept, but only after the day asked about", 64, { fulfilledAt: day(66) }, "overdue", 1],
  ])("%s", (_name, asOf, more, status, advances) => {
    const commitment = { what: "send the papers", owner: "buyer" as const, dueAt: day(60), ...more };
    const assessment = assess([promise("c", 40, 60, { commitment })], day(asOf));
    expect(assessment.commitments.map((one) => one.status)).toEqual([status]);
    expect(assessment.advances.forward.value).toBe(advances);
    expect(assessment.momentum.points.n).toBe(advances);
    expect(assessment.advances.ledger).toHaveLength(1);
    expect(assessment.lastAdvance?.evidenceId).toBe(advances === 1 ? "c" : undefined);
  });
});

describe("qualifying out is an advance of its own (domain:V9)", () => {
  const out = (more: Partial<Evidence>) =>
    exampleEvidence({
      id: "q",
      kind: "qualified-out",
      occurredAt: day(50),
      reason: "no budget this year",
      ...more,
    });

  test.each<[string, Partial<Evidence>, number]>([
    ["the buyer agrees, with a reason", {}, 1],
    ["only seen through a system", { grade: 2 }, 0],
    ["our own no is a stewardship record (domain:O10)", { actorSide: "seller" }, 0],
  ])("%s", (_name, more, counted) => {
    const { advances } = assess([out(more)]);
    expect(advances.qualifiedOut.value).toBe(counted);
    expect(advances.forward.value).toBe(0);
  });

  test("not without a reason", () => {
    const { reason: _reason, ...bare } = out({});
    expect(assess([bare]).advances.qualifiedOut.value).toBe(0);
  });
});

describe("unknown is not zero (domain:O6)", () => {
  test("a deal of which nothing but stage edits is recorded has no number of advances", () => {
    const edit = exampleEvidence({ id: "x", kind: "stage-edited", occurredAt: day(5) });
    const { forward } = assess([edit]).advances;
    expect(forward).toMatchObject({ status: "unknown", value: null });
    expect(forward.missing).not.toEqual([]);
  });

  test("a logged deal without an advance has none", () => {
    const mail = exampleEvidence({ id: "x", kind: "seller-email", occurredAt: day(5) });
    expect(assess([mail]).advances.forward).toMatchObject({ status: "known", value: 0 });
  });
});
