import type { Ledger } from "./ledger.ts";
import type { SeenRequest, Side } from "./network.ts";
import type { Edit, MirrorPlan } from "./plan.ts";
import { propertyOf, typed } from "./vocabulary.ts";
import type { World } from "./world.ts";

/** What people and their flows do in both CRMs, past every API. */
export interface Hands {
  /** Types an edit. False where the record is gone or nothing changed. */
  type(edit: Edit): boolean;
  remove(side: Side, deal: number): void;
  /** Merges a HubSpot deal into another; both belong to the survivor from then on. */
  merge(deal: number, into: number): void;
  /** Salesforce's administrator calls a mapped stage something else, in every record that holds it. */
  renameStage(): void;
  deactivate(side: Side, person: string): void;
  lock(deal: number, until: number): void;
  /** Lets the flows of Salesforce act on what a request changed. */
  react(request: SeenRequest): void;
}

/** What the hands work on. */
export interface HandsOptions {
  readonly plan: MirrorPlan;
  readonly world: World;
  readonly ledger: Ledger;
  /** Salesforce's clock. */
  readonly now: () => number;
  /** Sets it back by so much while the work is done, for rows that are committed late. */
  readonly stampedEarlier: (lateMs: number, work: () => void) => void;
}

/** The hands of everybody but the engine. */
export function hands(options: HandsOptions): Hands {
  const { plan, world, ledger } = options;
  const { salesforce, pairs } = world;
  const flow = (side: Side, deal: number, by: "engine" | "person"): void => {
    const next = rewritten(plan, side, ledger.look(side, deal)?.nextStep ?? "", by);
    if (next === null) return;
    write(world, side, pairs[deal]?.[side] ?? "", { [propertyOf(side, "nextStep")]: next });
    ledger.note(side, deal, "automation");
  };
  return {
    ...recordHands(options),
    type(edit) {
      if (!typeEdit(options, edit)) return false;
      flow(edit.side, edit.deal, "person");
      return true;
    },
    lock(deal, until) {
      salesforce.lock({ id: pairs[deal]?.right ?? "", until });
    },
    react({ side, isWrite, path, body }) {
      if (!isWrite || plan.automation === "none") return;
      for (const [deal, { [side]: id }] of pairs.entries()) {
        if (path.includes(id) || body.includes(id)) flow(side, deal, "engine");
      }
    },
  };
}

type Values = Readonly<Record<string, string | number | null>>;

function write({ hubspot, salesforce }: World, side: Side, id: string, values: Values): void {
  if (side === "left") hubspot.edit("deals", id, values);
  else salesforce.edit("Opportunity", id, values);
}

function typeEdit({ world, ledger, now, stampedEarlier }: HandsOptions, edit: Edit): boolean {
  const { id, side, deal, field, value, variant, lateMs } = edit;
  const pair = world.pairs[deal];
  if (pair === undefined || ledger.look(side, deal) === null) return false;
  const raw = typed(side, field, value, world.owners, variant);
  try {
    const late = isOldEnough(world, pair.right, now() - lateMs) ? lateMs : 0;
    stampedEarlier(late, () => write(world, side, pair[side], { [propertyOf(side, field)]: raw }));
  } catch (error) {
    // Somebody who is told that a value will not do leaves it as it was.
    if (error instanceof Error && /FIELD_CUSTOM_VALIDATION|INACTIVE|LOCK/.test(error.message)) return false;
    throw error;
  }
  ledger.note(side, deal, "person", id);
  return true;
}

/** What people do with whole records, and administrators with what records hold. */
function recordHands({
  world,
  ledger,
}: HandsOptions): Pick<Hands, "remove" | "merge" | "renameStage" | "deactivate"> {
  const { hubspot, salesforce, owners, pairs } = world;
  return {
    remove(side, deal) {
      if (ledger.look(side, deal) === null) return;
      const id = pairs[deal]?.[side] ?? "";
      if (side === "left") hubspot.archive("deals", id);
      else salesforce.remove("Opportunity", id);
      ledger.moved(side, deal, id);
    },
    merge(deal, into) {
      const [from, to] = [pairs[deal]?.left ?? "", pairs[into]?.left ?? ""];
      if (from === to || ledger.look("left", deal) === null || ledger.look("left", into) === null) return;
      const { id } = hubspot.merge("deals", to, from);
      ledger.moved("left", into, id);
      ledger.moved("left", deal, id);
    },
    renameStage() {
      for (const [deal, { right }] of pairs.entries()) {
        if (salesforce.record("Opportunity", right)?.StageName !== "Qualification") continue;
        if (ledger.look("right", deal) === null) continue;
        salesforce.edit("Opportunity", right, { StageName: "Qualified" });
        ledger.note("right", deal, "person");
      }
    },
    deactivate(side, person) {
      const id = [...owners[side]].find(([, name]) => name === person)?.[0] ?? "";
      if (side === "left") hubspot.setOwnerActive(id, false);
      else salesforce.edit("User", id, { IsActive: false });
    },
  };
}

/** What the flow of a plan makes of a next step; `null` where it leaves it. */
function rewritten(
  { automation }: MirrorPlan,
  side: Side,
  text: string,
  by: "engine" | "person",
): string | null {
  if (side === "left" && automation !== "reverts") return null;
  const wanted: Readonly<Record<MirrorPlan["automation"], string>> = {
    none: text,
    trims: text.replaceAll(" ", ""),
    capitals: text.toUpperCase(),
    reverts: by === "engine" ? `Ask the ${side} desk` : text,
  };
  return wanted[automation] === text || text === "" ? null : wanted[automation];
}

/** A row can only be stamped before its commit if nobody else wrote it meanwhile. */
function isOldEnough({ salesforce }: World, id: string, stampAt: number): boolean {
  const stamp = salesforce.record("Opportunity", id)?.SystemModstamp;
  return typeof stamp === "string" && Date.parse(stamp) < stampAt;
}
