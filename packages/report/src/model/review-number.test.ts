import type { Explained } from "@headway/core";
import { describe, expect, it } from "vitest";
import type { EvidenceSource } from "./evidence-source.ts";
import { reviewNumber, reviewNumbers } from "./review-number.ts";
import { day, samplePiece } from "./testing/sample-assessment.ts";

const pieces = [
  samplePiece("e1", "personal-thanks", 1, { quote: { speaker: "c1", text: "You saved our launch." } }),
  samplePiece("e2", "complaint", 2, { topic: "invoices" }),
  samplePiece("e3", "referral-given", 3),
];
const source: EvidenceSource = {
  evidence: new Map(pieces.map((piece) => [piece.id, piece])),
  urlOf: (object, id) => (object === "note" ? `https://crm.test/${id}` : null),
  nameOf: (object, id) => `${object} ${id}`,
  speakerOf: (speaker) => (speaker === "c1" ? "Bea Buyer" : speaker),
  mostEvidence: 2,
};
const line = (evidenceId: string, amount: number, note?: string) => ({
  evidenceId,
  source: "memory/note/x",
  amount,
  ...(note === undefined ? {} : { note }),
});

function number(more: Partial<Explained> = {}): Explained {
  return {
    status: "known",
    value: 0.75,
    unit: "evidence balance",
    valueFrom: "beta-mean",
    basis: 6,
    prior: 1,
    contributions: [line("e1", 2), line("e3", 2.5), line("notebook:n", 0.5)],
    otherBases: [{ name: "against", prior: 1, basis: 2, contributions: [line("e2", 1)] }],
    interval: [0.5, 0.9],
    n: 3,
    asOf: day(10),
    rule: { id: "domain:3.5", version: "1" },
    missing: [],
    alternatives: [],
    ...more,
  };
}

describe("a number of the review", () => {
  it("says its value, its interval and how it follows from its sums", () => {
    expect(reviewNumber("Balance", number(), source)).toMatchObject({
      text: "0.75 evidence balance",
      interval: [0.5, 0.9],
      how: "6 of (6 + 2 (against)), of which 1 is assumed beforehand",
      rule: "domain:3.5 v1",
    });
  });

  it("lists the weightiest pieces, newest first, and keeps the rest as a sum", () => {
    const { evidence, furtherEvidence, prior, basis } = reviewNumber("Balance", number(), source);
    expect(evidence.map(({ evidenceId, amount }) => [evidenceId, amount])).toEqual([
      ["e3", 2.5],
      ["e1", 2],
    ]);
    expect(furtherEvidence).toEqual({ n: 1, amount: 0.5 });
    expect(prior + 2.5 + 2 + 0.5).toBe(basis);
  });

  it("quotes who said what, with a way into the CRM", () => {
    expect(reviewNumber("Balance", number(), source).evidence[1]).toEqual({
      evidenceId: "e1",
      at: day(1),
      words: "The client thanked us personally “You saved our launch.” (Bea Buyer)",
      side: "buyer",
      grade: 3,
      amount: 2,
      url: "https://crm.test/e1",
    });
  });

  it("opens the sum that speaks against it as well", () => {
    const [, against] = reviewNumbers("Balance", number(), source);
    expect(against).toMatchObject({ label: "Balance: against", value: 2, prior: 1, basis: 2 });
    expect(against?.evidence[0]?.words).toBe("The client complained (about invoices)");
  });

  it.each([
    ["a deal", line("deal:7", 1), "deal 7"],
    ["a deal with what it gave", line("deal:7", 1, "won"), "deal 7: won"],
    ["an entry of the notebook", line("notebook:q", 1, "target"), "target"],
    ["a period", line("period:2026-01/2026-03", 1), "the period 2026-01/2026-03"],
    ["a piece that is no longer there", line("gone", 1), "gone"],
  ])("names %s where there is no piece of evidence", (_name, contribution, words) => {
    const [evidence] = reviewNumber("N", number({ contributions: [contribution] }), source).evidence;
    expect(evidence).toMatchObject({ words, at: null, side: null, grade: null });
  });

  it("stays unknown with what is missing, never nothing", () => {
    const unknown = reviewNumber(
      "N",
      number({ status: "unknown", value: null, missing: ["a signal"] }),
      source,
    );
    expect(unknown).toMatchObject({ text: "unknown", value: null, missing: ["a signal"] });
    expect(unknown.how).toMatch(/^Not known; so far: /);
  });

  it.each([
    [1, "advances in 28 days", "1 advance in 28 days"],
    [2, "advances in 28 days", "2 advances in 28 days"],
    [1, "share of closes", "1.00 share of closes"],
    [0.314159, "share", "0.31 share"],
    [42.42, "hours", "42.4 hours"],
    [1234.5, "hours", "1235 hours"],
  ])("writes %s %s", (value, unit, text) => {
    expect(reviewNumber("N", number({ value, unit }), source).text).toBe(text);
  });
});
