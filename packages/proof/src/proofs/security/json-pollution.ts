import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parsePolicy } from "@headway/core";
import type { CrmAdapter, ObjectName } from "@headway/crm";
import { hubspotFetch } from "@headway/hubspot/fetch";
import { hubspotWebhooks, signedHeaders } from "@headway/hubspot/webhooks";
import { salesforceFetch } from "@headway/salesforce/fetch";
import { demoPortfolio, hubspotSandbox, salesforceSandbox } from "@headway/sandbox";
import { createSync, ownFields } from "@headway/sync";
import { memoryStore } from "@headway/sync/memory";
import { loadSource } from "./load-source.ts";
import { poisoned, pollutedPlace, prototypeNames } from "./poison.ts";
import type { SecurityPart } from "./security-part.ts";

const now = Date.parse("2027-01-04T00:00:00Z");
// Back-off passes at once; the deadline of a call, which is long, never comes.
const sleep = (ms: number): Promise<void> => (ms < 60_000 ? Promise.resolve() : new Promise(() => undefined));
const ports = { now: () => now, sleep, random: () => 0.5 };
const objects: readonly ObjectName[] = [
  "deal",
  "account",
  "contact",
  "user",
  "task",
  "call",
  "meeting",
  "email",
];

/** `invariant:X8`: `__proto__` and `constructor` in what comes in are data, through every parser there is. */
export const jsonPollution: SecurityPart = {
  name: "pollution",
  async run(_size, tell) {
    const before = prototypeNames();
    const misses: string[] = [];
    let results = 0;
    let answers = 0;
    const count = () => {
      answers += 1;
    };
    const parsers = [...crmParsers(count), ...localParsers()];
    for (const [index, [name, read]] of parsers.entries()) {
      const found = await read();
      const place = pollutedPlace(found);
      results += 1;
      if (place !== undefined) misses.push(`${name}: ${place} has a prototype that came with the data`);
      if (prototypeNames() !== before) misses.push(`${name} changed a prototype of everybody`);
      tell(index + 1, parsers.length);
    }
    return { figures: { poisonedAnswers: answers, parsers: results, pollutedKeys: misses.length }, misses };
  },
};

type Parser = readonly [name: string, read: () => Promise<unknown>];

function crmParsers(count: () => void): readonly Parser[] {
  return [hubspotAdapter(count), salesforceAdapter(count)].flatMap((crm): Parser[] => [
    [`describe of ${crm.crm}`, () => crm.describe()],
    [`provisioning of ${crm.crm}`, () => provision(crm)],
    ...objects.map((object): Parser => [`${object} of ${crm.crm}`, () => everything(crm, object)]),
    [
      `a sync of ${crm.crm}`,
      () => createSync({ crm, store: memoryStore() }).run({ asOf: new Date(now).toISOString() }),
    ],
  ]);
}

function provision(crm: CrmAdapter): Promise<unknown> {
  return crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
}

async function everything(crm: CrmAdapter, object: ObjectName): Promise<unknown> {
  const found: unknown[] = [];
  for await (const page of crm.pull({ type: "changes", object })) found.push(page);
  const refs =
    found.length === 0
      ? []
      : [
          { object, id: "__proto__" },
          { object, id: "1" },
        ];
  const history = ["stageId", "amount"] as const;
  for await (const page of crm.pull({ type: "records", refs, history })) found.push(page);
  if (found.length < 2) throw new Error(`nothing came of ${object}`);
  return found;
}

function poisoning(answer: (request: Request) => Promise<Response>, count: () => void): typeof fetch {
  return async (input, init) => {
    const response = await answer(new Request(input, init));
    const text = await response.text();
    if (!text.startsWith("{") && !text.startsWith("["))
      return new Response(text === "" ? null : text, { status: response.status, headers: response.headers });
    count();
    const headers = new Headers(response.headers);
    headers.delete("content-length");
    return new Response(poisoned(JSON.parse(text)), { status: response.status, headers });
  };
}

