import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { assessDeal } from "./assess-deal.ts";

const assess = (evidence: Evidence[]) =>
  assessDeal({ deal: exampleDeal(), evidence, policy: defaultPolicy, asOf: day(100) });
const job = (id: string, at: number, more: Partial<Evidence> = {}) =>
  exampleEvidence({ id, kind: "buying-job-done", job: "validation", occurredAt: day(at), ...more });
const shortlisted = exampleEvidence({ id: "s", kind: "shortlisted", occurredAt: day(10) });
const rival = exampleEvidence({ id: "r", kind: "competitor-preferred", occurredAt: day(20) });
const reopened = exampleEvidence({
  id: "o",
  kind: "buying-job-reopened",
  job: "validation",
  occurredAt: day(30),
});

describe("two axes of an opportunity (domain:V7)", () => {
  test.each<[string, Evidence[], string, number, number | null, number | null]>([
    ["preference rises: an advance", [shortlisted], "advance", 1, null, 1],
    ["a buying job is done: an advance", [job("j", 5)], "advance", 1, 1, null],
    ["both at one instant: one advance", [job("j", 10), shortlisted], "advance", 1, 1, 1],
    ["the same job twice: one advance", [job("j", 5), job("k", 9)], "advance", 1, 1, null],
    ["the buyer advances, we fall: none", [job("j", 20), rival], "buyer-advances-we-fall", 0, 1, -1],
    ["we fall: none more", [shortlisted, rival], "setback", 1, null, -1],
    ["done, re-opened: still one in the ledger", [job("j", 5), reopened], "setback", 1, 0, null],
    [
      "done, re-opened, done again: recovered",
      [job("j", 5), reopened, job("k", 40)],
      "recovered",
      1,
      1,
      null,
    ],
    [
      "we gain while a job is re-opened: none more",
      [job("j", 5), reopened, { ...shortlisted, occurredAt: day(30), recordedAt: day(30) }],
      "we-gain-buyer-steps-back",
      1,
      0,
      1,
    ],
  ])("%s", (_name, evidence, movement, advances, progress, preference) => {
    const assessment = assess(evidence);
    expect(assessment.movement.type).toBe(movement);
    expect(assessment.advances.forward.value).toBe(advances);
    expect(assessment.buyingProgress.value).toBe(progress);
    expect(assessment.preference.value).toBe(preference);
  });

  test("the latest movement is said in words and names its evidence", () => {
    const { movement } = assess([job("j", 20), rival]);
    expect(movement.text).toBe("the buyer advances, we fall");
    expect(movement.evidenceIds).toEqual(["j", "r"]);
  });

  test.each<[string, Partial<Evidence>]>([
    ["the seller's act (domain:O6)", { actorSide: "seller" }],
    ["a machine's trace", { actorSide: "system" }],
    ["a note without buyer and date", { grade: 1 }],
  ])("%s moves nothing", (_name, more) => {
    const assessment = assess([job("j", 5, more)]);
    expect(assessment.advances.forward.value).toBe(0);
    expect(assessment.buyingProgress).toMatchObject({ status: "unknown", value: null });
  });
});
