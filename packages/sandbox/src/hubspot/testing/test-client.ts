import type { Portfolio, PortfolioDeal } from "../../portfolio.ts";
import { type HubspotSandbox, hubspotSandbox } from "../hubspot-sandbox.ts";
import type { HubspotSandboxOptions } from "../settings.ts";

/** The instant at which every test begins: 2026-11-02 09:00 UTC. */
export const START = Date.parse("2026-11-02T09:00:00Z");

/** What a call gave, its body parsed. Tests read bodies loosely, as a client in another language would. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Loose;
  readonly text: string;
}

/** JSON of a shape that the test knows and the compiler does not. */
export interface Loose {
  readonly [name: string]: Loose;
  readonly [index: number]: Loose;
}

/** A sandbox with a clock in the test's hand, and a client for it. */
export function testPortal(options: HubspotSandboxOptions = {}) {
  let now = START;
  const sandbox: HubspotSandbox = hubspotSandbox({ now: () => now, limits: "off", ...options });
  const send = async (method: string, path: string, body?: unknown, headers = {}): Promise<Answer> => {
    const request = new Request(`https://api.hubapi.com${path}`, {
      method,
      headers: {
        authorization: `Bearer ${sandbox.accessToken}`,
        accept: "application/json",
        "content-type": "application/json",
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await sandbox.fetch(request);
    const text = await response.text();
    const isJson = (response.headers.get("content-type") ?? "").includes("json");
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
  };
  return {
    sandbox,
    get: (path: string, headers = {}) => send("GET", path, undefined, headers),
    post: (path: string, body: unknown) => send("POST", path, body),
    send,
    /** Lets time pass. */
    wait(ms: number): void {
      now += ms;
    },
  };
}

/** A deal of a test portfolio, in HubSpot's first pipeline. */
export function someDeal(id: string, more: Partial<PortfolioDeal> = {}): PortfolioDeal {
  return {
    id,
    name: `Deal ${id}`,
    pipelineId: "default",
    contactIds: [],
    createdAt: "2026-09-01T08:00:00Z",
    stages: [{ stageId: "appointmentscheduled", at: "2026-09-01T08:00:00Z" }],
    ...more,
  };
}

/** A portfolio of what is given and nothing else. */
export function somePortfolio(parts: Partial<Portfolio>): Portfolio {
  return { users: [], accounts: [], contacts: [], pipelines: [], deals: [], activities: [], ...parts };
}
