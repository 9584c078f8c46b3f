import type { FieldKind, ObjectName, RecordRef } from "@headway/crm";
import {
  adapterConformance,
  type BackendFields,
  type ConformanceBackend,
  type ConformanceHarness,
  type Fault,
  type SimulatedClock,
  simulatedClock,
} from "@headway/crm/conformance";
import { type SalesforceSandbox, salesforceSandbox, startSandbox } from "@headway/sandbox";
import { Connection } from "jsforce";
import { describe, test } from "vitest";
import { salesforceFetch } from "./fetch.ts";
import { salesforce } from "./index.ts";

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
const overlapMs = 300_000;
const origin = "https://acme.my.salesforce.com";
const pageSize = 10;
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

interface Trouble {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly failNext: (fault: Fault) => void;
  readonly requestCount: () => number;
  /** Tells the clock of work under way, until it ends or a request hangs. */
  readonly unlessHanging: <T>(work: Promise<T>) => Promise<T>;
}

/** Faults in Salesforce's own form, between the adapter and the sandbox. */
function trouble(sandbox: SalesforceSandbox, clock: SimulatedClock): Trouble {
  const pending: { fault: Fault; waiting: number; left: number; met: boolean }[] = [];
  let count = 0;
  let frozen = 0;
  let hung = (): void => undefined;
  const meet = (matches: (fault: Fault) => boolean): Fault | undefined => {
    const found = pending.find((entry) => entry.left > 0 && matches(entry.fault) && entry.waiting-- <= 0);
    if (found === undefined) return undefined;
    found.left -= 1;
    found.met = true;
    return found.fault;
  };
  return {
    failNext(fault) {
      frozen = count;
      const waiting = "after" in fault ? (fault.after ?? 0) : 0;
      pending.push({ fault, waiting, left: fault.times, met: false });
    },
    // A case that waits for a request to hang must not be woken by the describe that goes before it.
    requestCount: () =>
      pending.some((entry) => entry.fault.kind === "hangs" && !entry.met) ? frozen : count,
    unlessHanging(work) {
      const hanging = new Promise<void>((resolve) => {
        hung = resolve;
      });
      const settled = work.then(
        () => undefined,
        () => undefined,
      );
      void clock.track(Promise.race([settled, hanging]));
      return work;
    },
    async fetch(request) {
      count += 1;
      const text = await request.clone().text();
      const address = `${request.url} ${text}`;
      const kind = kindOf(request, text);
      const fault = meet((each) => {
        if (each.kind === "refuse-one-row") return kind === "write" && text.includes(each.ref.id);
        if (each.kind === "unreadable-record") return kind === "read";
        if (each.kind === "links-unreadable") return kind === "read" && address.includes("ContactRole");
        return each.on === "any" || each.on === kind;
      });
      if (fault === undefined) return clock.track(sandbox.fetch(request));
      if (fault.kind === "hangs") hung();
      return meetFault(fault, request, text, (other) => clock.track(sandbox.fetch(other)));
    },
  };
}

function kindOf(request: Request, text: string): "read" | "write" | "other" {
  const path = new URL(request.url).pathname;
  if (path.includes("/Soap/")) return text.includes("<readMetadata>") ? "other" : "write";
  if (/\/query(All)?$/.test(path)) return "read";
  if (path.endsWith("/composite")) return text.includes("/query") ? "read" : "other";
  return request.method === "GET" ? "other" : "write";
}

const refusals: Readonly<Record<string, readonly [status: number, errorCode: string]>> = {
  unauthenticated: [401, "INVALID_SESSION_ID"],
  forbidden: [403, "INSUFFICIENT_ACCESS"],
  "links-unreadable": [400, "INVALID_TYPE"],
  "not-found": [404, "NOT_FOUND"],
  "rate-limited": [403, "REQUEST_LIMIT_EXCEEDED"],
  unavailable: [503, "SERVER_UNAVAILABLE"],
};

async function meetFault(
  fault: Fault,
  request: Request,
  text: string,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  if (fault.kind === "hangs") {
    return new Promise((_, reject) =>
      request.signal.addEventListener("abort", () => reject(request.signal.reason)),
    );
  }
  if (fault.kind === "no-answer") throw new TypeError("fetch failed");
  if (fault.kind === "refuse-one-row") return refuseOneRow(fault.ref.id, request, text, answer);
  if (fault.kind === "links-unreadable" && request.url.endsWith("/composite"))
    return refuseParts("ContactRole", text, await answer(request));
  const refusal = refusals[fault.kind];
  if (refusal !== undefined) {
    const [status, errorCode] = refusal;
    const wait = "retryAfterMs" in fault ? fault.retryAfterMs : undefined;
    const headers = wait === undefined ? {} : { "retry-after": String(wait / 1000) };
    const message = `ConcurrentPerOrgLongTxn Limit exceeded, or a case asked for ${fault.kind}`;
    return Response.json([{ message, errorCode }], { status, headers });
  }
  const response = await answer(request);
  if (fault.kind === "no-answer-after-effect") throw new TypeError("fetch failed");
  const body = await response.text();
  const broken =
    fault.kind === "unreadable-record" ? withoutStamp(body, fault.ref.id) : body.slice(0, body.length / 2);
  return new Response(broken, { status: 200, headers: response.headers });
}

