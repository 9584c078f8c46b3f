import type { Evidence } from "@headway/core";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Marks a group of pieces, so that it is told from what former versions of the store wrote. */
const mark = 6;

/**
 * What pieces of one record have in common; 0 where there is none, where it occurred at the instant that is its
 * record's version, or where it was recorded as it occurred.
 */
type Header = readonly [
  mark: typeof mark,
  crm: string,
  object: string,
  sourceId: string,
  version: string | 0,
  occurredAt: string | 0,
  recordedAt: string | 0,
  accountId: string | 0,
  dealId: string | 0,
  personId: string | 0,
  contactId: string | 0,
];
const headerLength = 11;

/** What stands for the situations and the sides: stored, so only ever added to. Version 7 of the store had the words. */
const situations: readonly Evidence["situation"][] = [
  "opportunity",
  "account",
  "meeting",
  "call",
  "development",
];
const sides: readonly Evidence["actorSide"][] = ["buyer", "seller", "system"];

/** What each piece says besides; the id is 0 where it is made of the rest, the rule's where it is named as the kind. */
type Body = readonly [
  id: string | 0,
  kind: Evidence["kind"],
  situation: Evidence["situation"] | number,
  actorSide: Evidence["actorSide"] | number,
  grade: Evidence["grade"],
  polarity: Evidence["polarity"],
  ruleId: string | 0,
  ruleVersion: string,
  field: string | 0,
  rest: Partial<Evidence> | 0,
];
const bodyLength = 10;

/** A header and the bodies of its pieces, one after the other. */
type Group = readonly (Header[number] | Body[number])[];

