import type { CrmAdapter, ObjectName } from "@headway/crm";
import { hubspotFetch } from "@headway/hubspot/fetch";
import { salesforceFetch } from "@headway/salesforce/fetch";
import { hubspotSandbox, salesforceSandbox } from "@headway/sandbox";

/** An adapter whose CRM names an address of an attacker wherever an answer may name one. */
export interface LinkedWorld {
  readonly crm: string;
  readonly host: string;
  /** Reads everything there is; gives the hosts that were asked, and how many records came. */
  read(address: string, asRedirect: boolean): Promise<{ hosts: readonly string[]; records: number }>;
}

const objects: readonly ObjectName[] = ["deal", "account", "user"];
const at = Date.UTC(2027, 0, 4);
const ports = { now: () => at, sleep: async () => undefined, random: () => 0.5 };

/** Both CRMs with more deals than fit a page. */
export function linkedWorlds(): readonly LinkedWorld[] {
  return [hubspotWorld(), salesforceWorld()];
}

function hubspotWorld(): LinkedWorld {
  const sandbox = hubspotSandbox({ now: () => at, limits: "off" });
  for (let made = 0; made < 60; made += 1)
    sandbox.create("deals", { properties: { dealstage: "appointmentscheduled" } });
  const host = "api.hubapi.com";
  const open = (fetch: typeof globalThis.fetch): CrmAdapter =>
    hubspotFetch({ accessToken: sandbox.accessToken, limits: "off", ports, fetch });
  return { crm: "hubspot", host, read: reader(open, sandbox.fetch, host) };
}

function salesforceWorld(): LinkedWorld {
  const sandbox = salesforceSandbox({ now: () => at, limits: "off" });
  const deal = { Name: "Deal", StageName: "Prospecting", CloseDate: "2027-06-30" };
  for (let made = 0; made < 25; made += 1) sandbox.create("Opportunity", deal);
  const host = "acme.my.salesforce.com";
  const { accessToken } = sandbox;
  const open = (fetch: typeof globalThis.fetch): CrmAdapter =>
    salesforceFetch({ instanceUrl: `https://${host}`, accessToken, pageSize: 10, ports, fetch });
  return { crm: "salesforce", host, read: reader(open, sandbox.fetch, host) };
}

function reader(
  open: (fetch: typeof globalThis.fetch) => CrmAdapter,
  answer: (request: Request) => Promise<Response>,
  host: string,
): LinkedWorld["read"] {
  return async (address, asRedirect) => {
    const hosts = new Set<string>();
    let asked = 0;
    const crm = open(async (input, init) => {
      const request = new Request(input, init);
      const url = new URL(request.url);
      hosts.add(url.host);
      asked += 1;
      if (url.host !== host) return Response.json({ results: [], records: [], done: true });
      if (asRedirect && asked === 2) return redirectTo(address, request);
      return withLinks(await answer(request), address);
    });
    return { hosts: [...hosts], records: await count(crm) };
  };
}

async function count(crm: CrmAdapter): Promise<number> {
  let records = 0;
  for (const object of objects) {
    try {
      for await (const page of crm.pull({ type: "changes", object })) records += page.changes.length;
    } catch {
      // A redirect is no answer; what counts is who was asked.
    }
  }
  return records;
}

/** As an intermediary would: a `fetch` that is told to follow goes there. */
function redirectTo(address: string, request: Request): Response {
  const headers = new Headers([["location", encodeURI(address.replaceAll(/[\t\n]/g, ""))]]);
  if (request.redirect === "follow") throw new TypeError("a request would have followed a redirect");
  return new Response(null, { status: 307, headers });
}

/** Puts the address into every link that an answer of either CRM may hold. */
async function withLinks(response: Response, address: string): Promise<Response> {
  const text = await response.text();
  const { status, headers } = response;
  const given = new Headers(headers);
  given.set("sforce-locator", "null");
  if (text === "" || !/json/.test(headers.get("content-type") ?? ""))
    return new Response(text === "" ? null : text, { status, headers: given });
  const changed = JSON.stringify(JSON.parse(text), (name: string, value: unknown) =>
    ["link", "nextRecordsUrl", "url", "identity"].includes(name) && typeof value === "string"
      ? address
      : value,
  );
  const more = changed.startsWith('{"')
    ? changed.replace("{", `{"nextRecordsUrl":${JSON.stringify(address)},`)
    : changed;
  given.delete("content-length");
  return new Response(more, { status, headers: given });
}
