import type { SeenRequest, Side } from "./network.ts";
import { type Field, mirroredFields, type Plain, plain, propertyOf } from "./vocabulary.ts";
import type { World } from "./world.ts";

/** Who changed a value. */
export type Author = "person" | "engine" | "automation";

/** One change of one field on one side, as the witness saw it happen. */
export interface Version {
  readonly serial: number;
  readonly at: number;
  readonly side: Side;
  readonly deal: number;
  readonly field: Field;
  readonly from: Plain;
  readonly to: Plain;
  readonly by: Author;
  /** The plan's edit, for a person's. */
  readonly editId: number | null;
}

/** What a side holds of a deal; `null` where it is gone. */
export type Held = Readonly<Record<Field, Plain>> | null;

/** The checker's own history of both CRMs: it asks neither the engine nor the vendors' histories. */
export interface Ledger {
  readonly versions: readonly Version[];
  /** What a side holds now, by looking. */
  look(side: Side, deal: number): Held;
  /** Looks at one deal and enters what changed since the last look. */
  note(side: Side, deal: number, by: Author | ((field: Field) => Author), editId?: number): void;
  /** Enters what a request changed. */
  noteRequest(request: SeenRequest): void;
  /** From now on a side's deal lives under another id. */
  moved(side: Side, deal: number, id: string): void;
}

/** A ledger that begins with what both sides hold now. */
export function ledger(world: World, now: () => number): Ledger {
  const versions: Version[] = [];
  const last = new Map<string, Held>();
  const look = (side: Side, deal: number): Held => lookAt(world, side, deal);
  const note: Ledger["note"] = (side, deal, by, editId) => {
    const before = last.get(`${side}${deal}`) ?? null;
    const after = look(side, deal);
    last.set(`${side}${deal}`, after);
    if (before === null || after === null) return;
    for (const field of mirroredFields) {
      const [from, to] = [before[field], after[field]];
      if (from === to) continue;
      const author = typeof by === "string" ? by : by(field);
      const edit = editId ?? null;
      versions.push({
        serial: versions.length,
        at: now(),
        side,
        deal,
        field,
        from,
        to,
        by: author,
        editId: edit,
      });
    }
  };
  for (const deal of world.pairs.keys()) {
    for (const side of ["left", "right"] as const) last.set(`${side}${deal}`, look(side, deal));
  }
  return {
    versions,
    look,
    note,
    noteRequest: (request) => {
      for (const [deal, by] of touchedBy(world, request)) note(request.side, deal, by);
    },
    moved(side, deal, id) {
      const pair = world.pairs[deal];
      if (pair === undefined) return;
      pair[side] = id;
      last.set(`${side}${deal}`, look(side, deal));
    },
  };
}

/** The deals that a request names, with who changed which of their fields: a CRM fills in some by itself. */
function touchedBy(
  { pairs }: World,
  { side, isWrite, path, body }: SeenRequest,
): [deal: number, by: (field: Field) => Author][] {
  if (!isWrite) return [];
  const by = (field: Field): Author =>
    body.includes(`"${propertyOf(side, field)}"`) ? "engine" : "automation";
  return [...pairs.entries()]
    .filter(([, pair]) => path.includes(pair[side]) || body.includes(pair[side]))
    .map(([deal]) => [deal, by]);
}

function lookAt({ hubspot, salesforce, pairs, owners }: World, side: Side, deal: number): Held {
  const id = pairs[deal]?.[side] ?? "";
  const raw =
    side === "left"
      ? leftValues(hubspot.record("deals", id))
      : rightValues(salesforce.record("Opportunity", id));
  if (raw === null) return null;
  const values = mirroredFields.map((field) => [
    field,
    plain(side, field, raw[propertyOf(side, field)], owners),
  ]);
  return Object.fromEntries(values) as Record<Field, Plain>;
}

type Raw = Readonly<Record<string, unknown>>;

function leftValues(
  record: { readonly archived: boolean; readonly properties: Raw } | undefined,
): Raw | null {
  return record === undefined || record.archived ? null : record.properties;
}

function rightValues(record: Raw | undefined): Raw | null {
  return record === undefined || record.IsDeleted === true ? null : record;
}