function hubspotAdapter(count: () => void): CrmAdapter {
  const sandbox = hubspotSandbox({ now: () => now, limits: "off" });
  sandbox.loadPortfolio(demoPortfolio({ seed: 8, asOf: new Date(now).toISOString() }));
  const { accessToken } = sandbox;
  return hubspotFetch({ accessToken, limits: "off", ports, fetch: poisoning(sandbox.fetch, count) });
}

function salesforceAdapter(count: () => void): CrmAdapter {
  const sandbox = salesforceSandbox({ now: () => now, limits: "off" });
  sandbox.loadPortfolio(demoPortfolio({ seed: 8, asOf: new Date(now).toISOString() }));
  const { accessToken } = sandbox;
  const instanceUrl = "https://acme.my.salesforce.com";
  return salesforceFetch({ instanceUrl, accessToken, ports, fetch: poisoning(sandbox.fetch, count) });
}

function localParsers(): readonly Parser[] {
  return [
    ["a webhook", readWebhook],
    ["a policy", async () => orFailure(() => parsePolicy(JSON.parse(poisoned({ evidenceRules: [] }))))],
    [
      "a policy of nothing else",
      async () => orFailure(() => parsePolicy(JSON.parse('{"__proto__":{"polluted":"yes"}}'))),
    ],
    ["the config file", async () => readConfigFile(poisoned({ store: "a.db", hosts: ["crm.example.com"] }))],
    [
      "a config file of nothing else",
      async () => readConfigFile('{"__proto__":{"polluted":"yes"},"store":"a.db"}'),
    ],
    ["a cursor of HubSpot", () => readCursor(hubspotAdapter(() => undefined))],
    ["a cursor of Salesforce", () => readCursor(salesforceAdapter(() => undefined))],
  ];
}

async function orFailure(read: () => unknown): Promise<unknown> {
  try {
    return await read();
  } catch (error) {
    return error;
  }
}

async function readWebhook(): Promise<unknown> {
  const event = {
    portalId: 1,
    subscriptionType: "deal.merge",
    objectId: 1,
    mergedObjectIds: [2],
    occurredAt: now,
  };
  const body = poisoned([
    event,
    { ...event, subscriptionType: "__proto__.creation", objectTypeId: "constructor" },
  ]);
  const clientSecret = "canary-secret";
  const uri = "https://hooks.example.com/x";
  const headers = await signedHeaders({ clientSecret, uri, body, at: now });
  const options = {
    clientSecrets: [clientSecret],
    publicUrl: "https://hooks.example.com",
    accountIds: ["1"],
  };
  const request = new Request("http://127.0.0.1/x", { method: "POST", headers, body });
  const notices = await hubspotWebhooks({ ...options, now: () => now }).receive(request);
  if (notices.length === 0) throw new Error("a poisoned webhook brought no notice");
  return notices;
}

interface ConfigModule {
  readConfig(directory: string, named: string | undefined, vendors: readonly unknown[]): unknown;
}

async function readConfigFile(content: string): Promise<unknown> {
  const { readConfig } = await loadSource<ConfigModule>("packages/cli/src/config-file.ts");
  const folder = mkdtempSync(join(tmpdir(), "headway-config-"));
  try {
    mkdirSync(join(folder, ".headway"));
    writeFileSync(join(folder, ".headway", "config.json"), content, { mode: 0o600 });
    return await orFailure(() => readConfig(folder, undefined, []));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A cursor is text that was stored; one that was spoilt there is refused or read as it is. */
async function readCursor(crm: CrmAdapter): Promise<unknown> {
  const found: unknown[] = [];
  for await (const page of crm.pull({ type: "changes", object: "deal" })) found.push(page.cursor);
  const since = poisoned(JSON.parse(String(found.at(-1))));
  return orFailure(async () => {
    for await (const page of crm.pull({ type: "changes", object: "deal", since })) found.push(page);
    return found;
  });
}
