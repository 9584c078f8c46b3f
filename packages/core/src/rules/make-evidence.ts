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
  const shared = sharedFields(reading, rule);
  if (dealIds.length === 0) return [{ id: evidenceId(reading, rule), ...shared }];
  return [...new Set(dealIds)].map((dealId) => ({
    id: evidenceId(reading, rule, dealId),
    ...shared,
    dealId,
  }));
}

/** Source, rule and deal decide the id, so that a later version of the record replaces the piece. */
function evidenceId({ subject }: SubjectReading, rule: EvidenceRule, dealId?: string): string {
  const parts = [subject.crm, subject.object, subject.id, rule.id];
  if (dealId !== undefined) parts.push(dealId);
  return parts.map((part) => encodeURIComponent(part)).join(":");
}

function sharedFields(reading: SubjectReading, rule: EvidenceRule): Omit<Evidence, "id" | "dealId"> {
  const { subject } = reading;
  return {
    occurredAt: occurredAt(reading, rule.gives) ?? subject.occurredAt,
    recordedAt: subject.recordedAt,
    ...defined({
      accountId: subject.accountId,
      personId: subject.personId,
      contactId: subject.contactId,
      hours: hoursOf(reading),
      meetingId: subject.object === "meeting" ? subject.id : undefined,
      callId: subject.object === "call" ? subject.id : undefined,
    }),
    ...givenFields(reading, rule.gives),
    source: { crm: subject.crm, object: subject.object, id: subject.id, ...sourceFields(reading, rule) },
    rule: { id: rule.id, version: rule.version },
  };
}

function occurredAt(reading: SubjectReading, { occurredField }: RuleGives): string | undefined {
  return occurredField === undefined ? undefined : recordInstant(reading.value(occurredField));
}

function givenFields(reading: SubjectReading, gives: RuleGives) {
  const facts = kindFacts[gives.kind];
  return {
    kind: gives.kind,
    actorSide: gives.actorSide,
    grade: gives.grade,
    situation: gives.situation ?? facts.situation,
    polarity: gives.polarity ?? facts.polarity,
    ...defined({
      job: gives.job,
      preference: gives.preference,
      prompted: gives.prompted,
      wantedBefore: gives.wantedBefore,
      actorRole: gives.actorRole,
      verdict: gives.verdict,
      articulation: gives.articulation,
      otherAccountId: textFrom(reading, gives.otherAccountId),
      topic: textFrom(reading, gives.topic),
      reason: textFrom(reading, gives.reason),
      quote: quoteFrom(reading, gives),
      commitment: commitmentFrom(reading, gives.commitment),
    }),
  };
}

function sourceFields({ subject }: SubjectReading, rule: EvidenceRule) {
  const field = rule.gives.quoteField ?? rule.on.where.at(-1)?.field;
  return defined({ field, version: subject.version });
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
