import type { EvidenceKindFacts } from "./kind.ts";

/** Contact between the sides; none of it advances by itself, but for an agreed follow-up (domain:V9). */
export const contactKinds = {
  "buyer-reply": {
    situation: "opportunity",
    side: "buyer",
    moves: "nothing",
    polarity: 0,
    meaning: "The buyer wrote to us",
  },
  "client-initiated-contact": {
    situation: "account",
    side: "buyer",
    moves: "nothing",
    polarity: 0,
    meaning: "The client turned to us without being asked",
  },
  "meeting-held": {
    situation: "meeting",
    side: "buyer",
    moves: "effort",
    polarity: 0,
    meaning: "The buyer came to the meeting; what was agreed is a separate piece",
  },
  "meeting-not-held": {
    situation: "meeting",
    side: "buyer",
    moves: "nothing",
    polarity: 0,
    meaning: "The meeting was cancelled, moved, or the buyer did not come",
  },
  "meeting-verdict": {
    situation: "meeting",
    side: "buyer",
    moves: "nothing",
    polarity: 0,
    meaning: "How the meeting ended, as logged afterwards",
  },
  "call-connected": {
    situation: "call",
    side: "buyer",
    moves: "effort",
    polarity: 0,
    meaning: "We spoke with the buyer; nothing follows from it by itself",
  },
  "call-not-connected": {
    situation: "call",
    side: "seller",
    moves: "effort",
    polarity: 0,
    meaning: "The call reached nobody, or a voicemail",
  },
  "follow-up-agreed": {
    situation: "call",
    side: "buyer",
    moves: "commitment",
    polarity: 1,
    meaning: "The customer agreed to a follow-up on a date",
  },
  "auto-reply": {
    situation: "opportunity",
    side: "system",
    moves: "nothing",
    polarity: 0,
    meaning: "A machine answered: out of office, undeliverable",
  },
} as const satisfies Record<string, EvidenceKindFacts>;
