import type { LoadedIds, Portfolio, PortfolioActivity, PortfolioDeal, PortfolioUser } from "../portfolio.ts";
import { DISPOSITIONS } from "./account-route.ts";
import { plainAssociationType } from "./association-type.ts";
import { instantText } from "./instant.ts";
import { appendLink, linkRecords } from "./link.ts";
import type { ObjectTable } from "./object-table.ts";
import type { Owner } from "./owner.ts";
import { addPipeline, catalogueOf, type Portal, tableOf } from "./portal.ts";
import { property } from "./property.ts";
import { type StoredRecord, type WriteSource, writeValue } from "./record.ts";
import { addRecord } from "./write-record.ts";

/** Where loaded records say they come from. */
const IMPORT: WriteSource = { type: "IMPORT", id: "portfolio" };

/** A link to a company is primary and unlabelled at once, as HubSpot keeps it. */
const PRIMARY_COMPANY: Readonly<Record<string, number>> = { deals: 5, contacts: 1 };

type Ids = Map<string, string>;

function milliseconds(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new TypeError(`Not an instant: ${text}`);
  return ms;
}

function valuesOf(entries: Readonly<Record<string, string | number | undefined>>): Map<string, string> {
  const filled = Object.entries(entries).filter(([, value]) => value !== undefined && value !== "");
  return new Map(filled.map(([name, value]) => [name, String(value)]));
}

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
  if (!first) throw new TypeError(`Deal ${deal.id} has no stage`);
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

function activityOf(activity: PortfolioActivity): {
  type: string;
  values: Record<string, string | number | undefined>;
} {
  switch (activity.type) {
    case "call": {
      const outcome = DISPOSITIONS.find((each) => each.label === activity.disposition);
      return {
        type: "calls",
        values: {
          hs_call_title: activity.title,
          hs_call_body: activity.body,
          hs_call_direction: activity.direction === "inbound" ? "INBOUND" : "OUTBOUND",
          hs_call_duration: activity.durationMs,
          hs_call_disposition: outcome?.id ?? activity.disposition,
          hs_call_status: "COMPLETED",
        },
      };
    }
    case "email":
      return {
        type: "emails",
        values: {
          hs_email_subject: activity.subject,
          hs_email_text: activity.text,
          hs_email_direction: activity.direction === "inbound" ? "INCOMING_EMAIL" : "EMAIL",
          hs_email_status: "SENT",
        },
      };
    case "task":
      return {
        type: "tasks",
        values: {
          hs_task_subject: activity.subject,
          hs_task_body: activity.body,
          hs_task_status: activity.done ? "COMPLETED" : "NOT_STARTED",
          hs_task_type: "TODO",
        },
      };
  }
}

function addActivity(portal: Portal, activity: PortfolioActivity, users: Ids): StoredRecord {
  const { type, values } = activityOf(activity);
  const filled = valuesOf({
    ...values,
    hs_timestamp: instantText(milliseconds(activity.at)),
    hubspot_owner_id: users.get(activity.ownerId ?? ""),
  });
  const completed = activity.type === "task" ? activity.completedAt : undefined;
  const at = milliseconds(completed ?? activity.at);
  return addRecord(portal, tableOf(portal, type), filled, { source: IMPORT, at });
}

/** Remembers which record came from which portfolio id, and links records by those ids. */
function linker(portal: Portal) {
  const made = new Map<string, { table: ObjectTable; record: StoredRecord }>();
  return {
    keep(kind: string, id: string, table: ObjectTable, record: StoredRecord): string {
      made.set(`${kind} ${id}`, { table, record });
      return record.id;
    },
    link(table: ObjectTable, record: StoredRecord, kind: string, ids: Iterable<string>): void {
      for (const id of new Set(ids)) {
        const to = made.get(`${kind} ${id}`);
        if (!to) throw new TypeError(`${table.type.singular} names an unknown ${kind}: ${id}`);
        const primary = to.table.type.name === "companies" ? PRIMARY_COMPANY[table.type.name] : undefined;
        const plain = plainAssociationType(table.type.name, to.table.type.name);
        if (primary) linkRecords(portal, record, to.record, primary);
        else if (plain) {
          appendLink(table, record, to.table, to.record, {
            forward: [plain.typeId],
            backward: [plain.inverse],
          });
        }
      }
    },
  };
}

/** Loads a portfolio at its own historical times and returns the minted ids. Loading twice adds everything twice. */
export function loadPortfolio(portal: Portal, portfolio: Portfolio): LoadedIds {
  const [companies, contacts, deals] = ["companies", "contacts", "deals"].map((name) =>
    tableOf(portal, name),
  );
  if (!companies || !contacts || !deals) throw new Error("The portal lacks an object");
  for (const each of portfolio.pipelines) {
    if (!portal.pipelines.some((known) => known.id === each.id)) addPipeline(portal, each);
  }
  defineFields(portal, portfolio.deals);
  const { keep, link } = linker(portal);
  const users: Ids = new Map(portfolio.users.map((user) => [user.id, addUser(portal, user)]));
  const accountIds: Ids = new Map();
  for (const { id, name, domain, ownerId, createdAt } of portfolio.accounts) {
    const values = valuesOf({ name, domain, hubspot_owner_id: users.get(ownerId ?? "") });
    const record = addRecord(portal, companies, values, { source: IMPORT, at: milliseconds(createdAt) });
    accountIds.set(id, keep("account", id, companies, record));
  }
  const contactIds: Ids = new Map();
  for (const contact of portfolio.contacts) {
    const { firstName: firstname, lastName: lastname, email, title: jobtitle } = contact;
    const values = valuesOf({ firstname, lastname, email, jobtitle });
    const at = milliseconds(contact.createdAt);
    const record = addRecord(portal, contacts, values, { source: IMPORT, at });
    contactIds.set(contact.id, keep("contact", contact.id, contacts, record));
    if (contact.accountId !== undefined) link(contacts, record, "account", [contact.accountId]);
  }
  const dealIds: Ids = new Map();
  for (const deal of portfolio.deals) {
    const record = addDeal(portal, deals, deal, users);
    dealIds.set(deal.id, keep("deal", deal.id, deals, record));
    if (deal.accountId !== undefined) link(deals, record, "account", [deal.accountId]);
    link(deals, record, "contact", deal.contactIds);
  }
  const activityIds: Ids = new Map();
  for (const activity of portfolio.activities) {
    const record = addActivity(portal, activity, users);
    const table = tableOf(portal, `${activity.type}s`);
    activityIds.set(activity.id, record.id);
    link(table, record, "deal", activity.dealIds);
    link(table, record, "contact", activity.contactIds);
    link(table, record, "account", activity.accountIds);
  }
  return { users, accounts: accountIds, contacts: contactIds, deals: dealIds, activities: activityIds };
}
