import { type ChangePage, CrmError, type CrmErrorCode, type ObjectName, taskKeyField } from "@headway/crm";
import { hubspotFetch } from "@headway/hubspot/fetch";

/**
 * What of the adapter a recorded body goes through. `rows` come as a list of an object, a single record in a list of
 * its own; `refusal` as the answer to a read; `batch` as the answer to a batch of writes, its rows named by their
 * ids; `nothing` has no body.
 */
export type Feed =
  | { readonly type: "rows"; readonly object: ObjectName; readonly single?: boolean }
  | { readonly type: "batch"; readonly object: ObjectName; readonly refused: readonly string[] }
  | { readonly type: "refusal"; readonly code: CrmErrorCode }
  | { readonly type: "properties"; readonly object: ObjectName; readonly single?: boolean }
  | { readonly type: "pipelines" | "account" | "links" | "task-links" | "group" | "property" }
  | { readonly type: "nothing" };

/** What an answer is made of. */
export interface Fed {
  readonly status: number;
  readonly body: unknown;
}

const PLURALS: Readonly<Partial<Record<ObjectName, string>>> = {
  deal: "deals",
  account: "companies",
  contact: "contacts",
};
const ACCOUNT = { portalId: 1, timeZone: "US/Eastern", companyCurrency: "USD" };
const HEADERS = { "content-type": "application/json", date: "Mon, 02 Nov 2026 09:00:00 GMT" };

/** The adapter, over what each request is answered with by a part of its method and path. */
function adapterOver(answers: Readonly<Record<string, Fed>>) {
  const all: Readonly<Record<string, Fed>> = {
    ...answers,
    "account-info": answers["account-info"] ?? { status: 200, body: ACCOUNT },
  };
  const fetch = async (input: unknown, init?: RequestInit): Promise<Response> => {
    const call = `${init?.method ?? "GET"} ${String(input)}`;
    const found = Object.entries(all).find(([part]) => call.includes(part))?.[1];
    const { status, body } = found ?? { status: 404, body: { status: "error", message: "not recorded" } };
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers: HEADERS });
  };
  return hubspotFetch({ accessToken: "t", limits: "off", fetch });
}

function rowsOf(body: unknown): { readonly id?: unknown }[] {
  const results: unknown =
    typeof body === "object" && body !== null ? Reflect.get(body, "results") : undefined;
  return Array.isArray(results) ? results : [];
}

async function firstPage(answers: Readonly<Record<string, Fed>>, object: ObjectName): Promise<ChangePage> {
  for await (const page of adapterOver(answers).pull({ type: "changes", object })) return page;
  throw new Error("no page came");
}

function expectEqual(what: string, found: unknown, wanted: unknown): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (one !== other) throw new Error(`${what}: ${one}, not ${other}`);
}

async function feedRows(feed: Extract<Feed, { type: "rows" }>, { body }: Fed): Promise<void> {
  const list = feed.single ? { results: [body] } : body;
  const page = await firstPage({ [`/${PLURALS[feed.object]}?`]: { status: 200, body: list } }, feed.object);
  const read = page.changes.flatMap((change) => (change.type === "upserted" ? [change.record.id] : []));
  const wanted = rowsOf(list).map((row) => row.id);
  if (wanted.length === 0) throw new Error("nothing to read");
  expectEqual("records read", read, wanted);
}

/** Each row's write must end as HubSpot said it did. */
async function feedBatch(feed: Extract<Feed, { type: "batch" }>, fed: Fed): Promise<void> {
  const written = rowsOf(fed.body).map((row) => String(row.id));
  const ids = [...feed.refused, ...written];
  const property = { name: "headway_x", label: "X", type: "string", fieldType: "text" };
  const answers = {
    "batch/update": fed,
    "/properties/": { status: 200, body: { results: [property] } },
  };
  const patches = ids.map((id) => ({
    type: "update" as const,
    ref: { object: feed.object, id },
    fields: { headway_x: "x" },
  }));
  const outcomes = await adapterOver(answers).push(patches);
  expectEqual(
    "outcomes",
    outcomes.map((outcome) => outcome.status),
    ids.map((id) => (feed.refused.includes(id) ? "refused" : "written")),
  );
}

async function feedRefusal(feed: Extract<Feed, { type: "refusal" }>, fed: Fed): Promise<void> {
  try {
    await firstPage({ "/companies": fed }, "account");
  } catch (error) {
    if (!CrmError.is(error)) throw error;
    return expectEqual("refused as", error.code, feed.code);
  }
  throw new Error("was not taken for a refusal");
}

