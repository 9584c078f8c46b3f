import type { FieldKind, ObjectName, RecordRef } from "@headway/crm";
import type { BackendFields, ConformanceBackend, SimulatedClock } from "@headway/crm/conformance";
import type { HubspotRecord, HubspotSandbox } from "@headway/sandbox";
import type { FaultyPortal } from "./faulty-portal.ts";

const plurals: Readonly<Record<string, string>> = {
  deal: "deals",
  account: "companies",
  contact: "contacts",
  task: "tasks",
  call: "calls",
  meeting: "meetings",
  email: "emails",
  note: "notes",
};
const names: Readonly<Record<string, string>> = {
  "deal name": "dealname",
  "deal stageId": "dealstage",
  "deal closeDate": "closedate",
  "deal nextStep": "hs_next_step",
  "contact firstName": "firstname",
  "contact lastName": "lastname",
  "task subject": "hs_task_subject",
};
function plural(object: ObjectName): string {
  return plurals[object] ?? "";
}

function toProperties(object: ObjectName, fields: BackendFields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      names[`${object} ${name}`] ?? name,
      name === "closeDate" ? `${value}T00:00:00Z` : value,
    ]),
  );
}

/** The portal's day: a person in New York looks at it. */
function dayOf(instant: string): string {
  if (instant.endsWith("T00:00:00Z")) return instant.slice(0, 10);
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "America/New_York" }).format(new Date(instant));
}

function toFields(object: ObjectName, { properties }: HubspotRecord): BackendFields {
  const canonical = Object.entries(names).filter(([name]) => name.startsWith(`${object} `));
  const renamed = canonical.flatMap(([name, property]) => {
    const value = properties[property];
    return value === undefined
      ? []
      : [[name.slice(object.length + 1), property === "closedate" ? dayOf(value) : value]];
  });
  return { ...properties, ...Object.fromEntries(renamed) };
}

const required: Readonly<Record<string, (now: number) => Record<string, unknown>>> = {
  deal: () => ({ dealstage: "appointmentscheduled" }),
  ...Object.fromEntries(
    ["task", "call", "meeting", "email", "note"].map((object) => [
      object,
      (now: number) => ({ hs_timestamp: String(now) }),
    ]),
  ),
};

const kinds: Readonly<Record<string, FieldKind>> = {
  "string text": "text",
  "string textarea": "long-text",
  "number number": "number",
  "date date": "date",
  "datetime date": "instant",
  "bool booleancheckbox": "boolean",
};

/** The portal seen past the adapter, in the words of the conformance suite. */
export function portalBackend(
  sandbox: HubspotSandbox,
  clock: SimulatedClock,
  faults: FaultyPortal,
): ConformanceBackend {
  const name = ({ object, id }: RecordRef) => ({ objectType: plural(object), id });
  return {
    async create(object, fields, options = {}) {
      if (object === "user") return createUser(sandbox, clock.now());
      const properties = { ...required[object]?.(clock.now()), ...toProperties(object, fields) };
      return sandbox.create(plural(object), { properties, associations: (options.links ?? []).map(name) }).id;
    },
    edit: async (object, id, fields) => void sandbox.edit(plural(object), id, toProperties(object, fields)),
    remove: async (object, id) => sandbox.archive(plural(object), id),
    merge: async (object, loserId, winnerId) => void sandbox.merge(plural(object), winnerId, loserId),
    link: async (from, to) => sandbox.associate(name(from), name(to)),
    async read(object, id) {
      const found = sandbox.record(plural(object), id);
      if (found === undefined || found.archived) return { exists: false, fields: {}, links: {} };
      return { exists: true, fields: toFields(object, found), links: linksOf(found) };
    },
    tasks: async () =>
      sandbox.records("tasks").map((task) => ({
        id: task.id,
        key: task.properties.headway_key ?? null,
        subject: task.properties.hs_task_subject ?? null,
        links: Object.entries(linksOf(task)).flatMap(([object, ids]) =>
          ids.map((id) => ({ object: object as ObjectName, id })),
        ),
      })),
    stages: () => ["appointmentscheduled", "qualifiedtobuy", "presentationscheduled"],
    async addForeignField(object) {
      sandbox.defineProperty(plural(object), {
        name: "region",
        label: "Region",
        type: "string",
        fieldType: "text",
      });
      return "region";
    },
    customFields: (object) => customFields(sandbox, object),
    failNext: faults.failNext,
    requestCount: faults.requestCount,
    hungCount: faults.hungCount,
    pageSize: (object) => (object === "deal" ? 50 : 100),
    now: clock.now,
    advanceClock: clock.advance,
  };
}

function linksOf({ associations }: HubspotRecord): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(plurals).map(([object, type]) => [
      object,
      (associations[type] ?? []).map((link) => link.id),
    ]),
  );
}

function createUser(sandbox: HubspotSandbox, now: number): string {
  const user = { id: String(now), name: "Ida Berg", email: "ida@example.com", active: true };
  const none = { accounts: [], contacts: [], pipelines: [], deals: [], activities: [] };
  return sandbox.loadPortfolio({ users: [user], ...none }).users.get(user.id) ?? "";
}

async function customFields(sandbox: HubspotSandbox, object: ObjectName) {
  const headers = { authorization: `Bearer ${sandbox.accessToken}` };
  const url = `https://api.hubapi.com/crm/properties/2026-09/${plural(object)}`;
  const { results } = (await (await sandbox.fetch(new Request(url, { headers }))).json()) as {
    results: { name: string; type: string; fieldType: string; hubspotDefined: boolean }[];
  };
  const own = results.filter((each) => !each.hubspotDefined);
  return Object.fromEntries(
    own.map((each) => [each.name, kinds[`${each.type} ${each.fieldType}`] ?? "other"] as const),
  );
}
