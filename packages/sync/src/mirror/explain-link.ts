import type { Both } from "./field-case.ts";
import { linkStates, readPauses } from "./link-state.ts";
import { requireLink } from "./mirror-commands.ts";
import { bothSides, type MirrorContext, type MirrorTerms } from "./mirror-context.ts";
import type { Canonical, ConflictRow, LinkRow, MirrorField, NoticeRow, ParkedRow } from "./mirror-rows.ts";
import { readTerms } from "./mirror-terms.ts";
import { type PlannedField, planLink } from "./plan-link.ts";
import { readDeals } from "./read-deals.ts";

/** How one field of a link stands, and why it may not be the same on both sides. */
export interface FieldStanding {
  readonly field: MirrorField;
  readonly left: Canonical;
  readonly right: Canonical;
  /** What both held when they last agreed; `null` when they never did. */
  readonly base: Both<Canonical> | null;
  readonly status: "same" | "agreed" | "waiting" | "in-flight" | "paused" | "parked";
  /** In a sentence, with the way out where there is one. */
  readonly reason: string;
}

/** Why a link is, or is not, the same on both sides. */
export interface LinkExplanation {
  readonly link: LinkRow;
  readonly fields: readonly FieldStanding[];
  /** What keeps the whole link from being looked at; `null` where nothing does. */
  readonly problem: string | null;
  readonly conflicts: readonly ConflictRow[];
  readonly notices: readonly NoticeRow[];
}

/** Answers "why was this not synced?". Reads both deals, writes nothing. */
export async function explainLink(context: MirrorContext, linkId: string): Promise<LinkExplanation> {
  const link = await requireLink(context, linkId);
  const { store, config } = context;
  const conflicts = await store.rows(config.name, "conflict", { groups: [linkId] });
  const notices = await store.rows(config.name, "notice", { groups: [linkId] });
  const rest = { link, conflicts, notices };
  if (link.status === "unlinked") return { ...rest, fields: [], problem: `it was unlinked: ${link.reason}` };
  const pauses = await readPauses(context);
  const terms = await readTerms(context, { gaps: [], notes: [] });
  const fields = await standings(context, terms, linkId);
  if (typeof fields === "string") return { ...rest, fields: [], problem: fields };
  const paused = pauses.mirror ? "the mirror is paused" : pauses.link(linkId) ? "the link is paused" : null;
  const shown = fields.map((one) =>
    pauses.field(linkId, one.field)
      ? { ...one, status: "paused" as const, reason: "the field is paused" }
      : one,
  );
  return { ...rest, fields: shown, problem: paused };
}

async function standings(
  context: MirrorContext,
  terms: MirrorTerms,
  linkId: string,
): Promise<FieldStanding[] | string> {
  const [state] = await linkStates(context, [linkId]);
  if (state === undefined) return "it is gone";
  const { left, right } = state.link;
  const reads = {
    left: (await readDeals(context, "left", [left])).get(left),
    right: (await readDeals(context, "right", [right])).get(right),
  };
  for (const side of bothSides) {
    const read = reads[side];
    if (read?.type === "unreadable") return `the ${side} deal cannot be read: ${read.reason}`;
    if (read?.type !== "deal")
      return `the ${side} deal is ${read?.type ?? "gone"}; the next run deals with it`;
  }
  if (reads.left?.type !== "deal" || reads.right?.type !== "deal") return "it is gone";
  const deals = { left: reads.left.deal, right: reads.right.deal };
  const plan = planLink(terms, state, deals, { at: context.now(), isPaused: () => false });
  const sent = new Set(state.intents.flatMap((intent) => intent.fields.map((item) => item.field)));
  return plan.fields.map((planned) => standing(planned, sent.has(planned.one.field)));
}

function standing(planned: PlannedField, isSent: boolean): FieldStanding {
  const { one } = planned;
  const { left, right } = one.values;
  const base = one.base === null ? null : { left: one.base.left, right: one.base.right };
  const held = {
    field: one.field,
    left: left.status === "known" ? left.value : null,
    right: right.status === "known" ? right.value : null,
    base,
  };
  return { ...held, ...statusOf(planned, isSent) };
}

function statusOf(
  { one, decision }: PlannedField,
  isSent: boolean,
): Pick<FieldStanding, "status" | "reason"> {
  if (isSent) return { status: "in-flight", reason: "a write is under way; the next run settles it" };
  const parked = decision.parked ?? (decision.parked === null ? null : one.parked);
  if (parked !== null) return { status: "parked", reason: parkedReason(parked) };
  if ((decision.writes ?? []).length > 0) return { status: "waiting", reason: "the next run writes it" };
  const { left, right } = one.values;
  const isSame = left.status === "known" && right.status === "known" && left.value === right.value;
  return isSame
    ? { status: "same", reason: "both sides hold the same" }
    : { status: "agreed", reason: "each side holds the other's value in its own form" };
}

function parkedReason({ cause, wayOut }: Pick<ParkedRow, "cause" | "wayOut">): string {
  return `${cause}. Way out: ${wayOut}`;
}
