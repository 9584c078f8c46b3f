import { describe, expect, test } from "vitest";
import { BuyingJob } from "../evidence/buying-job.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { assessDeal } from "./assess-deal.ts";
import type { DealFacts } from "./deal-facts.ts";

const assess = (evidence: Evidence[], deal: Partial<DealFacts> = {}) =>
  assessDeal({ deal: exampleDeal(deal), evidence, policy: defaultPolicy, asOf: day(100) });
const promise = (what: string, due?: number) =>
  exampleEvidence({
    id: what,
    kind: "next-step-committed",
    occurredAt: day(50),
    commitment: { what, owner: "buyer", ...(due === undefined ? {} : { dueAt: day(due) }) },
  });
const said = (kind: Evidence["kind"]) => exampleEvidence({ id: kind, kind, occurredAt: day(60) });
const jobs = BuyingJob.options.map((job) =>
  exampleEvidence({ id: job, kind: "buying-job-done", job, occurredAt: day(40) }),
);
const held = exampleEvidence({
  id: "m",
  kind: "meeting-held",
  occurredAt: day(90),
  meetingId: "m",
  grade: 2,
});

describe("the one thing to ask next (domain:V14, domain:V15)", () => {
  test.each<[string, Evidence[], string, string]>([
    [
      "an overdue promise first",
      [promise("late", 97), promise("ahead", 105)],
      "whether it is done: late",
      day(107),
    ],
    [
      "then the one due soonest",
      [promise("far", 120), promise("near", 105)],
      "whether it is done: near",
      day(105),
    ],
    [
      "then a promise without a date",
      [promise("someday"), said("verbal-agreement")],
      "the date of the promise",
      day(107),
    ],
    ["then a lapsed one that nothing replaced", [promise("gone", 60)], "whether it is done: gone", day(107)],
    ["then the signature", [said("verbal-agreement"), held], "the buyer's signature", day(107)],
    [
      "then the first buying job without evidence",
      jobs.slice(0, 4),
      "evidence of validation by the buyer",
      day(107),
    ],
    [
      "a re-opened job before a new one",
      [...jobs.slice(0, 4), { ...said("buying-job-reopened"), job: "requirements" }],
      "evidence of requirements by the buyer",
      day(107),
    ],
    ["then the preference", jobs, "the buyer's preference, in the buyer's words", day(107)],
    ["from nothing, the problem", [], "evidence of problem identification by the buyer", day(107)],
  ])("%s", (_name, evidence, missing, dueAt) => {
    expect(assess(evidence).nextAsk).toMatchObject({ missing, dueAt });
  });

  test("of a closed deal, or one signed with nothing open, nothing is asked", () => {
    expect(assess(jobs, { status: "lost", closedAt: day(99) }).nextAsk).toBeNull();
    expect(assess([...jobs, said("contract-signed")]).nextAsk).toBeNull();
  });
});

describe("three plain sentences (domain:V5)", () => {
  test("what the buyer did, how it stands, what is next", () => {
    expect(assess([said("shortlisted"), promise("send the papers", 110)]).reasons).toEqual([
      "2 verified advances; the last was “shortlisted” on 2026-03-02, 40 days ago.",
      "The buyer has promised: send the papers, by 2026-04-21.",
      "“send the papers”, promised on 2026-02-20, is the buyer's next promise.",
    ]);
  });

  test("a promise that lapsed is no verified advance any more (domain:V5)", () => {
    expect(assess([said("shortlisted"), promise("gone", 60)]).reasons[0]).toBe(
      "1 verified advance; the last was “shortlisted” on 2026-03-02, 40 days ago.",
    );
  });

  test("what is unknown is said to be unknown", () => {
    expect(assess([]).reasons[0]).toBe(
      "Nothing but the deal itself is logged, so what the buyer did is unknown.",
    );
  });
});
