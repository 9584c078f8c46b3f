import type { Change, ChangePage, DealRecord } from "@headway/crm";
import { canonicalOf } from "./canonical.ts";
import { dirtyRow } from "./dirty.ts";
import { bothSides } from "./mirror-context.ts";
import type { CandidateRow, Side, WatermarkRow } from "./mirror-rows.ts";
import type { MirrorPut, MirrorRemoval } from "./mirror-store.ts";
import { commit, type MirrorWork } from "./mirror-work.ts";

/**
 * Reads what changed on both sides, which does only one thing: it marks links dirty, and the mark and the
 * place in the stream are stored together (`invariant:D4`). No value is taken from here. Deals that belong
 * to no link become candidates for one. Returns false when time ran out.
 */
export async function learn(work: MirrorWork): Promise<boolean> {
  for (const side of bothSides) if (!(await learnSide(work, side))) return false;
  return true;
}

/** A reading that broke off is brought to its end first, and what changed since it began is read after it. */
async function learnSide(work: MirrorWork, side: Side): Promise<boolean> {
  const watermark = await work.store.row(work.config.name, "watermark", side);
  if (watermark?.isMidway !== true) return learnSince(work, side, watermark);
  if (!(await learnSince(work, side, watermark))) return false;
  return learnSince(work, side, await work.store.row(work.config.name, "watermark", side));
}

async function learnSince(work: MirrorWork, side: Side, watermark: WatermarkRow | null): Promise<boolean> {
  const { sides, call, tally } = work;
  const fields = fieldsToLearn(work, side);
  const since = watermark === null ? {} : { since: watermark.cursor };
  work.progress({ phase: "learn", side, done: 0 });
  for await (const page of sides[side].pull({ type: "changes", object: "deal", fields, ...since }, call)) {
    await work.hold.retake();
    await learnPage(work, side, page);
    tally.learned[side] += page.changes.length;
    work.progress({ phase: "learn", side, done: tally.learned[side] });
    if (!page.caughtUp && work.outOfTime()) return false;
  }
  return true;
}

function fieldsToLearn({ config }: MirrorWork, side: Side): string[] {
  return [config.match.externalKey?.[side], config.currency[side]?.field].filter(
    (name) => name !== undefined,
  );
}

async function learnPage(work: MirrorWork, side: Side, page: ChangePage): Promise<void> {
  const { store, config } = work;
  const ids = page.changes.flatMap((change) => idOf(change) ?? []);
  const ends = await store.rows(config.name, "end", { ids: ids.map((id) => `${side}/${id}`) });
  const linkOf = new Map(ends.map((end) => [end.id, end.linkId]));
  const held = await store.rows(config.name, "candidate", { ids: ids.map((id) => `${side}/${id}`) });
  const known = new Map(held.map((row) => [row.id, row]));
  const put: MirrorPut[] = [];
  const remove: MirrorRemoval[] = [];
  for (const change of page.changes) {
    const id = idOf(change);
    const linkId = linkOf.get(`${side}/${id}`);
    if (linkId !== undefined) put.push({ kind: "dirty", row: dirtyRow(work, linkId) });
    else if (change.type === "upserted" && change.record.object === "deal") {
      put.push(...candidatePuts(work, side, change.record, known));
    } else if (id !== undefined) {
      known.delete(`${side}/${id}`);
      remove.push(...(["candidate", "fresh", "key"] as const).map((kind) => ({ kind, id: `${side}/${id}` })));
    }
  }
  if (page.cursor !== null) {
    const accountId = work.terms.schemas[side].account.id;
    const row: WatermarkRow = { id: side, group: null, cursor: page.cursor, accountId };
    put.push({ kind: "watermark", row: page.caughtUp ? row : { ...row, isMidway: true } });
  }
  await commit(work, { remove, put });
}

function idOf(change: Change): string | undefined {
  switch (change.type) {
    case "upserted":
      return change.record.id;
    case "unreadable":
      return change.id ?? undefined;
    default:
      return change.ref.id;
  }
}

/** What a deal can be found by; nothing where that is known already, however often its CRM tells of it. */
function candidatePuts(
  work: MirrorWork,
  side: Side,
  deal: DealRecord,
  known: Map<string, CandidateRow>,
): MirrorPut[] {
  const id = `${side}/${deal.id}`;
  const { terms, config } = work;
  const place = { side, deal, pipelines: { left: null, right: null } };
  const money = canonicalOf(terms, place, "amount", deal.amount?.amount ?? null);
  const amount = money.status === "known" ? money.value : null;
  const field = config.match.externalKey?.[side];
  const value = field === undefined ? null : (deal.fields[field] ?? null);
  const key = value === null || value === "" ? null : String(value);
  const name = deal.name;
  const group = config.match.nameAndAmount === false || name === null ? null : likeness(name, amount);
  const row: CandidateRow = { id, group, side, recordId: deal.id, name, amount, key };
  const held = known.get(id);
  if (held !== undefined && held.group === group && held.key === key && held.name === name) return [];
  known.set(id, row);
  return [
    { kind: "candidate", row },
    { kind: "fresh", row: { id, group: null } },
    { kind: "key", row: { id, group: key, side, recordId: deal.id } },
  ];
}

/** What deals have in common that look alike: case, accents' spelling and blanks do not count. */
function likeness(name: string, amount: string | null): string {
  const plain = name.toWellFormed().normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  return `${plain}|${amount ?? ""}`;
}
