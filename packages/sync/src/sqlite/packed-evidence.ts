import type { Evidence } from "@headway/core";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A piece as a row of `record` holds it: what every piece has by its place, the rest by name, 0 where there is none. */
type Packed = readonly [
  id: string,
  occurredAt: string,
  recordedAt: string,
  situation: Evidence["situation"],
  kind: Evidence["kind"],
  actorSide: Evidence["actorSide"],
  grade: Evidence["grade"],
  polarity: Evidence["polarity"],
  accountId: string | 0,
  dealId: string | 0,
  personId: string | 0,
  contactId: string | 0,
  source: readonly [crm: string, object: string, id: string, field: string | 0, version: string | 0],
  ruleId: string,
  ruleVersion: string,
  rest: Partial<Evidence> | 0,
];

/** Evidence as text. Half as long as its JSON, since most of that is names that every piece repeats. */
export function evidenceText(evidence: readonly Evidence[]): string {
  return evidence.length === 0 ? "[]" : JSON.stringify(evidence.map(pack));
}

/** The evidence in a text; stores made before it was packed hold the pieces as they are. */
export function evidenceIn(text: unknown): Evidence[] {
  if (text === "[]") return [];
  const pieces = JSON.parse(String(text)) as (Packed | Evidence)[];
  return pieces.map((piece) => (isPacked(piece) ? unpack(piece) : piece));
}

function isPacked(piece: Packed | Evidence): piece is Packed {
  return Array.isArray(piece);
}

function pack(piece: Evidence): Packed {
  const { id, occurredAt, recordedAt, situation, kind, actorSide, grade, polarity, ...more } = piece;
  const { accountId, dealId, personId, contactId, source, rule, ...rest } = more;
  return [
    id,
    occurredAt,
    recordedAt,
    situation,
    kind,
    actorSide,
    grade,
    polarity,
    accountId ?? 0,
    dealId ?? 0,
    personId ?? 0,
    contactId ?? 0,
    [source.crm, source.object, source.id, source.field ?? 0, source.version ?? 0],
    rule.id,
    rule.version,
    Object.keys(rest).length === 0 ? 0 : rest,
  ];
}

function unpack(packed: Packed): Evidence {
  const [id, occurredAt, recordedAt, situation, kind, actorSide, grade, polarity] = packed;
  const [crm, object, sourceId, field, version] = packed[12];
  const source: Mutable<Evidence["source"]> = { crm, object, id: sourceId };
  if (field !== 0) source.field = field;
  if (version !== 0) source.version = version;
  const piece: Mutable<Evidence> = {
    id,
    occurredAt,
    recordedAt,
    situation,
    kind,
    actorSide,
    grade,
    polarity,
    source,
    rule: { id: packed[13], version: packed[14] },
  };
  if (packed[8] !== 0) piece.accountId = packed[8];
  if (packed[9] !== 0) piece.dealId = packed[9];
  if (packed[10] !== 0) piece.personId = packed[10];
  if (packed[11] !== 0) piece.contactId = packed[11];
  return packed[15] === 0 ? piece : Object.assign(piece, packed[15]);
}
