import type { FieldKind, ObjectName, RecordRef } from "@headway/crm";
import type { BackendFields, ConformanceBackend, SimulatedClock } from "@headway/crm/conformance";
import type { SalesforceSandbox } from "@headway/sandbox";
import type { FaultyOrg } from "./faulty-org.ts";

const sobjects: Readonly<Record<ObjectName, string>> = {
  deal: "Opportunity",
  account: "Account",
  contact: "Contact",
  user: "User",
  task: "Task",
  call: "Task",
  meeting: "Event",
  email: "EmailMessage",
  note: "Note",
};
const names: Readonly<Record<string, string>> = {
  "deal name": "Name",
  "deal stageId": "StageName",
  "deal amount": "Amount",
  "deal closeDate": "CloseDate",
  "deal nextStep": "NextStep",
  "contact firstName": "FirstName",
  "contact lastName": "LastName",
  "task subject": "Subject",
};
type Values = Record<string, string | number | boolean | null>;

function headwayField(name: string): string {
  const words = name.split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join("_")}__c`;
}

function toValues(object: ObjectName, fields: BackendFields): Values {
  const entries = Object.entries(fields).map(([name, value]): [string, Values[string]] => {
    const own = name.startsWith("headway_") ? headwayField(name) : name;
    return [names[`${object} ${name}`] ?? own, name === "amount" ? Number(value) : value];
  });
  return Object.fromEntries(entries);
}

/** What Salesforce insists on, per object. */
function required(object: ObjectName, now: number): Values {
  const at = new Date(now).toISOString();
  const values: { readonly [Name in ObjectName]?: Values } = {
    deal: { Name: "Unnamed", StageName: "Prospecting", CloseDate: at.slice(0, 10) },
    account: { Name: "Unnamed" },
    contact: { LastName: "Unnamed" },
    user: { LastName: "Berg", Username: `ida${now}@example.com`, Email: "ida@example.com", Alias: "ida" },
    call: { TaskSubtype: "Call", Status: "Completed" },
    meeting: { StartDateTime: at, EndDateTime: at, ActivityDateTime: at, DurationInMinutes: 30 },
    email: { Status: "3", MessageDate: at },
  };
  return values[object] ?? {};
}

function toFields(object: ObjectName, record: Readonly<Record<string, unknown>>): BackendFields {
  const entries = Object.entries(record).map(([name, value]) => {
    const canonical = Object.entries(names).find(
      ([key, field]) => key.startsWith(`${object} `) && field === name,
    );
    const headway = /^Headway_\w+__c$/.test(name) ? name.slice(0, -3).toLowerCase() : name;
    return [canonical?.[0].slice(object.length + 1) ?? headway, value];
  });
  return Object.fromEntries(entries) as BackendFields;
}

/** What the suite of the contract does to a sandbox past the API. @param pageSize The adapter's. */
export function orgBackend(
  sandbox: SalesforceSandbox,
  clock: SimulatedClock,
  faults: FaultyOrg,
  pageSize: number,
): ConformanceBackend {
  const link = (from: RecordRef, to: RecordRef): void => {
    const { id } = from;
    if (from.object === "deal")
      sandbox.create("OpportunityContactRole", { OpportunityId: id, ContactId: to.id });
    else sandbox.edit(sobjects[from.object], id, { [to.object === "contact" ? "WhoId" : "WhatId"]: to.id });
  };
  return {
    async create(object, fields, options = {}) {
      const id = sandbox.create(sobjects[object], {
        ...required(object, clock.now()),
        ...toValues(object, fields),
      });
      for (const to of options.links ?? []) link({ object, id }, to);
      return id;
    },
    edit: async (object, id, fields) => sandbox.edit(sobjects[object], id, toValues(object, fields)),
    remove: async (object, id) => sandbox.remove(sobjects[object], id),
    merge: async (object, loserId, winnerId) => sandbox.merge(sobjects[object], winnerId, [loserId]),
    link: async (from, to) => link(from, to),
    async read(object, id) {
      const found = sandbox.record(sobjects[object], id);
      if (found === undefined || found.IsDeleted === true) return { exists: false, fields: {}, links: {} };
      return { exists: true, fields: toFields(object, found), links: {} };
    },
    tasks: async () =>
      sandbox
        .records("Task")
        .filter((task) => task.IsDeleted !== true)
        .map((task) => ({
          id: String(task.Id),
          key: typeof task.Headway_Key__c === "string" ? task.Headway_Key__c : null,
          subject: typeof task.Subject === "string" ? task.Subject : null,
          links: typeof task.WhatId === "string" ? [{ object: "deal", id: task.WhatId }] : [],
        })),
    stages: () => ["Prospecting", "Qualification", "Needs Analysis"],
    addForeignField: (object) => addForeignField(sandbox, sobjects[object]),
    customFields: (object) => customFields(sandbox, sobjects[object]),
    failNext: faults.failNext,
    requestCount: faults.requestCount,
    pageSize: () => pageSize,
    now: clock.now,
    advanceClock: clock.advance,
  };
}

/** As an administrator would: the field, and a permission set of the company's own that opens it. */
async function addForeignField(sandbox: SalesforceSandbox, sobject: string): Promise<string> {
  const write = (metadata: string): Promise<Response> => {
    const session = `<SessionHeader><sessionId>${sandbox.accessToken}</sessionId></SessionHeader>`;
    const body = `<Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Header>${session}</Header><Body><createMetadata>${metadata}</createMetadata></Body></Envelope>`;
    return sandbox.fetch(
      new Request(`https://acme.my.salesforce.com/services/Soap/m/67.0`, { method: "POST", body }),
    );
  };
  await write(
    `<metadata xsi:type="CustomField"><fullName>${sobject}.Region__c</fullName><label>Region</label><length>40</length><type>Text</type></metadata>`,
  );
  await write(
    `<metadata xsi:type="PermissionSet"><fullName>Sales</fullName><label>Sales</label><fieldPermissions><editable>true</editable><field>${sobject}.Region__c</field><readable>true</readable></fieldPermissions></metadata>`,
  );
  const [set] = sandbox.records("PermissionSet").filter((one) => one.Name === "Sales");
  const [user] = sandbox.records("User");
  sandbox.create("PermissionSetAssignment", {
    PermissionSetId: set?.Id ?? null,
    AssigneeId: user?.Id ?? null,
  });
  return "Region__c";
}

const kinds: Readonly<Record<string, FieldKind>> = {
  string: "text",
  textarea: "long-text",
  double: "number",
  date: "date",
  datetime: "instant",
  boolean: "boolean",
};

async function customFields(
  sandbox: SalesforceSandbox,
  sobject: string,
): Promise<Readonly<Record<string, FieldKind | "other">>> {
  const headers = { authorization: `Bearer ${sandbox.accessToken}` };
  const url = `https://acme.my.salesforce.com/services/data/v67.0/sobjects/${sobject}/describe`;
  const answer = await sandbox.fetch(new Request(url, { headers }));
  const { fields } = (await answer.json()) as { fields: { name: string; type: string; custom: boolean }[] };
  const custom = fields.filter((field) => field.custom);
  return Object.fromEntries(
    custom.map(({ name, type }) => [
      name.startsWith("Headway_") ? name.slice(0, -3).toLowerCase() : name,
      kinds[type] ?? "other",
    ]),
  );
}
