import type { AccountRecord, DealRecord } from "@headway/crm";
import type { Store } from "@headway/sync";
import { ConfigError } from "../config-error.ts";

/** A deal or account in the store, and the CRM it is of. */
export interface FoundRecord {
  readonly crm: string;
  readonly record: DealRecord | AccountRecord;
}

const pageSize = 1_000;
const shownChoices = 8;
const objects = ["deal", "account"] as const;

/**
 * Finds the deal or account that is meant: `deal/123`, an id, the address of its page in the CRM, its name, or a part
 * of a name that only one has. Throws `ConfigError` where none or several fit, listing what there is to choose from.
 */
export async function findRecord(store: Store, crms: readonly string[], asked: string): Promise<FoundRecord> {
  const text = asked.trim();
  const [, object, rest] = /^(deal|account)\/(.+)$/.exec(text) ?? [];
  const kinds = objects.filter((one) => object === undefined || one === object);
  const wanted = rest ?? text;
  const byId = await recordsWithId(store, crms, kinds, wanted);
  const found = byId.length > 0 ? byId : await recordsMeant(store, crms, kinds, wanted);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw only === undefined ? noneFound(asked, crms) : severalFound(asked, found);
}

/** Records whose name has the words in it, in the order of their CRMs and ids, at most `limit`. */
export async function searchRecords(
  store: Store,
  crms: readonly string[],
  words: string,
  limit: number,
): Promise<FoundRecord[]> {
  const wanted = words.trim().toLowerCase();
  const found: FoundRecord[] = [];
  for await (const one of everyRecord(store, crms, objects)) {
    if ((one.record.name ?? "").toLowerCase().includes(wanted)) found.push(one);
    if (found.length >= limit) break;
  }
  return found;
}

async function recordsWithId(
  store: Store,
  crms: readonly string[],
  kinds: readonly (typeof objects)[number][],
  id: string,
): Promise<FoundRecord[]> {
  const found: FoundRecord[] = [];
  for (const crm of crms) {
    for (const object of kinds) {
      const record = await store.record(crm, { object, id });
      if (record?.object === "deal" || record?.object === "account") found.push({ crm, record });
    }
  }
  return found;
}

/** By address where it is one; else by whole name, and only then by a part of it. */
async function recordsMeant(
  store: Store,
  crms: readonly string[],
  kinds: readonly (typeof objects)[number][],
  asked: string,
): Promise<FoundRecord[]> {
  const address = pathOf(asked);
  const name = asked.toLowerCase();
  const whole: FoundRecord[] = [];
  const partly: FoundRecord[] = [];
  for await (const one of everyRecord(store, crms, kinds)) {
    if (address !== undefined) {
      if (pathOf(one.record.url ?? "") === address) return [one];
      continue;
    }
    const named = (one.record.name ?? "").trim().toLowerCase();
    if (named === name) whole.push(one);
    else if (named.includes(name)) partly.push(one);
  }
  return whole.length > 0 ? whole : partly;
}

async function* everyRecord(
  store: Store,
  crms: readonly string[],
  kinds: readonly (typeof objects)[number][],
): AsyncGenerator<FoundRecord> {
  for (const crm of crms) {
    for (const object of kinds) {
      let after: string | null = null;
      for (;;) {
        const records = await store.records(crm, object, after, pageSize);
        for (const record of records) {
          if (record.object === "deal" || record.object === "account") yield { crm, record };
        }
        if (records.length === 0) break;
        after = records.at(-1)?.id ?? null;
      }
    }
  }
}

/** Host and path of an address without what a browser adds; `undefined` for other texts. */
function pathOf(text: string): string | undefined {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return undefined;
  const { host, pathname } = new URL(text);
  const parts = pathname.split("/").filter((part) => part !== "");
  if (parts.at(-1) === "view") parts.pop();
  return [host, ...parts].join("/");
}

function noneFound(asked: string, crms: readonly string[]): ConfigError {
  return new ConfigError({
    path: asked,
    expected: `expected a deal or account in the store, by deal/ID, account/ID, its address or its name; ${crms.join(" and ") || "no CRM"} has none such`,
    remedy: "Run `headway sync` if it is new in the CRM, then try again",
  });
}

function severalFound(asked: string, found: readonly FoundRecord[]): ConfigError {
  const choices = found
    .slice(0, shownChoices)
    .map(({ crm, record }) => `${crm} ${record.object}/${record.id} (${record.name ?? "no name"})`);
  const more = found.length > shownChoices ? ` and ${found.length - shownChoices} more` : "";
  return new ConfigError({
    path: asked,
    expected: `expected one deal or account, ${found.length} fit: ${choices.join(", ")}${more}`,
    remedy: "Name it as deal/ID or account/ID, with --crm where two CRMs have the same",
  });
}
