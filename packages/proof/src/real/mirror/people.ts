import type { Random } from "../../proofs/cramming/seeded.ts";
import type { Pair, TwoCrms } from "./two-crms.ts";

/** The mirrored fields in the words of both vendors. */
export const vendorNames = {
  stageId: { left: "dealstage", right: "StageName" },
  amount: { left: "amount", right: "Amount" },
  closeDate: { left: "closedate", right: "CloseDate" },
  nextStep: { left: "hs_next_step", right: "NextStep" },
  ownerId: { left: "hubspot_owner_id", right: "OwnerId" },
} as const;

/** A mirrored field. */
export type Field = keyof typeof vendorNames;

/** One of both CRMs. */
export type Side = "left" | "right";

/** What somebody typed, in words both sides share. */
export interface Edit {
  readonly side: Side;
  readonly pair: Pair;
  readonly field: Field;
  readonly value: string;
}

/** People at work on both sides. */
export interface People {
  /** One edit, done now. `undefined` where the deal is gone. */
  type(): Edit | undefined;
  readonly edits: readonly Edit[];
}

/** How often a deal of the few that everybody works on is taken. */
const hotShare = 0.5;
const hotCount = 15;

/** People who type values that nobody typed before, mostly into a few deals that others work on as well. */
export function people(crms: TwoCrms, random: Random): People {
  const edits: Edit[] = [];
  const sellers = [...crms.sellers.keys()];
  const draw = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const valueFor = (field: Field, pair: Pair): string => {
    const count = edits.length + 1;
    switch (field) {
      case "amount":
        return `${2_000 + count}.${String(count % 90).padStart(2, "0")}`;
      case "nextStep":
        return `Step ${count} for ${pair.key}`;
      case "closeDate":
        return new Date(Date.UTC(2018, 0, 5 + Math.floor(random() * 300))).toISOString().slice(0, 10);
      case "ownerId":
        return draw(sellers);
      case "stageId":
        return draw(["Prospecting", "Engaging", "Engaging", "Won", "Lost"]);
    }
  };
  return {
    edits,
    type() {
      const isHot = random() < hotShare;
      const pair = isHot ? draw(crms.pairs.slice(0, hotCount)) : draw(crms.pairs);
      const side: Side = random() < 0.5 ? "left" : "right";
      const field = draw(["amount", "nextStep", "closeDate", "ownerId", "stageId"] as const);
      const value = valueFor(field, pair);
      const edit = { side, pair, field, value };
      if (!write(crms, edit, crms.sellers.get(draw(sellers)))) return undefined;
      edits.push(edit);
      return edit;
    },
  };
}

/** Types it into the CRM's own page, past every API. False where the deal is gone or it reads so already. */
function write(crms: TwoCrms, edit: Edit, by: { left: string; right: string } | undefined): boolean {
  const { side, pair, field, value } = edit;
  const name = vendorNames[field][side];
  crms.clock.now += 1_000;
  if (side === "left") {
    const record = crms.left.record("deals", pair.left);
    if (record === undefined || record.archived) return false;
    const raw =
      field === "ownerId"
        ? (crms.sellers.get(value)?.left ?? "")
        : field === "closeDate"
          ? `${value}T00:00:00Z`
          : value;
    crms.left.edit("deals", pair.left, { [name]: raw }, by === undefined ? {} : { userId: by.left });
    return true;
  }
  const row = crms.right.record("Opportunity", pair.right);
  if (row === undefined || row.IsDeleted === true) return false;
  const raw =
    field === "ownerId" ? (crms.sellers.get(value)?.right ?? "") : field === "amount" ? Number(value) : value;
  crms.right.edit("Opportunity", pair.right, { [name]: raw }, by === undefined ? {} : { userId: by.right });
  return true;
}
