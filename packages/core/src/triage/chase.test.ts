import { describe, expect, test } from "vitest";
import { assessAccount } from "../account/assess-account.ts";
import { assessDeal } from "../deal/assess-deal.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { Notebook } from "../notebook/notebook.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { assessPortfolio } from "../portfolio/assess-portfolio.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";

const piece = (id: string, kind: Evidence["kind"], at: number, more: Partial<Evidence> = {}) =>
  exampleEvidence({ id, kind, occurredAt: day(at), ...more });
const mails = (n: number, from = 50) =>
  [...Array(n).keys()].map((k) => piece(`m${k}`, "seller-email", from + k));
const pause = Notebook.parse({
  triageDecisions: [
    {
      id: "t",
      writtenAt: day(55),
      personId: "p",
      accountId: "a",
      class: "pursuit-paused",
      reason: "three deferrals",
    },
  ],
});
const triage = (evidence: Evidence[], asOf = 60, deal: Partial<DealFacts> = {}, notebook?: Notebook) =>
  assessAccount({
    account: { id: "a", ownerId: "p" },
    deals: [exampleDeal(deal)],
    evidence,
    policy: defaultPolicy,
    asOf: day(asOf),
    notebook,
  }).triage;
const chase = (...input: Parameters<typeof triage>) => triage(...input).chase;

describe("stop chasing (domain:T4)", () => {
  test.each<[string, Evidence[], number | null, string]>([
    ["five attempts without an answer go on", mails(5), 5, "none"],
    ["six do not", mails(6), 6, "stop"],
    ["voicemails count", [...mails(5), piece("v", "call-not-connected", 58)], 6, "stop"],
    ["an answer begins anew", [...mails(6), piece("r", "buyer-reply", 53.5)], 2, "none"],
    [
      "staying away from a meeting is no answer",
      [...mails(6), piece("n", "meeting-not-held", 53.5)],
      6,
      "stop",
    ],
    ["a machine's answer is none", [...mails(6), piece("x", "auto-reply", 53.5)], 6, "stop"],
    [
      "the second message about a deadline is a repetition",
      ["d1", "d2"].map((id, k) => piece(id, "deadline-message", 50 + k)),
      2,
      "stop",
    ],
    ["one is none", [piece("d1", "deadline-message", 50)], 1, "none"],
    [
      "answered in between it is no repetition",
      [
        piece("d1", "deadline-message", 50),
        piece("r", "buyer-reply", 51),
        piece("d2", "deadline-message", 52),
      ],
      1,
      "none",
    ],
    ["nothing recorded", [], null, "unknown"],
  ])("%s", (_name, evidence, value, recommendation) => {
    const { unanswered, recommendation: said } = chase(evidence);
    expect([unanswered.value, said]).toEqual([value, recommendation]);
  });

  test("a mail linked to two deals is one attempt", () => {
    const source = { crm: "memory", object: "email", id: "one" };
    const twice = [
      piece("x", "seller-email", 50, { source }),
      piece("y", "seller-email", 50, { source, dealId: "e" }),
    ];
    expect(chase([...mails(4), ...twice]).unanswered.value).toBe(5);
  });

  test("reply rate and the longest run are over the whole window", () => {
    const { replyRate, longestRun } = chase([...mails(8), piece("r", "buyer-reply", 55.5)]);
    expect(replyRate.value).toBe(1 / 8);
    expect(longestRun).toBe(5);
  });

  test("the pause is proposed with its facts, and left to the seller", () => {
    const { proposals, pursuit, reasons } = triage(mails(6));
    expect(proposals).toEqual([
      { class: "pursuit-paused", facts: ["6 attempts since 2026-02-20 without an answer"] },
    ]);
    expect([pursuit, reasons]).toEqual(["active", ["unanswered-chase"]]);
  });

  test("a chase that ended 90 days ago needs no recommendation", () => {
    expect(chase(mails(6), 144).recommendation).toBe("stop");
    expect(chase(mails(6), 146).recommendation).toBe("none");
  });

  test("the reason is neutral and dated", () => {
    const repeated = ["d1", "d2"].map((id, k) => piece(id, "deadline-message", 57 + k));
    expect(chase([...mails(4), ...repeated]).reason).toBe(
      "6 attempts since 2026-02-20 without an answer, 2 of them repeat a deadline",
    );
  });

  test("a legally required renewal notice is still due", () => {
    const { noticesStillDue } = chase(mails(6), 60, { renewalDueAt: day(90) });
    expect(noticesStillDue).toEqual([
      {
        dealId: "d",
        dueAt: day(90),
        text: "A renewal notice that law or contract requires is still due, by 2026-04-01",
      },
    ]);
    expect(chase(mails(6), 95, { renewalDueAt: day(90) }).noticesStillDue).toEqual([]);
  });
});

describe("a blocked cadence suggests no chase (domain:T4)", () => {
  const ask = (evidence: Evidence[], deal: Partial<DealFacts> = {}, notebook?: Notebook) =>
    assessPortfolio({
      portfolio: { deals: [exampleDeal(deal)], accounts: [{ id: "a", ownerId: "p" }], people: [] },
      evidence,
      policy: defaultPolicy,
      asOf: day(60),
      notebook,
    }).deals[0]?.nextAsk;

  test("the next ask of every deal of the account is to wait", () => {
    expect(ask(mails(5))?.text).toMatch(/^Ask the buyer/);
    expect(ask(mails(6))).toEqual({
      text: "Send nothing further until the buyer moves",
      reason: "No further message is suggested: 6 attempts since 2026-02-20 without an answer",
      missing: "a reply or an act of the buyer's",
    });
  });

  test("a paused pursuit does the same, with the seller's reason", () => {
    expect(ask(mails(1), {}, pause)?.reason).toBe("Pursuit is paused: three deferrals");
  });

  test("but for the renewal notice", () => {
    expect(ask(mails(6), { renewalDueAt: day(90) })).toMatchObject({
      text: "Send nothing further. A renewal notice that law or contract requires is still due, by 2026-04-01",
      dueAt: day(90),
    });
  });

  test("one deal alone takes it from the triage that is handed in", () => {
    const evidence = mails(6);
    const input = { deal: exampleDeal(), evidence, policy: defaultPolicy, asOf: day(60) };
    expect(assessDeal(input).nextAsk?.text).toMatch(/^Ask the buyer/);
    expect(assessDeal({ ...input, accountTriage: triage(evidence) }).nextAsk?.text).toMatch(/^Send nothing/);
  });

  test("a closed deal has nothing to ask, paused or not", () => {
    expect(ask(mails(6), { status: "won", closedAt: day(40) })).toBeNull();
  });
});
