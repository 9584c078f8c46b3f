import { EvidenceKind, evidenceKinds } from "@headway/core";
import { instantAt, type PortfolioSize } from "./portfolio.ts";

/**
 * A hundred pieces of a diary: for the most part our own work and plain contact, now and then something that counts,
 * of every area of the domain.
 */
const shares: Readonly<Partial<Record<EvidenceKind, number>>> = {
  "seller-email": 24,
  "seller-call": 8,
  "call-not-connected": 6,
  "seller-task": 7,
  "seller-note": 4,
  "stage-edited": 4,
  "buyer-reply": 11,
  "call-connected": 5,
  "meeting-held": 5,
  "meeting-verdict": 3,
  "next-step-committed": 4,
  "problem-confirmed": 1,
  "solution-explored": 1,
  "requirements-shared": 1,
  "solution-validated": 1,
  "stakeholder-introduced": 1,
  shortlisted: 1,
  "preference-stated": 1,
  "deal-deferred": 1,
  "help-requested": 2,
  "personal-thanks": 1,
  "benefit-confirmed": 1,
  complaint: 1,
  "referral-given": 1,
  "need-articulated": 1,
  "help-articulated": 1,
  "resource-spent": 1,
  "promise-made": 1,
  "deadline-message": 1,
};

/** Spread out, so that neighbours differ. */
const diary: readonly EvidenceKind[] = spread(
  EvidenceKind.options.flatMap((kind) => new Array<EvidenceKind>(shares[kind] ?? 0).fill(kind)),
);

function spread<One>(items: readonly One[]): One[] {
  return items.flatMap((_, k) => items[(k * 37) % items.length] ?? []);
}

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
  if (kind.endsWith("-articulated"))
    return { articulation: "own-words", quote: { speaker: "Ida", text: "own words" } };
  return kind === "resource-spent" ? { topic: "engineer", hours: 2 } : {};
}
