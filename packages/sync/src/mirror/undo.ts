import type { FieldValue } from "@headway/crm";
import { SyncError } from "../sync-error.ts";
import { canonicalValue, type SideValue } from "./canonical.ts";
import { dirtyRow } from "./dirty.ts";
import { express } from "./express.ts";
import type { Both } from "./field-case.ts";
import { requireLink } from "./mirror-commands.ts";
import { type MirrorContext, type MirrorTerms, otherSide } from "./mirror-context.ts";
import type { Canonical, ConflictRow, LinkRow, Side, WantedRow } from "./mirror-rows.ts";
import { readTerms } from "./mirror-terms.ts";
import { readDeals } from "./read-deals.ts";

/** The value that is to be on both sides: how one side holds or held it. */
interface Wish {
  readonly side: Side;
  readonly value: Canonical;
  readonly raw: FieldValue;
}

/**
 * Asks for the lost value of a conflict back, on both sides, through the same journal as every other write.
 * What a person changes before the next run wins over it. Throws `unknown-subject` where there is no such
 * conflict, it is one that lost nothing, or its link ended, and `store-locked` where the link changed meanwhile.
 */
export async function undoConflict(context: MirrorContext, conflictId: string): Promise<void> {
  const conflict = await requireConflict(context, conflictId, ["decided", "overtaken"]);
  const terms = await readTerms(context, { gaps: [], notes: [] });
  await wish(context, terms, conflict, conflict.lost, "undone");
}

/**
 * Decides open conflicts for one side. Throws `unknown-subject` at the first that is no open conflict of a living
 * link, and `store-locked` at one whose link changed meanwhile; those before it are decided.
 */
export async function resolveConflicts(
  context: MirrorContext,
  conflictIds: readonly string[],
  side: Side,
): Promise<void> {
  if (conflictIds.length === 0) return;
  const terms = await readTerms(context, { gaps: [], notes: [] });
  for (const id of conflictIds) {
    const conflict = await requireConflict(context, id, ["open"]);
    const isKept = conflict.kept.side === side;
    const [kept, lost] = isKept ? [conflict.kept, conflict.lost] : [conflict.lost, conflict.kept];
    await wish(context, terms, { ...conflict, kept, lost, policy: `a person: ${side}` }, kept, "decided");
  }
}

async function requireConflict(
  { store, config }: MirrorContext,
  id: string,
  statuses: readonly ConflictRow["status"][],
): Promise<ConflictRow> {
  const row = await store.row(config.name, "conflict", id);
  if (row !== null && statuses.includes(row.status)) return row;
  const state = row === null ? "there is none of that id" : `it is ${row.status}`;
  throw new SyncError(
    "unknown-subject",
    `conflict \`${id}\` of mirror \`${config.name}\` cannot be changed that way: ${state}`,
  );
}

async function wish(
  context: MirrorContext,
  terms: MirrorTerms,
  conflict: ConflictRow,
  held: Wish,
  status: ConflictRow["status"],
): Promise<void> {
  const { store, config } = context;
  const link = await requireLink(context, conflict.linkId);
  if (link.status !== "active") throw unlinked(conflict, link);
  const now = await currentValues(context, terms, conflict, { left: link.left, right: link.right });
  const wanted = wantedValues(terms, now, conflict, held);
  const row: WantedRow = {
    id: `${link.id}/${conflict.field}`,
    group: link.id,
    linkId: link.id,
    field: conflict.field,
    ...wanted,
    leftWas: now.values.left,
    rightWas: now.values.right,
    raw: { side: held.side, value: held.raw },
    conflictId: conflict.id,
  };
  const isDone = await store.commit(config.name, null, {
    expect: [{ kind: "link", id: link.id, mark: link.mark }],
    put: [
      { kind: "wanted", row },
      { kind: "conflict", row: { ...conflict, status } },
      { kind: "dirty", row: dirtyRow(context, link.id) },
    ],
  });
  if (isDone) return;
  throw new SyncError("store-locked", `link \`${link.id}\` changed meanwhile. Nothing was stored; try again`);
}

function unlinked({ id }: ConflictRow, link: LinkRow): SyncError {
  return new SyncError(
    "unknown-subject",
    `conflict \`${id}\` is of link \`${link.id}\`, which ended: ${link.reason}. Nothing was stored and neither deal is written; link the two again, or correct them in their CRMs`,
  );
}

interface Current {
  readonly values: Both<Canonical>;
  readonly places: Both<Parameters<typeof express>[1]>;
}

async function currentValues(
  context: MirrorContext,
  terms: MirrorTerms,
  { field }: ConflictRow,
  ids: Both<string>,
): Promise<Current> {
  const left = (await readDeals(context, "left", [ids.left])).get(ids.left);
  const right = (await readDeals(context, "right", [ids.right])).get(ids.right);
  if (left?.type !== "deal" || right?.type !== "deal") {
    throw new SyncError(
      "unknown-subject",
      `one of the deals ${ids.left} and ${ids.right} cannot be read, so nothing can be put back`,
    );
  }
  const pipelines = { left: left.deal.pipelineId, right: right.deal.pipelineId };
  const places = {
    left: { side: "left", deal: left.deal, pipelines },
    right: { side: "right", deal: right.deal, pipelines },
  } as const;
  const at = (side: Side): Canonical =>
    known(canonicalValue(terms, side, places[side].deal, field, pipelines));
  return { values: { left: at("left"), right: at("right") }, places };
}

function known(value: SideValue): Canonical {
  if (value.status === "known") return value.value;
  throw new SyncError("unknown-subject", `nothing can be put back: ${value.cause}. ${value.wayOut}`);
}

function wantedValues(
  terms: MirrorTerms,
  { places }: Current,
  { field }: ConflictRow,
  held: Wish,
): Both<Canonical> {
  const other = otherSide(held.side);
  const expressed = express(terms, places[other], field, held.value);
  if (expressed.status === "unmapped") {
    throw new SyncError(
      "unknown-subject",
      `nothing can be put back: ${expressed.cause}. ${expressed.wayOut}`,
    );
  }
  return held.side === "left"
    ? { left: held.value, right: expressed.value }
    : { left: expressed.value, right: held.value };
}
