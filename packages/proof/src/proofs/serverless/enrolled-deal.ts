import { hubspotFetch } from "@headway/hubspot/fetch";
import { type HubspotSandbox, hubspotSandbox } from "@headway/sandbox";
import { ownFields } from "@headway/sync";
import { capturePatch } from "@headway/sync/one-record";

/** A portal with one deal that a workflow enrols: its buyer broke a promise yesterday, so a task is due. */
export interface EnrolledDeal {
  readonly portal: HubspotSandbox;
  readonly dealId: string;
  readonly event: object;
}

/** @param hasUniqueKey Whether the portal has Headway's unique property of tasks; without it tasks are looked for. */
export async function enrolledDeal(asOf: number, hasUniqueKey: boolean): Promise<EnrolledDeal> {
  const portal = hubspotSandbox({ limits: "off" });
  const crm = hubspotFetch({
    ...{ accessToken: portal.accessToken, limits: "off" },
    fetch: (input, init) => portal.fetch(new Request(input, init)),
  });
  const fields = ownFields.filter((field) => hasUniqueKey || field.object !== "task");
  await crm.provision(fields.map((field) => ({ type: "create-field", field })));
  const make = (object: string, properties: Readonly<Record<string, string>>): string =>
    portal.create(object, { properties }).id;
  const company = make("companies", { name: "Alpha Ltd" });
  const dealId = make("deals", { dealname: "Alpha", pipeline: "default", dealstage: "appointmentscheduled" });
  portal.associate({ objectType: "deals", id: dealId }, { objectType: "companies", id: company });
  const day = (days: number): string => new Date(asOf + days * 86_400_000).toISOString();
  const promise = { type: "commitment", at: day(-9), what: "sends the numbers", side: "buyer", who: "Ada" };
  const place = { accountId: String(portal.portalId), ref: { object: "deal", id: dealId } } as const;
  await crm.push([await capturePatch({ ...promise, dueOn: day(-2).slice(0, 10) }, place)]);
  const event = {
    ...{ origin: { portalId: portal.portalId }, inputFields: {} },
    object: { objectType: "DEAL", objectId: Number(dealId) },
  };
  portal.resetRequests();
  return { portal, dealId, event };
}

/** What stands in the CRM in the end: the deal's own fields, and its tasks by subject. */
export function endState({ portal, dealId }: EnrolledDeal): {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly tasks: readonly string[];
} {
  const properties = portal.record("deals", dealId)?.properties ?? {};
  const own = Object.entries(properties).filter(([name]) => name.startsWith("headway_"));
  const tasks = portal.page("tasks", 0, 100).map((task) => String(task.properties.hs_task_subject));
  return { fields: Object.fromEntries(own.sort()), tasks: tasks.sort() };
}
