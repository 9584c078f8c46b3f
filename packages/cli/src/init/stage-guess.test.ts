import { parsePolicy } from "@headway/core";
import { describe, expect, it } from "vitest";
import { proposedPolicy } from "./proposed-policy.ts";
import { guessStages } from "./stage-guess.ts";

const guessed = (label: string, status: "open" | "won" | "lost" = "open") =>
  guessStages("memory", [
    { id: "sales", label: "Sales", stages: [{ id: "s1", label, status, probability: null }] },
  ]);

describe("what a stage's label claims", () => {
  it.each([
    ["Qualified To Buy", "problem-confirmed"],
    ["Decision Maker Bought-In", "preference-stated"],
    ["Needs Analysis", "requirements-shared"],
    ["Id. Decision Makers", "stakeholder-introduced"],
    ["Perception Analysis", "supplier-evaluated"],
    ["Verbal commit", "verbal-agreement"],
    ["Contract signed", "contract-signed"],
    ["POC / trial", "solution-explored"],
    ["Shortlisted", "shortlisted"],
    ["Security review", "solution-validated"],
  ])("%s: %s", (label, kind) => {
    expect(guessed(label)).toMatchObject([{ label, kind }]);
  });

  it.each([
    "Appointment Scheduled",
    "Presentation Scheduled",
    "Contract Sent",
    "Proposal/Price Quote",
    "Negotiation/Review",
    "Prospecting",
    "Value Proposition",
    "Discovery call booked",
    "Phase 2",
    "",
  ])("nothing about the buyer: %s", (label) => {
    expect(guessed(label)).toMatchObject([{ kind: null }]);
  });

  it("leaves won and lost to what the CRM says", () => {
    expect(guessed("Contract signed", "won")).toMatchObject([
      { kind: null, reason: "the CRM itself says won" },
    ]);
  });

  it("becomes a rule of the seller's word that parses and advances nothing (domain:O6)", () => {
    const policy = proposedPolicy([...guessed("Verbal commit"), ...guessed("Contract Sent")]);
    expect(policy.evidenceRules).toMatchObject([
      {
        id: "stage-memory-s1",
        on: { object: "stage-change", where: [{ field: "toStageId", equals: "s1" }] },
        gives: { kind: "verbal-agreement", actorSide: "seller", grade: 1 },
      },
    ]);
    expect(parsePolicy(policy).evidenceRules[0]?.id).toBe("stage-memory-s1");
  });
});
