import type { Commitment } from "../evidence/commitment.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { kindFacts } from "../evidence/kind-table.ts";
import type { EvidenceRule, RuleGives } from "./evidence-rule.ts";
import { recordInstant } from "./record-instant.ts";
import type { SubjectReading } from "./subject-reading.ts";

const quoteLength = 500;

/** The evidence that a matching rule makes of a record: one piece per linked deal, or one without a deal. */
export function makeEvidence(reading: SubjectReading, rule: EvidenceRule): Evidence[] {
  const { dealIds } = reading.subject;
  const [dealId, other] = dealIds;
  if (other === undefined) return [makePiece(reading, rule, dealId)];
  return [...new Set(dealIds)].map((one) => makePiece(reading, rule, one));
}

/** Source, rule and deal decide the id, so that a later version of the record replaces the piece. */
function evidenceId({ subject }: SubjectReading, rule: EvidenceRule, dealId: string | undefined): string {
  const { crm, object, id } = subject;
  const record = `${encodeURIComponent(crm)}:${encodeURIComponent(object)}:${encodeURIComponent(id)}`;
  const made = `${record}:${encodeURIComponent(rule.id)}`;
  return dealId === undefined ? made : `${made}:${encodeURIComponent(dealId)}`;
}

function makePiece(reading: SubjectReading, rule: EvidenceRule, dealId: string | undefined): Evidence {
  const { subject } = reading;
  const { gives } = rule;
  const facts = kindFacts[gives.kind];
  const piece: Piece = {
    id: evidenceId(reading, rule, dealId),
    occurredAt: occurredAt(reading, gives) ?? subject.occurredAt,
    recordedAt: subject.recordedAt,
    kind: gives.kind,
    actorSide: gives.actorSide,
    grade: gives.grade,
    situation: gives.situation ?? facts.situation,
    polarity: gives.polarity ?? facts.polarity,
    source: sourceOf(reading, rule),
    rule: { id: rule.id, version: rule.version },
  };
  put(piece, "accountId", subject.accountId);
  put(piece, "dealId", dealId);
  put(piece, "personId", subject.personId);
  put(piece, "contactId", subject.contactId);
  put(piece, "hours", hoursOf(reading));
  if (subject.object === "meeting") piece.meetingId = subject.id;
  if (subject.object === "call") piece.callId = subject.id;
  addGiven(piece, reading, gives);
  return piece;
}

type Piece = { -readonly [Key in keyof Evidence]: Evidence[Key] };

/** Leaves out what is not there, so that evidence compares and serialises cleanly. */
function put<Key extends keyof Piece>(piece: Piece, name: Key, value: Piece[Key] | undefined): void {
  if (value !== undefined) piece[name] = value;
}

function addGiven(piece: Piece, reading: SubjectReading, gives: RuleGives): void {
  put(piece, "job", gives.job);
  put(piece, "preference", gives.preference);
  put(piece, "prompted", gives.prompted);
  put(piece, "wantedBefore", gives.wantedBefore);
  put(piece, "actorRole", gives.actorRole);
  put(piece, "verdict", gives.verdict);
  put(piece, "articulation", gives.articulation);
  put(piece, "otherAccountId", textFrom(reading, gives.otherAccountId));
  put(piece, "topic", textFrom(reading, gives.topic));
  put(piece, "reason", textFrom(reading, gives.reason));
  put(piece, "quote", quoteFrom(reading, gives));
  put(piece, "commitment", commitmentFrom(reading, gives.commitment));
}

function occurredAt(reading: SubjectReading, { occurredField }: RuleGives): string | undefined {
  return occurredField === undefined ? undefined : recordInstant(reading.value(occurredField));
}

function sourceOf({ subject }: SubjectReading, rule: EvidenceRule): Evidence["source"] {
  const { crm, object, id, version } = subject;
  const source: { -readonly [Key in keyof Evidence["source"]]: Evidence["source"][Key] } = {
    crm,
    object,
    id,
  };
  const field = rule.gives.quoteField ?? rule.on.where.at(-1)?.field;
  if (field !== undefined) source.field = field;
  if (version !== undefined) source.version = version;
  return source;
}

function hoursOf({ subject, value }: SubjectReading): number | undefined {
  if (subject.hours !== undefined) return subject.hours;
  const minutes = value("durationMinutes");
  return typeof minutes === "number" && minutes > 0 ? minutes / 60 : undefined;
}

function textFrom(reading: SubjectReading, from: string | { field: string } | undefined): string | undefined {
  if (from === undefined || typeof from === "string") return from;
  const value = reading.value(from.field);
  return value === null || value === undefined ? undefined : String(value);
}

function quoteFrom(reading: SubjectReading, gives: RuleGives): Evidence["quote"] {
  const text = gives.quoteField === undefined ? undefined : textFrom(reading, { field: gives.quoteField });
  if (text === undefined) return undefined;
  return { speaker: reading.subject.contactId ?? gives.actorSide, text: text.slice(0, quoteLength) };
}

/** Without words there is no promise; an unreadable date leaves it undated, which the assessment shows. */
function commitmentFrom(reading: SubjectReading, gives: RuleGives["commitment"]): Commitment | undefined {
  if (gives === undefined) return undefined;
  const what = textFrom(reading, gives.what);
  if (what === undefined) return undefined;
  const at = (field?: string) => (field === undefined ? undefined : recordInstant(reading.value(field)));
  return {
    what,
    owner: gives.owner,
    ...defined({ dueAt: at(gives.dueField), fulfilledAt: at(gives.fulfilledField) }),
  };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is not there, so that evidence compares and serialises cleanly. */
function defined<T extends Record<string, unknown>>(fields: T): Defined<T> {
  const kept: Record<string, unknown> = {};
  for (const key in fields) if (fields[key] !== undefined) kept[key] = fields[key];
  return kept as Defined<T>;
}
