import type { PersonFacts } from "@headway/core";
import { type SampleAssessment, sampleDeal, samplePiece, samplePromise } from "./sample-assessment.ts";

const first = { dealId: "d1", accountId: "a1", personId: "p1" };
const second = { dealId: "d2", accountId: "a2", personId: "p2" };

/** Six sellers of one team; the names are nowhere else. */
export const sellers: readonly PersonFacts[] = ["p1", "p2", "p3", "p4", "p5", "p6"].map((id) => ({
  id,
  name: `Seller-${id}`,
  teamId: "everybody",
}));

/** Two sellers with a deal each among six, and something in every section, as of day 100. */
export const teamStory: SampleAssessment = {
  asOf: 100,
  deals: [
    sampleDeal("d1"),
    sampleDeal("d2", { accountId: "a2", ownerId: "p2" }),
    sampleDeal("d3", {
      status: "won",
      closedAt: "2026-02-20T12:00:00Z",
      price: { currency: "EUR", amount: 5 },
    }),
  ],
  accounts: [
    { id: "a1", name: "Account a1", ownerId: "p1" },
    { id: "a2", name: "Account a2", ownerId: "p2" },
  ],
  people: sellers,
  evidence: [
    samplePiece("b1", "problem-confirmed", 60, first),
    samplePiece("b2", "shortlisted", 92, first),
    samplePromise("b3", 95, 110, { ...first, quote: { speaker: "c1", text: "I will send it." } }),
    samplePromise("b4", 90, 97, second),
    samplePiece("m1", "meeting-held", 94, { ...first, meetingId: "meet-1", hours: 1 }),
    samplePiece("m2", "meeting-held", 96, { ...second, meetingId: "meet-2", hours: 2 }),
    samplePiece("m3", "meeting-verdict", 96, { ...second, meetingId: "meet-2", verdict: "continuation" }),
    samplePiece("t1", "personal-thanks", 80, {
      ...first,
      quote: { speaker: "c1", text: "Thank you, truly." },
    }),
    samplePiece("t2", "referral-given", 85, first),
    samplePiece("t3", "benefit-confirmed", 86, { ...first, topic: "profit" }),
    samplePiece("t4", "complaint", 99, { ...second, topic: "invoices" }),
    samplePiece("w1", "need-articulated", 93, {
      ...first,
      articulation: "own-words",
      quote: { speaker: "c1", text: "We lose two days a month." },
    }),
    samplePiece("w2", "motivation-articulated", 93, {
      ...first,
      articulation: "seller-asserted",
      actorSide: "seller",
      grade: 1,
      quote: { speaker: "us", text: "They hate the old tool." },
    }),
    ...Array.from({ length: 12 }, (_, index) =>
      samplePiece(`c${index}`, "seller-call", 70 + index, { ...second, hours: 0.5 }),
    ),
  ],
};
