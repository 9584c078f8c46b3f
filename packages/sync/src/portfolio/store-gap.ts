import type { SetAside } from "@headway/core";
import type { Intent, Store } from "../store.ts";

/** Something that an assessment of a store cannot tell, counted, with what you can do about it. */
export interface StoreGap {
  readonly type:
    | "no-pipeline"
    | "unreadable-record"
    | "unknown-reading"
    | "parked-write"
    | "unassigned-evidence"
    | "unreadable-evidence"
    | "several-accounts";
  readonly n: number;
  readonly text: string;
  readonly remedy: string | null;
  /** A few of the records or pieces meant. */
  readonly examples: readonly string[];
}

/** What was left out while everything was read and assessed. */
export interface LeftOut {
  /** Ids of deals whose state cannot be told, by reason. */
  readonly undecidedDeals: ReadonlyMap<string, readonly string[]>;
  readonly onSeveralAccounts: number;
  readonly unassigned: SetAside;
  readonly unreadable: SetAside;
}

const pageSize = 1_000;
const shown = 5;

/** Every gap of one CRM, those of the records first. */
export async function storeGaps(store: Store, crm: string, left: LeftOut): Promise<StoreGap[]> {
  const gaps = [
    ...undecided(left.undecidedDeals),
    ...(await unreadableRecords(store, crm)),
    ...(await unknownReadings(store, crm)),
    ...(await parkedWrites(store, crm)),
    ...evidenceGaps(left),
  ];
  return gaps.filter(({ n }) => n > 0);
}

/** The reason names the way out after a semicolon. */
function undecided(deals: LeftOut["undecidedDeals"]): StoreGap[] {
  return [...deals].map(([reason, ids]) => {
    const [why = reason, ...rest] = reason.split("; ");
    const remedy = rest.length === 0 ? null : rest.join("; ");
    const text = `deals are in no figure: ${why}`;
    return { type: "no-pipeline", n: ids.length, text, remedy, examples: ids.slice(0, shown) };
  });
}

async function unreadableRecords(store: Store, crm: string): Promise<StoreGap[]> {
  const rows = new Map<string, string[]>();
  for (const { object, id, field, reason } of await store.unreadable(crm)) {
    const key = `${object} \`${field}\`: ${reason}`;
    rows.set(key, [...(rows.get(key) ?? []), `${object}/${id ?? "?"}`]);
  }
  return [...rows].map(([why, examples]) => ({
    type: "unreadable-record",
    n: examples.length,
    text: `records could not be read: ${why}`,
    remedy: "correct the value in the CRM; the next `headway sync` reads it again",
    examples: examples.slice(0, shown),
  }));
}

async function unknownReadings(store: Store, crm: string): Promise<StoreGap[]> {
  return Object.entries(await store.unknownReadings(crm)).map(([reason, n]) => ({
    type: "unknown-reading",
    n,
    text: `records have parts nobody could read: ${reason}`,
    remedy: "`headway doctor` says which permission is missing",
    examples: [],
  }));
}

async function parkedWrites(store: Store, crm: string): Promise<StoreGap[]> {
  const targets: string[] = [];
  for (let after: string | null = null; ; ) {
    const page: readonly Intent[] = await store.intents(crm, "parked", after, pageSize);
    targets.push(...page.map(({ target }) => target));
    after = page.at(-1)?.id ?? null;
    if (after === null) break;
  }
  return [
    {
      type: "parked-write",
      n: targets.length,
      text: "writes were refused by the CRM, so it reads differently from this review",
      remedy: "`headway status` says why; `headway retry` sends them again",
      examples: targets.slice(0, shown),
    },
  ];
}

function evidenceGaps({ unassigned, unreadable, onSeveralAccounts }: LeftOut): StoreGap[] {
  return [
    {
      type: "unassigned-evidence",
      n: unassigned.n,
      text: "pieces of evidence belong to no deal, account or seller that is assessed",
      remedy: "link the records to a deal or a company in the CRM",
      examples: unassigned.exampleIds,
    },
    {
      type: "unreadable-evidence",
      n: unreadable.n,
      text: "pieces of evidence have a date that cannot be read",
      remedy: "correct the date in the CRM; the next `headway sync` reads it again",
      examples: unreadable.exampleIds,
    },
    {
      type: "several-accounts",
      n: onSeveralAccounts,
      text: "pieces of evidence concern several companies and count here for one of them",
      remedy: "`headway explain account ID` counts them for each",
      examples: [],
    },
  ];
}
