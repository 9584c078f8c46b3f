import type { PortfolioActivity } from "../../portfolio.ts";
import type { Org } from "../org.ts";
import { dateText, stampText } from "../store/instant.ts";
import type { FieldValue } from "../store/row.ts";
import { activityAccountId } from "../write/derive-values.ts";
import { type Ids, inOrder, instantOf } from "./order.ts";

/** What activities point at. */
export interface ActivityTargets {
  readonly users: Ids;
  readonly accounts: Ids;
  readonly contacts: Ids;
  readonly deals: Ids;
}

type Of<Type extends PortfolioActivity["type"]> = PortfolioActivity & { readonly type: Type };
type Fields = Record<string, FieldValue>;

interface Links {
  readonly whatId: string | null;
  readonly whoId: string | null;
  readonly ownerId: string;
}

function linksOf(org: Org, activity: PortfolioActivity, targets: ActivityTargets): Links {
  const account = targets.accounts.get(activity.accountIds[0] ?? "");
  return {
    whatId: targets.deals.get(activity.dealIds[0] ?? "") ?? account ?? null,
    whoId: targets.contacts.get(activity.contactIds[0] ?? "") ?? null,
    ownerId: targets.users.get(activity.ownerId ?? "") ?? org.integrationUserId(),
  };
}

function taskFields(org: Org, links: Links): Fields {
  return {
    WhatId: links.whatId,
    WhoId: links.whoId,
    OwnerId: links.ownerId,
    AccountId: activityAccountId(org, links.whatId, links.whoId),
    Priority: "Normal",
    IsHighPriority: false,
  };
}

function seconds(durationMs: number | undefined): number | null {
  return durationMs === undefined ? null : Math.round(durationMs / 1000);
}

function loadCall(org: Org, call: Of<"call">, links: Links): string {
  const at = instantOf(call.at);
  return org.insert("Task", {
    ...org.stamps(links.ownerId, at),
    ...taskFields(org, links),
    TaskSubtype: "Call",
    Type: "Call",
    Subject: call.title,
    Description: call.body ?? null,
    CallType: call.direction === "inbound" ? "Inbound" : "Outbound",
    CallDurationInSeconds: seconds(call.durationMs),
    CallDisposition: call.disposition ?? null,
    ActivityDate: dateText(at),
    Status: "Completed",
    IsClosed: true,
    CompletedDateTime: stampText(at),
  }).Id;
}

function loadTask(org: Org, task: Of<"task">, links: Links): string {
  const dueAt = instantOf(task.at);
  const completedAt = task.done ? instantOf(task.completedAt ?? task.at) : undefined;
  const madeAt = Math.min(dueAt, completedAt ?? dueAt, org.now());
  const modified = stampText(completedAt ?? madeAt);
  return org.insert("Task", {
    ...org.stamps(links.ownerId, madeAt),
    LastModifiedDate: modified,
    SystemModstamp: modified,
    ...taskFields(org, links),
    TaskSubtype: "Task",
    Subject: task.subject,
    Description: task.body ?? null,
    CallDurationInSeconds: seconds(task.durationMs),
    ActivityDate: dateText(dueAt),
    Status: task.done ? "Completed" : "Not Started",
    IsClosed: task.done,
    CompletedDateTime: completedAt === undefined ? null : stampText(completedAt),
  }).Id;
}

function address(org: Org, id: string | null): FieldValue {
  return (id && org.find(id)?.Email) ?? null;
}

/** The first contact wrote an e-mail that came in; the others were copied. What went out went to all. */
function loadRelations(org: Org, emailId: string, email: Of<"email">, contactIds: readonly string[]): void {
  const incoming = email.direction === "inbound";
  const createdById = org.find(emailId)?.CreatedById ?? null;
  const stamp = stampText(instantOf(email.at));
  for (const [index, contactId] of contactIds.entries()) {
    const copied = index === 0 ? "FromAddress" : "CcAddress";
    org.insert("EmailMessageRelation", {
      IsDeleted: false,
      CreatedDate: stamp,
      CreatedById: createdById,
      SystemModstamp: stamp,
      EmailMessageId: emailId,
      RelationId: contactId,
      RelationType: incoming ? copied : "ToAddress",
      RelationAddress: address(org, contactId),
      RelationObjectType: "Contact",
    });
  }
}

function loadEmail(org: Org, email: Of<"email">, links: Links, contactIds: readonly string[]): string {
  const at = instantOf(email.at);
  const incoming = email.direction === "inbound";
  const [client, ours] = [address(org, links.whoId), address(org, links.ownerId)];
  const { Id } = org.insert("EmailMessage", {
    ...org.stamps(links.ownerId, at),
    RelatedToId: links.whatId,
    Subject: email.subject,
    TextBody: email.text ?? null,
    Incoming: incoming,
    Status: incoming ? "1" : "3",
    MessageDate: stampText(at),
    FromAddress: incoming ? client : ours,
    ToAddress: incoming ? ours : client,
    HasAttachment: false,
  });
  loadRelations(org, Id, email, contactIds);
  return Id;
}

function loadActivity(org: Org, activity: PortfolioActivity, targets: ActivityTargets): string | undefined {
  const links = linksOf(org, activity, targets);
  if (activity.type === "call") return loadCall(org, activity, links);
  if (activity.type === "task") return loadTask(org, activity, links);
  if (!org.schema.object("EmailMessage")) return undefined;
  const contactIds = activity.contactIds.flatMap((id) => targets.contacts.get(id) ?? []);
  return loadEmail(org, activity, links, contactIds);
}

/** `LastActivityDate` of what closed activities are about, as an org that lived through them has it. */
function fillLastActivity(org: Org): void {
  const latest = new Map<string, string>();
  for (const task of org.table("Task").rows) {
    if (task.IsClosed !== true || typeof task.ActivityDate !== "string") continue;
    for (const id of [task.WhatId, task.WhoId, task.AccountId]) {
      if (typeof id === "string" && task.ActivityDate > (latest.get(id) ?? ""))
        latest.set(id, task.ActivityDate);
    }
  }
  for (const [id, date] of latest) {
    const row = org.find(id);
    const definition = row && org.schema.ofId(id);
    if (row && definition) org.table(definition.name).change(row, { LastActivityDate: date });
  }
}

/** Calls and tasks become tasks, e-mails e-mail messages related to their contacts; in an org without those, e-mails have no id. */
export function loadActivities(
  org: Org,
  activities: readonly PortfolioActivity[],
  targets: ActivityTargets,
): Ids {
  const ids = new Map<string, string>();
  for (const activity of inOrder(activities, (each) => each.at)) {
    const id = loadActivity(org, activity, targets);
    if (id) ids.set(activity.id, id);
  }
  fillLastActivity(org);
  return ids;
}
