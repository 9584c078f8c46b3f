import type {
  LoadedIds,
  Portfolio,
  PortfolioAccount,
  PortfolioActivity,
  PortfolioContact,
  PortfolioDeal,
  PortfolioEngagement,
  PortfolioUser,
} from "../portfolio.ts";
import { SILENT } from "./change-feed.ts";
import { instantText } from "./instant.ts";
import { appendLink } from "./link.ts";
import { addActivity, IMPORT } from "./load-activity.ts";
import { loadedLink } from "./load-link.ts";
import { type Ids, milliseconds, valuesOf } from "./loaded-value.ts";
import { type ObjectTable, uniqueKey } from "./object-table.ts";
import type { Owner } from "./owner.ts";
import { addPipeline, catalogueOf, type Portal, tableOf } from "./portal.ts";
import { property } from "./property.ts";
import { type StoredRecord, type WriteSource, writeValue } from "./record.ts";
import { addRecord } from "./write-record.ts";

function addUser(portal: Portal, user: PortfolioUser): string {
  const [firstName = user.name, ...rest] = user.name.split(" ");
  const count = portal.owners.length;
  const owner: Owner = {
    id: String(77_000_001 + count),
    userId: 8_000_001 + count,
    email: user.email,
    firstName,
    lastName: rest.join(" "),
    active: user.active,
    createdAt: 0,
  };
  portal.owners.push(owner);
  return owner.id;
}

/** A person's write, as HubSpot attributes it. */
export function personSource(portal: Portal, ownerId: string | undefined): WriteSource {
  const owner = portal.owners.find((each) => each.id === ownerId);
  return owner ? { type: "CRM_UI", id: `userId:${owner.userId}`, userId: owner.userId } : { type: "CRM_UI" };
}

/** Company-own fields become custom properties of the type of their first value. */
function defineFields(portal: Portal, deals: readonly PortfolioDeal[]): void {
  const { properties } = catalogueOf(portal, "deals");
  for (const [name, value] of deals.flatMap((deal) => Object.entries(deal.fields ?? {}))) {
    if (properties.has(name)) continue;
    const type = typeof value === "number" ? "number" : typeof value === "boolean" ? "bool" : "string";
    const fieldType = { number: "number", bool: "booleancheckbox", string: "text" }[type];
    const options =
      type === "bool"
        ? ["true", "false"].map((text, displayOrder) => ({
            label: text,
            value: text,
            displayOrder,
            hidden: false,
          }))
        : [];
    const draft = { name, label: name, type, fieldType, groupName: "dealinformation", options } as const;
    properties.set(name, property(draft, instantText(0)));
  }
}

function addDeal(portal: Portal, deals: ObjectTable, deal: PortfolioDeal, users: Ids): StoredRecord {
  const [first, ...moves] = deal.stages;
  if (!first) throw new RangeError(`Deal ${deal.id} has no stage`);
  for (const { stageId } of deal.stages) {
    if (portal.stages.get(stageId)?.pipeline.id === deal.pipelineId) continue;
    throw new RangeError(
      `Deal ${deal.id} names a stage that pipeline ${deal.pipelineId} does not have: ${stageId}`,
    );
  }
  const values = valuesOf({
    dealname: deal.name,
    pipeline: deal.pipelineId,
    dealstage: first.stageId,
    amount: deal.amount,
    deal_currency_code: deal.currency,
    closedate: deal.closeDate && instantText(milliseconds(deal.closeDate)),
    hs_next_step: deal.nextStep,
    hubspot_owner_id: users.get(deal.ownerId ?? ""),
    ...Object.fromEntries(Object.entries(deal.fields ?? {}).map(([name, value]) => [name, String(value)])),
  });
  const source = first.userId ? personSource(portal, users.get(first.userId)) : IMPORT;
  const record = addRecord(portal, deals, values, { source, at: milliseconds(deal.createdAt) });
  for (const move of moves) {
    const at = milliseconds(move.at);
    const by = personSource(portal, users.get(move.userId ?? deal.ownerId ?? ""));
    writeValue(record, "dealstage", { value: move.stageId, at, source: by }, portal.settings.historyLimit);
    record.updatedAt = Math.max(record.updatedAt, at);
  }
  return record;
}

interface Made {
  readonly table: ObjectTable;
  readonly record: StoredRecord;
}

/** A loading in progress: what was made of each kind, by the portfolio's ids. */
interface Loading {
  readonly portal: Portal;
  readonly users: Ids;
  readonly made: Map<string, Map<string, Made>>;
}

