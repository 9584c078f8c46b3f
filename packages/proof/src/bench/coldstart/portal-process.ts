import { setTimeout as sleep } from "node:timers/promises";
import { hubspotFetch } from "@headway/hubspot/fetch";
import { salesforceFetch } from "@headway/salesforce/fetch";
import { hubspotSandbox, salesforceSandbox, startSandbox } from "@headway/sandbox";
import { ownFields } from "@headway/sync";
import { fillOrg, fillPortal } from "./fill-crm.ts";

/** One request as it arrived. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly body: string;
  readonly status: number;
}

/** Where both CRMs listen, and the deals in them. */
export interface CrmAddress {
  readonly hubspot: {
    readonly url: string;
    readonly token: string;
    readonly dealId: string;
    readonly portalId: number;
  };
  readonly salesforce: {
    readonly url: string;
    readonly token: string;
    readonly dealId: string;
    readonly orgId: string;
  };
  /** From when the deals are seen: after everything was written. */
  readonly asOf: string;
}

/** Sets the latency, and answers with what was requested since the last order. */
export interface CrmOrder {
  readonly latencyMs: number;
}

/** Both CRMs in a process of their own, each with one deal that everything a CRM knows hangs on. */
const activities = Number(process.argv[2] ?? "1");
let latencyMs = 0;
const seen: SeenRequest[] = [];
const hubspot = hubspotSandbox({ limits: "off" });
const salesforce = salesforceSandbox({ limits: "off" });
const steps = ownFields.map((field) => ({ type: "create-field", field }) as const);
const reach =
  (answer: (request: Request) => Promise<Response>) => (input: RequestInfo | URL, init?: RequestInit) =>
    answer(new Request(input, init));
const instanceUrl = "https://acme.my.salesforce.com";
await hubspotFetch({
  accessToken: hubspot.accessToken,
  fetch: reach(hubspot.fetch),
  limits: "off",
}).provision(steps);
await salesforceFetch({
  ...{ instanceUrl, accessToken: salesforce.accessToken },
  fetch: reach(salesforce.fetch),
}).provision(steps);
const ids = { hubspot: fillPortal(hubspot, activities), salesforce: fillOrg(salesforce, activities) };
const running = await startSandbox({
  hubspot: { ...hubspot, fetch: watched(hubspot.fetch) },
  salesforce: { ...salesforce, fetch: watched(salesforce.fetch) },
});

function watched(answer: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = await request.clone().text();
    if (latencyMs > 0) await sleep(latencyMs);
    const response = await answer(request);
    const { pathname, search } = new URL(request.url);
    seen.push({ method: request.method, path: `${pathname}${search}`, body, status: response.status });
    return response;
  };
}

const address: CrmAddress = {
  hubspot: {
    ...{ url: running.hubspot.url, token: hubspot.accessToken },
    ...{ dealId: ids.hubspot, portalId: hubspot.portalId },
  },
  salesforce: {
    ...{ url: running.salesforce.url, token: salesforce.accessToken, dealId: ids.salesforce },
    orgId: String(salesforce.records("Organization")[0]?.Id),
  },
  asOf: new Date(Date.now() + 60_000).toISOString(),
};
process.send?.(address);
process.on("message", (order: CrmOrder) => {
  latencyMs = order.latencyMs;
  process.send?.(seen.splice(0));
});
process.once("disconnect", () => process.exit(0));
