import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { assessDeal } from "./assess-deal.ts";

const assess = (evidence: Evidence[]) =>
  assessDeal({ deal: exampleDeal(), evidence, policy: defaultPolicy, asOf: day(100) });
const promised = { what: "try it out", owner: "buyer", dueAt: day(110) } as const;
const inMeeting = (kind: Evidence["kind"], more: Partial<Evidence> = {}) =>
  exampleEvidence({ id: kind, kind, occurredAt: day(90), meetingId: "m", situation: "meeting", ...more });
const inCall = (kind: Evidence["kind"], more: Partial<Evidence> = {}) =>
  exampleEvidence({ id: kind, kind, occurredAt: day(90), callId: "c", situation: "call", ...more });
const held = inMeeting("meeting-held", { grade: 2 });

describe("meeting verdicts (domain:V8)", () => {
  test.each<[string, Evidence[], string, number]>([
    ["a dated promise", [held, inMeeting("next-step-committed", { commitment: promised })], "advance", 0],
    ["signed", [held, inMeeting("contract-signed")], "order", 0],
    [
      "logged as a continuation",
      [held, inMeeting("meeting-verdict", { verdict: "continuation" })],
      "continuation",
      0,
    ],
    ["logged as a no-sale", [held, inMeeting("meeting-verdict", { verdict: "no-sale" })], "no-sale", 0],
    [
      "an advance claimed without buyer and date",
      [held, inMeeting("meeting-verdict", { verdict: "advance", actorSide: "seller", grade: 1 })],
      "no-verdict",
      1,
    ],
    ["nothing logged: a gap, never a failure", [held], "no-verdict", 1],
    ["called off", [inMeeting("meeting-not-held")], "not-held", 0],
  ])("%s", (_name, evidence, verdict, missing) => {
    const [judged] = assess(evidence).meetingVerdicts;
    expect(judged?.verdict).toBe(verdict);
    expect(judged?.missing).toHaveLength(missing);
  });

  test.each([
    [true, true],
    [undefined, false],
  ])("wanted before: %s gives planned: %s", (wantedBefore, planned) => {
    const promise = inMeeting("next-step-committed", {
      commitment: promised,
      ...(wantedBefore ? { wantedBefore } : {}),
    });
    expect(assess([held, promise]).meetingVerdicts[0]).toMatchObject({ verdict: "advance", planned });
  });

  test("a meeting without a verdict is what to ask about next (domain:V14)", () => {
    expect(assess([held]).nextAsk?.missing).toBe("what the buyer agreed to");
  });
});

describe("call verdicts (domain:V9)", () => {
  test.each<[string, Evidence[], string]>([
    [
      "a follow-up with a date",
      [inCall("follow-up-agreed", { commitment: promised })],
      "follow-up-scheduled",
    ],
    [
      "a follow-up by hearsay",
      [inCall("follow-up-agreed", { commitment: promised, grade: 1 })],
      "no-verdict",
    ],
    ["qualified out with a reason", [inCall("qualified-out", { reason: "no need" })], "qualified-out"],
    ["spoken, nothing agreed", [inCall("call-connected", { grade: 2 })], "continuation"],
    ["nobody reached", [inCall("call-not-connected")], "no-contact"],
    ["a call with no result logged", [inCall("seller-call")], "no-verdict"],
    [
      "a follow-up claimed without a date",
      [inCall("call-connected", { grade: 2, verdict: "follow-up-scheduled" })],
      "no-verdict",
    ],
  ])("%s", (_name, evidence, verdict) => {
    expect(assess(evidence).callVerdicts.map((one) => one.verdict)).toEqual([verdict]);
  });
});