async function feedSchema(type: Feed["type"], fed: Fed, object: ObjectName = "contact"): Promise<void> {
  const part = {
    pipelines: "/pipelines/",
    account: "account-info",
    properties: `/properties/2026-09/${PLURALS[object]}`,
  }[String(type)];
  const schema = await adapterOver({ [part ?? ""]: fed }).describe();
  if (type === "account")
    return expectEqual("zone", schema.account.timeZone, Reflect.get(Object(fed.body), "timeZone"));
  const found = type === "pipelines" ? schema.pipelines : schema.objects[object];
  if (found?.status !== "known") throw new Error(`not read: ${JSON.stringify(found)}`);
  const count = "fields" in found.value ? found.value.fields.length : found.value.length;
  expectEqual("how many", count, rowsOf(fed.body).length);
}

async function feedLinks(fed: Fed): Promise<void> {
  const ids = rowsOf(fed.body).map((row) => String(Reflect.get(Object(Reflect.get(row, "from")), "id")));
  const contact = { createdAt: "2026-01-01T00:00:00Z", updatedAt: "2026-01-01T00:00:00Z", archived: false };
  const results = ids.map((id) => ({ id, properties: {}, ...contact }));
  const answers = { "/contacts?": { status: 200, body: { results } }, "associations/": fed };
  const page = await firstPage(answers, "contact");
  const linked = page.changes.flatMap((change) =>
    change.type === "upserted" && change.record.object === "contact"
      ? [change.record.links.account?.status]
      : [],
  );
  expectEqual(
    "links",
    linked,
    ids.map(() => "known"),
  );
}

/** Provisioning reads what it made: the group, or the property. */
async function feedProvision(type: "group" | "property", fed: Fed): Promise<void> {
  const made = { status: 201, body: {} };
  const answers = {
    "POST https://api.hubapi.com/crm/properties/2026-09/deals/groups": type === "group" ? fed : made,
    "POST https://api.hubapi.com/crm/properties/2026-09/deals": type === "property" ? fed : made,
    "GET https://api.hubapi.com/crm/properties/2026-09/deals/groups": { status: 200, body: { results: [] } },
    "GET https://api.hubapi.com/crm/properties/2026-09/deals": { status: 200, body: { results: [] } },
  };
  const field = { ...taskKeyField, object: "deal" as const, unique: false };
  const outcomes = await adapterOver(answers).provision([{ type: "create-field", field }]);
  expectEqual(
    "provisioned",
    outcomes.map((outcome) => outcome.status),
    ["created"],
  );
}

/** Feeds a recorded body to the adapter. Throws where the adapter does not read it as what it is. */
export async function feedAdapter(feed: Feed, fed: Fed): Promise<void> {
  switch (feed.type) {
    case "rows":
      return feedRows(feed, fed);
    case "batch":
      return feedBatch(feed, fed);
    case "refusal":
      return feedRefusal(feed, fed);
    case "properties":
      return feedSchema(
        "properties",
        feed.single ? { ...fed, body: { results: [fed.body] } } : fed,
        feed.object,
      );
    case "pipelines":
    case "account":
      return feedSchema(feed.type, fed);
    case "links":
      return feedLinks(fed);
    case "group":
    case "property":
      return feedProvision(feed.type, fed);
    case "task-links":
      return feedTaskLinks(fed);
    case "nothing":
      return expectEqual("body", fed.body, "");
  }
}

/** The adapter links tasks by the same call: what HubSpot confirms is written, what it does not is not certain. */
async function feedTaskLinks(fed: Fed): Promise<void> {
  const rows = rowsOf(fed.body);
  const ids = rows.length === 0 ? ["1"] : rows.map((row) => String(Reflect.get(row, "toObjectId")));
  const links = ids.map((id) => ({ object: "account" as const, id }));
  const taskId = String(Reflect.get(Object(rows[0]), "fromObjectId") ?? "2");
  const task = { id: taskId, properties: {}, objectWriteTraceId: "0" };
  const answers = {
    "/associations/": fed,
    "batch/update": { status: 200, body: { status: "COMPLETE", results: [task] } },
    "/properties/": { status: 200, body: { results: [] } },
  };
  const state = { subject: "S", body: "B", dueOn: "2026-12-01", ownerId: null, links };
  const patch = { type: "upsert-task" as const, key: "v1:x", task: state, knownId: taskId };
  const outcomes = await adapterOver(answers).push([patch]);
  expectEqual(
    "linked",
    outcomes.map((outcome) => outcome.status),
    [rows.length > 0 ? "written" : "unknown"],
  );
}
