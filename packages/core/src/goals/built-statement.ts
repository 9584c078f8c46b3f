import type { Advance } from "../deal/advance.ts";
import type { EvidenceKind } from "../evidence/kind.ts";
import { byTime, type Seen } from "../evidence/seen.ts";
import { contribution, explain, sourceText } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import type { Instant } from "../instant.ts";
import { type AssessPersonInput, readPerson } from "../person/assess-person.ts";
import type { PersonReading } from "../person/person-reading.ts";
import type { Standpoint } from "../standpoint.ts";
import { countAdvances, liveAdvances } from "./advance-lines.ts";

/** One thing that was built, with where to look it up. */
export interface BuiltItem {
  readonly at: Instant;
  readonly kind: EvidenceKind;
  readonly evidenceId: string;
  /** `crm/object/id`, with `#field` where one is known. */
  readonly source: string;
  readonly accountId?: string;
  readonly otherAccountId?: string;
  /** What it is about, as the evidence names it. */
  readonly topic?: string;
  /** The client's own words. */
  readonly quote?: { readonly speaker: string; readonly text: string };
}

/** Things of one sort, counted. */
export interface BuiltList {
  readonly count: Explained;
  /** Oldest first. */
  readonly items: readonly BuiltItem[];
}

/** What a seller has built by an instant, since the record began; no period ends it (domain:R2). */
export interface BuiltStatement {
  readonly personId: string;
  readonly asOf: Instant;
  readonly advances: Explained;
  /** Every advance, lapsed ones too, which count for nothing. */
  readonly ledger: readonly Advance[];
  readonly benefits: BuiltList;
  readonly thanks: BuiltList;
  readonly introductions: BuiltList;
  /** Referrals and references that clients gave. */
  readonly recommendations: BuiltList;
}

const kinds = {
  benefits: ["benefit-confirmed"],
  thanks: ["personal-thanks"],
  introductions: ["introduction-made", "introduction-solved"],
  recommendations: ["referral-given", "reference-given"],
} as const satisfies Record<string, readonly EvidenceKind[]>;

/**
 * The statement at any date, from everything recorded by then. What names the seller stays the seller's when the
 * account goes to somebody else; what names nobody belongs to the owner of its account or deal.
 */
export function builtStatement(input: AssessPersonInput): BuiltStatement {
  const { reading, from } = readPerson(input);
  const { person, ledger } = reading;
  const advances = ledger.map(({ advance }) => advance);
  const own = ownEvidence(reading);
  const list = (wanted: readonly EvidenceKind[]) => builtList(own, wanted, from);
  return {
    personId: person.id,
    asOf: from.asOf,
    advances: countAdvances(liveAdvances(advances), { rule: "R2", asOf: from.asOf }),
    ledger: advances,
    benefits: list(kinds.benefits),
    thanks: list(kinds.thanks),
    introductions: list(kinds.introductions),
    recommendations: list(kinds.recommendations),
  };
}

function ownEvidence({ person, seen, deals, accounts }: PersonReading): Seen[] {
  const byId = new Map<string, Seen>();
  const sources = [seen, ...deals.map(({ own }) => own), ...accounts.map(({ own }) => own)].map((own) =>
    own.all(),
  );
  for (const piece of sources.flat()) {
    const { personId = person.id, id } = piece.evidence;
    if (personId === person.id) byId.set(id, piece);
  }
  return [...byId.values()].sort(byTime);
}

function builtList(
  own: readonly Seen[],
  wanted: readonly EvidenceKind[],
  { asOf, policy }: Standpoint,
): BuiltList {
  const pieces = own.filter(({ evidence }) => wanted.includes(evidence.kind) && isTold(evidence, policy));
  return {
    count: explain({
      value: pieces.length,
      unit: wanted.join(" or "),
      valueFrom: "count",
      basis: pieces.length,
      n: pieces.length,
      asOf,
      rule: formula("R2"),
      contributions: () => pieces.map(({ evidence }) => contribution(evidence, 1)),
    }),
    items: pieces.map(builtItem),
  };
}

/** Our own act of introducing is ours to tell; thanks and benefits are the client's. */
function isTold({ kind, actorSide, grade }: Seen["evidence"], { advance }: Standpoint["policy"]): boolean {
  return kind === "introduction-made" || (actorSide === "buyer" && grade >= advance.minimumGrade);
}

function builtItem({ evidence }: Seen): BuiltItem {
  const { occurredAt, kind, id, accountId, otherAccountId, topic, quote } = evidence;
  return {
    at: occurredAt,
    kind,
    evidenceId: id,
    source: sourceText(evidence),
    ...(accountId === undefined ? {} : { accountId }),
    ...(otherAccountId === undefined ? {} : { otherAccountId }),
    ...(topic === undefined ? {} : { topic }),
    ...(quote === undefined ? {} : { quote }),
  };
}
