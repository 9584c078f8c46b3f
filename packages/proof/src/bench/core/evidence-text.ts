import { type EvidenceKind, evidenceKinds } from "@headway/core";
import { instantAt, type PortfolioSize } from "./portfolio.ts";

/** Kinds in the proportions of a diary: mostly our own work and plain contact, now and then something that counts. */
const diary: readonly EvidenceKind[] = [
  "seller-email",
  "seller-email",
  "seller-call",
  "buyer-reply",
  "seller-task",
  "seller-email",
  "call-connected",
  "meeting-held",
  "stage-edited",
  "next-step-committed",
  "seller-note",
  "buyer-reply",
  "call-not-connected",
  "problem-confirmed",
  "seller-email",
  "requirements-shared",
  "personal-thanks",
  "meeting-verdict",
  "shortlisted",
  "help-requested",
  "deal-deferred",
  "seller-call",
  "stakeholder-introduced",
  "benefit-confirmed",
  "need-articulated",
  "solution-validated",
  "complaint",
  "resource-spent",
];

/**
 * The evidence of a portfolio as JSON arrays of at most `chunk` pieces, 300 to 400 bytes a piece, in no order of
 * time. The same size gives the same text.
 */
export function* evidenceTexts(size: PortfolioSize, chunk: number): Generator<string> {
  for (let from = 0; from < size.evidence; from += chunk) {
    const until = Math.min(size.evidence, from + chunk);
    const pieces: string[] = [];
    for (let k = from; k < until; k += 1) pieces.push(JSON.stringify(piece(k, size)));
    yield `[${pieces.join(",")}]`;
  }
}

function piece(k: number, size: PortfolioSize): Record<string, unknown> {
  const deal = (k * 7919) % size.deals;
  const turn = Math.floor((k * 7919) / size.deals) + deal;
  const kind = diary[turn % diary.length] ?? "seller-note";
  const day = (deal % 400) + ((turn * 37) % 190);
  const { situation, side, polarity } = evidenceKinds[kind];
  const object = side === "seller" ? "task" : "note";
  return {
    id: `${object}:${k}`,
    occurredAt: instantAt(day, k % 1440),
    recordedAt: instantAt(day, (k % 1440) + 7),
    situation,
    accountId: `account-${deal % size.accounts}`,
    dealId: `deal-${deal}`,
    personId: `person-${deal % size.people}`,
    actorSide: side,
    kind,
    grade: side === "buyer" ? 2 + (k % 3) : 0,
    polarity,
    ...more(kind, k, day),
    source: { crm: "hubspot", object, id: String(90_000_000 + k), field: "text" },
    rule: { id: `${kind}`, version: "1" },
  };
}

function more(kind: EvidenceKind, k: number, day: number): Record<string, unknown> {
  if (kind === "next-step-committed") {
    return { commitment: { what: "send the signed papers", owner: "buyer", dueAt: instantAt(day + 9) } };
  }
  if (kind.startsWith("meeting")) return { meetingId: `meeting-${k}`, hours: 1 };
  if (kind.startsWith("call")) return { callId: `call-${k}` };
  if (kind === "benefit-confirmed" || kind === "complaint") return { topic: `topic-${k % 3}` };
  if (kind === "need-articulated") return { articulation: "own-words" };
  return kind === "resource-spent" ? { topic: "engineer", hours: 2 } : {};
}
