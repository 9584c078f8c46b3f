import { fingerprint } from "../fingerprint.ts";
import { allRows } from "./all-rows.ts";
import type { Both } from "./field-case.ts";
import { type LinkState, linkStates } from "./link-state.ts";
import type { MirrorContext, MirrorTerms } from "./mirror-context.ts";
import type { MirrorField } from "./mirror-rows.ts";
import { readTerms } from "./mirror-terms.ts";
import { planLink } from "./plan-link.ts";
import { readDeals } from "./read-deals.ts";

/** How far both sides are apart in one field. */
export interface FieldDrift {
  readonly same: number;
  /** Different as text and agreed: another currency, a fallback owner, a target that rounds. */
  readonly agreed: number;
  readonly different: number;
  /** Of those different, how many are parked with a cause. */
  readonly parked: number;
}

/** What both sides hold, counted and hashed. */
export interface DriftReport {
  readonly links: number;
  /** Links whose deals could not both be read. */
  readonly unread: number;
  readonly fields: Readonly<Partial<Record<MirrorField, FieldDrift>>>;
  /** SHA-256 over every link's values of a field on each side, in link order: equal where both sides are. */
  readonly hashes: Readonly<Partial<Record<MirrorField, Both<string>>>>;
  /** Links with a field that is different and not parked. */
  readonly drifted: readonly string[];
}

interface Sums {
  same: number;
  agreed: number;
  different: number;
  parked: number;
  readonly left: string[];
  readonly right: string[];
}

const chunkSize = 100;

/** Reads every linked deal on both sides and compares; writes nothing. */
export async function measureDrift(context: MirrorContext): Promise<DriftReport> {
  const terms = await readTerms(context, { gaps: [], notes: [] });
  const sums = new Map<MirrorField, Sums>();
  const totals = { links: 0, unread: 0, drifted: new Set<string>() };
  let chunk: string[] = [];
  const flush = async (): Promise<void> => {
    await compareChunk(context, terms, await linkStates(context, chunk), { sums, totals });
    chunk = [];
  };
  for await (const link of allRows(context, "link")) {
    if (link.status === "active") chunk.push(link.id);
    if (chunk.length >= chunkSize) await flush();
  }
  await flush();
  const hashes: Partial<Record<MirrorField, Both<string>>> = {};
  const fields: Partial<Record<MirrorField, FieldDrift>> = {};
  for (const [field, { left, right, ...counts }] of sums) {
    fields[field] = counts;
    hashes[field] = { left: await fingerprint(left), right: await fingerprint(right) };
  }
  return { links: totals.links, unread: totals.unread, fields, hashes, drifted: [...totals.drifted] };
}

interface Totals {
  readonly sums: Map<MirrorField, Sums>;
  readonly totals: { links: number; unread: number; readonly drifted: Set<string> };
}

async function compareChunk(
  context: MirrorContext,
  terms: MirrorTerms,
  states: readonly LinkState[],
  { sums, totals }: Totals,
): Promise<void> {
  const left = await readDeals(
    context,
    "left",
    states.map((state) => state.link.left),
  );
  const right = await readDeals(
    context,
    "right",
    states.map((state) => state.link.right),
  );
  for (const state of states) {
    totals.links += 1;
    const reads = { left: left.get(state.link.left), right: right.get(state.link.right) };
    if (reads.left?.type !== "deal" || reads.right?.type !== "deal") {
      totals.unread += 1;
      continue;
    }
    const deals = { left: reads.left.deal, right: reads.right.deal };
    const plan = planLink(terms, state, deals, { at: context.now(), isPaused: () => false });
    for (const { one, decision } of plan.fields) {
      const sum = sums.get(one.field) ?? { same: 0, agreed: 0, different: 0, parked: 0, left: [], right: [] };
      sums.set(one.field, sum);
      const values = [one.values.left, one.values.right].map((value) =>
        value.status === "known" ? value.value : String(value.cause),
      );
      sum.left.push(`${state.link.id} ${values[0]}`);
      sum.right.push(`${state.link.id} ${values[1]}`);
      const isParked = (decision.parked ?? (decision.parked === null ? null : one.parked)) !== null;
      if (values[0] === values[1]) sum.same += 1;
      else if ((decision.writes ?? []).length === 0 && !isParked) sum.agreed += 1;
      else {
        sum.different += 1;
        if (isParked) sum.parked += 1;
        else totals.drifted.add(state.link.id);
      }
    }
  }
}