async function refuseOneRow(
  id: string,
  request: Request,
  text: string,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const body = JSON.parse(text) as { records: { id: string }[] };
  const at = body.records.findIndex((row) => row.id === id);
  const records = body.records.toSpliced(at, 1);
  const error = { statusCode: "FIELD_CUSTOM_VALIDATION_EXCEPTION", message: "not this one", fields: [] };
  const refusal = { success: false, errors: [error] };
  if (records.length === 0) return Response.json([refusal]);
  const response = await answer(new Request(request, { body: JSON.stringify({ ...body, records }) }));
  const results = (await response.json()) as unknown[];
  return Response.json(results.toSpliced(at, 0, refusal), {
    headers: { date: response.headers.get("date") ?? "" },
  });
}

/** The parts of a composite request that ask for something, refused; the others as they are. */
async function refuseParts(about: string, text: string, response: Response): Promise<Response> {
  const asked = JSON.parse(text) as { compositeRequest: { url: string; referenceId: string }[] };
  const refused = asked.compositeRequest.filter(({ url }) => url.includes(about));
  const ids = refused.map(({ referenceId }) => referenceId);
  const body = (await response.json()) as { compositeResponse: { referenceId: string }[] };
  const refusal = [{ message: `sObject type '${about}' is not supported.`, errorCode: "INVALID_TYPE" }];
  const compositeResponse = body.compositeResponse.map((part) =>
    ids.includes(part.referenceId) ? { ...part, httpStatusCode: 400, body: refusal } : part,
  );
  return Response.json({ compositeResponse }, { headers: { date: response.headers.get("date") ?? "" } });
}

function withoutStamp(body: string, id: string): string {
  return JSON.stringify(
    JSON.parse(body, (_, value: unknown) =>
      typeof value === "object" && value !== null && "Id" in value && value.Id === id
        ? { ...value, SystemModstamp: undefined }
        : value,
    ),
  );
}

function backend(sandbox: SalesforceSandbox, clock: SimulatedClock, faults: Trouble): ConformanceBackend {
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
    return sandbox.fetch(new Request(`${origin}/services/Soap/m/67.0`, { method: "POST", body }));
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
  const url = `${origin}/services/data/v67.0/sobjects/${sobject}/describe`;
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

function openOrg(): { sandbox: SalesforceSandbox; clock: SimulatedClock; faults: Trouble } {
  const clock = simulatedClock(Date.UTC(2027, 0, 4));
  const sandbox = salesforceSandbox({ now: clock.now, limits: "off", dailyLimit: 1_000_000 });
  return { sandbox, clock, faults: trouble(sandbox, clock) };
}

async function overFetch(): Promise<ConformanceHarness> {
  const { sandbox, clock, faults } = openOrg();
  const { accessToken } = sandbox;
  const adapter = salesforceFetch({
    instanceUrl: origin,
    accessToken,
    pageSize,
    ports: clock.ports,
    fetch: (url, init) => faults.fetch(new Request(url, init)),
  });
  const close = async (): Promise<void> => undefined;
  return { adapter, backend: backend(sandbox, clock, faults), secrets: [accessToken], overlapMs, close };
}

/** jsforce takes no `fetch`, so the sandbox is served on this machine; what jsforce has under way is told to the clock. */
async function overSdk(): Promise<ConformanceHarness> {
  const { sandbox, clock, faults } = openOrg();
  const served = await startSandbox({ salesforce: { ...sandbox, fetch: faults.fetch } });
  const { accessToken } = sandbox;
  const connection = new Connection({ instanceUrl: served.salesforce.url, accessToken, version: "67.0" });
  const request = connection.request.bind(connection);
  const tracked: unknown = (...given: Parameters<typeof request>) => faults.unlessHanging(request(...given));
  connection.request = tracked as typeof request;
  const adapter = salesforce({ connection, pageSize, ports: clock.ports });
  const { close } = served;
  return { adapter, backend: backend(sandbox, clock, faults), secrets: [accessToken], overlapMs, close };
}

const runner = { describe, test };

describe("over fetch", () => adapterConformance(runner, overFetch));
describe("over jsforce", () => adapterConformance(runner, overSdk));