/** A piece as stores of version 5 held it. */
type FormerlyPacked = readonly [
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

/**
 * Evidence as text: items of a JSON array without its brackets, so that texts are joined by commas. What the pieces of
 * one record have in common stands once, what follows from the rest and names nowhere: under a third of their JSON.
 */
export function evidenceText(evidence: readonly Evidence[]): string {
  const groups: Group[number][][] = [];
  let former: Evidence | undefined;
  for (const piece of evidence) {
    if (former === undefined || !shareHeader(former, piece)) groups.push(headerOf(piece));
    addBody(groups.at(-1) ?? [], piece);
    former = piece;
  }
  return JSON.stringify(groups).slice(1, -1);
}

/** The evidence in texts of {@link evidenceText} or of former versions, joined by commas. */
export function evidenceIn(text: string): Evidence[] {
  const found: Evidence[] = [];
  for (const item of JSON.parse(`[${text}]`) as (Group | FormerlyPacked | Evidence)[]) {
    if (!Array.isArray(item)) found.push(item as Evidence);
    else if (item[0] === mark) readGroup(item, found);
    else found.push(formerPiece(item as unknown as FormerlyPacked));
  }
  return found;
}

function shareHeader(left: Evidence, right: Evidence): boolean {
  return (
    left.source.id === right.source.id &&
    left.source.object === right.source.object &&
    left.source.crm === right.source.crm &&
    left.source.version === right.source.version &&
    left.occurredAt === right.occurredAt &&
    left.recordedAt === right.recordedAt &&
    left.accountId === right.accountId &&
    left.dealId === right.dealId &&
    left.personId === right.personId &&
    left.contactId === right.contactId
  );
}

function headerOf(piece: Evidence): Group[number][] {
  const { source, occurredAt, recordedAt, accountId, dealId, personId, contactId } = piece;
  const { crm, object, id, version } = source;
  const header: Header = [
    mark,
    crm,
    object,
    id,
    version ?? 0,
    occurredAt === version ? 0 : occurredAt,
    recordedAt === occurredAt ? 0 : recordedAt,
    accountId ?? 0,
    dealId ?? 0,
    personId ?? 0,
    contactId ?? 0,
  ];
  return header as unknown as Group[number][];
}

function addBody(group: Group[number][], piece: Evidence): void {
  const { id, situation, kind, actorSide, grade, polarity, source, rule, dealId } = piece;
  group.push(
    id === usualId(source, rule.id, dealId) ? 0 : id,
    kind,
    codeOf(situations, situation),
    codeOf(sides, actorSide),
    grade,
    polarity,
    rule.id === kind ? 0 : rule.id,
    rule.version,
    source.field ?? 0,
    restOf(piece),
  );
}

/** The id that rules give a piece whose parts need no escaping. */
function usualId(
  { crm, object, id }: Evidence["source"],
  ruleId: string,
  dealId: string | undefined,
): string {
  const made = `${crm}:${object}:${id}:${ruleId}`;
  return dealId === undefined ? made : `${made}:${dealId}`;
}

function codeOf<Word extends string>(words: readonly Word[], word: Word): Word | number {
  const code = words.indexOf(word);
  return code < 0 ? word : code;
}

function wordOf<Word extends string>(words: readonly Word[], code: Word | number): Word {
  return typeof code === "number" ? (words[code] as Word) : code;
}

/** Members that have a place of their own. */
const placed: ReadonlySet<string> = new Set<keyof Evidence>([
  ...(["id", "occurredAt", "recordedAt", "situation", "kind", "actorSide", "grade", "polarity"] as const),
  ...(["accountId", "dealId", "personId", "contactId", "source", "rule"] as const),
]);

function restOf(piece: Evidence): Partial<Evidence> | 0 {
  let rest: Record<string, unknown> | 0 = 0;
  for (const name in piece) {
    if (placed.has(name)) continue;
    if (rest === 0) rest = {};
    rest[name] = piece[name as keyof Evidence];
  }
  return rest;
}

function readGroup(group: Group, found: Evidence[]): void {
  const header = group as unknown as Header;
  const occurredAt = header[5] === 0 ? String(header[4]) : header[5];
  const recordedAt = header[6] === 0 ? occurredAt : header[6];
  const idStart = `${header[1]}:${header[2]}:${header[3]}:`;
  const idEnd = header[8] === 0 ? "" : `:${header[8]}`;
  let source: Evidence["source"] | undefined;
  for (let at = headerLength; at < group.length; at += bodyLength) {
    const field = group[at + 8] as Body[8];
    if (source === undefined || (source.field ?? 0) !== field) source = sourceOf(header, field);
    const id = group[at] as Body[0];
    const kind = group[at + 1] as Body[1];
    const ruleId = (group[at + 6] as Body[6]) || kind;
    const piece: Mutable<Evidence> = {
      id: id === 0 ? idStart + ruleId + idEnd : id,
      occurredAt,
      recordedAt,
      situation: wordOf(situations, group[at + 2] as Body[2]),
      kind,
      actorSide: wordOf(sides, group[at + 3] as Body[3]),
      grade: group[at + 4] as Body[4],
      polarity: group[at + 5] as Body[5],
      source,
      rule: { id: ruleId, version: group[at + 7] as Body[7] },
    };
    if (header[7] !== 0) piece.accountId = header[7];
    if (header[8] !== 0) piece.dealId = header[8];
    if (header[9] !== 0) piece.personId = header[9];
    if (header[10] !== 0) piece.contactId = header[10];
    const rest = group[at + 9] as Body[9];
    found.push(rest === 0 ? piece : Object.assign(piece, rest));
  }
}

function sourceOf(header: Header, field: string | 0): Evidence["source"] {
  const source: Mutable<Evidence["source"]> = { crm: header[1], object: header[2], id: header[3] };
  if (field !== 0) source.field = field;
  if (header[4] !== 0) source.version = header[4];
  return source;
}

function formerPiece(packed: FormerlyPacked): Evidence {
  const [id, occurredAt, recordedAt, situation, kind, actorSide, grade, polarity] = packed;
  const [crm, object, sourceId, field, version] = packed[12];
  const source = sourceOf([mark, crm, object, sourceId, version, "", "", 0, 0, 0, 0], field);
  const rule = { id: packed[13], version: packed[14] };
  const piece: Mutable<Evidence> = {
    ...{ id, occurredAt, recordedAt, situation, kind, actorSide, grade, polarity, source, rule },
  };
  if (packed[8] !== 0) piece.accountId = packed[8];
  if (packed[9] !== 0) piece.dealId = packed[9];
  if (packed[10] !== 0) piece.personId = packed[10];
  if (packed[11] !== 0) piece.contactId = packed[11];
  return packed[15] === 0 ? piece : Object.assign(piece, packed[15]);
}