function link(
  loading: Loading,
  table: ObjectTable,
  record: StoredRecord,
  kind: string,
  ids: readonly string[],
): void {
  if (ids.length === 0) return;
  const made = loading.made.get(kind);
  const types = loadedLink(table.type.name, kind);
  for (const id of ids.length === 1 ? ids : new Set(ids)) {
    const to = made?.get(id);
    if (!to) throw new RangeError(`A ${table.type.singular} names an unknown ${kind}: ${id}`);
    if (types) appendLink(table, record, to.table, to.record, types);
  }
}

/** Adds each item, remembers it under its kind, and returns the minted ids. */
function loadEach<T extends { readonly id: string }>(
  loading: Loading,
  kind: string,
  items: readonly T[],
  add: (item: T) => Made,
): Ids {
  const made = loading.made.get(kind) ?? new Map<string, Made>();
  loading.made.set(kind, made);
  const ids: Ids = new Map();
  for (const item of items) {
    const added = add(item);
    made.set(item.id, added);
    ids.set(item.id, added.record.id);
  }
  return ids;
}

function loadAccounts(loading: Loading, accounts: readonly PortfolioAccount[]): Ids {
  const table = tableOf(loading.portal, "companies");
  return loadEach(loading, "account", accounts, ({ name, domain, ownerId, createdAt }) => {
    const values = valuesOf({ name, domain, hubspot_owner_id: loading.users.get(ownerId ?? "") });
    const at = milliseconds(createdAt);
    return { table, record: addRecord(loading.portal, table, values, { source: IMPORT, at }) };
  });
}

function loadContacts(loading: Loading, contacts: readonly PortfolioContact[]): Ids {
  const table = tableOf(loading.portal, "contacts");
  return loadEach(loading, "contact", contacts, (contact) => {
    const { firstName: firstname, lastName: lastname, email, title: jobtitle } = contact;
    const at = milliseconds(contact.createdAt);
    const values = valuesOf({ firstname, lastname, email, jobtitle });
    if (table.unique.get("email")?.has(uniqueKey(email)))
      throw new RangeError(`Two contacts have the address ${email}`);
    const record = addRecord(loading.portal, table, values, { source: IMPORT, at });
    link(loading, table, record, "account", contact.accountId === undefined ? [] : [contact.accountId]);
    return { table, record };
  });
}

function loadDeals(loading: Loading, deals: readonly PortfolioDeal[]): Ids {
  const table = tableOf(loading.portal, "deals");
  return loadEach(loading, "deal", deals, (deal) => {
    const record = addDeal(loading.portal, table, deal, loading.users);
    link(loading, table, record, "account", deal.accountId === undefined ? [] : [deal.accountId]);
    link(loading, table, record, "contact", deal.contactIds);
    return { table, record };
  });
}

function loadActivities(
  loading: Loading,
  activities: readonly (PortfolioActivity | PortfolioEngagement)[],
): Ids {
  return loadEach(loading, "activity", activities, (activity) => {
    const table = tableOf(loading.portal, `${activity.type}s`);
    const record = addActivity(loading.portal, activity, loading.users);
    link(loading, table, record, "deal", activity.dealIds);
    link(loading, table, record, "contact", activity.contactIds);
    link(loading, table, record, "account", activity.accountIds);
    return { table, record };
  });
}

/**
 * Loads a portfolio at its own historical times and returns the minted ids. Loading twice adds everything twice.
 * Throws a `RangeError` when the portfolio names something that it does not have.
 */
export function loadPortfolio(portal: Portal, portfolio: Portfolio): LoadedIds {
  for (const each of portfolio.pipelines) addPipeline(portal, each);
  defineFields(portal, portfolio.deals);
  for (const { currency } of portfolio.deals) {
    if (currency !== undefined && !portal.exchangeRates.has(currency)) portal.exchangeRates.set(currency, 1);
  }
  const users: Ids = new Map(portfolio.users.map((user) => [user.id, addUser(portal, user)]));
  const loading: Loading = { portal: { ...portal, changes: SILENT }, users, made: new Map() };
  return {
    users,
    accounts: loadAccounts(loading, portfolio.accounts),
    contacts: loadContacts(loading, portfolio.contacts),
    deals: loadDeals(loading, portfolio.deals),
    activities: loadActivities(loading, [...portfolio.activities, ...(portfolio.engagements ?? [])]),
  };
}
