import { describe, expect, it } from "vitest";
import { listen } from "../server.ts";
import type { SalesforceFaultRates, SeededFault } from "./seeded-faults.ts";
import { at, testClient } from "./testing/test-client.ts";

const account = { Name: "A" };
const all: readonly SeededFault[] = [
  "failedBefore",
  "failedAfter",
  "reset",
  "lost",
  "truncated",
  "unavailable",
  "rateLimited",
];

/** What became of forty creations, and how many took effect. */
async function outcomes(seed: number, rate: number): Promise<{ seen: string[]; made: number }> {
  const rates = Object.fromEntries(all.map((kind) => [kind, rate]));
  const { sandbox, rest } = testClient({ faults: { seed, rates } });
  const seen: string[] = [];
  for (let index = 0; index < 40; index += 1) {
    const sent = rest("POST", "/sobjects/Account", account);
    seen.push(
      await sent.then(
        ({ status }) => String(status),
        (error: Error) => error.name,
      ),
    );
  }
  return { seen, made: sandbox.records("Account").length };
}

describe("faults by seed", () => {
  it("come the same way for the same seed and another way for another", async () => {
    const first = await outcomes(1, 0.1);
    expect(await outcomes(1, 0.1)).toEqual(first);
    expect((await outcomes(2, 0.1)).seen).not.toEqual(first.seen);
    expect(new Set(first.seen).size).toBeGreaterThan(3);
  });

  it("do not come at rate 0", async () => {
    expect((await outcomes(1, 0)).seen).toEqual(Array(40).fill("201"));
  });

  it.each<[keyof SalesforceFaultRates, unknown, number]>([
    ["failedBefore", 500, 0],
    ["failedAfter", 500, 1],
    ["unavailable", 503, 0],
    ["rateLimited", 403, 0],
    ["sessionEnded", 401, 0],
    ["reset", "DroppedResponse", 0],
    ["lost", "DroppedResponse", 1],
    ["truncated", "SyntaxError", 1],
    ["lockedRow", 400, 0],
  ])("%s: the client sees %s, and %i record is made", async (kind, sees, made) => {
    const { sandbox, rest } = testClient({ faults: { seed: 1, rates: { [kind]: 1 } } });
    const seen = await rest("POST", "/sobjects/Account", account).then(
      ({ status }) => status,
      (error: Error) => error.name,
    );
    expect(seen).toBe(sees);
    expect(sandbox.records("Account")).toHaveLength(made);
  });

  it("lock rows of a collection one by one", async () => {
    const { rest } = testClient({ faults: { seed: 3, rates: { lockedRow: 0.3 } } });
    const records = Array.from({ length: 50 }, () => ({ attributes: { type: "Account" }, ...account }));
    const answer = await rest("POST", "/composite/sobjects", { records });
    const codes = records.map((_, index) => at(answer.body, `${index}.errors.0.statusCode`));
    expect(new Set(codes)).toEqual(new Set([undefined, "UNABLE_TO_LOCK_ROW"]));
  });

  it("are set, changed and cleared while the org runs", async () => {
    const { sandbox, rest } = testClient();
    const read = async () => (await rest("GET", "/limits")).status;
    expect(await read()).toBe(200);
    sandbox.setFaults({ seed: 1, rates: { unavailable: 1 } });
    expect(await read()).toBe(503);
    sandbox.clearFaults();
    expect(await read()).toBe(200);
  });

  it("leave signing in alone", async () => {
    const { sandbox, send } = testClient({ faults: { seed: 1, rates: { reset: 1 } } });
    const { clientId, clientSecret } = sandbox;
    const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
    const answer = await send("POST", "/services/oauth2/token", new URLSearchParams(form).toString());
    expect(answer.status).toBe(200);
  });

  it("break a stream of rows in the middle, over HTTP too", async () => {
    const cut = testClient({ faults: { seed: 5, rates: { truncated: 1 } } });
    cut.sandbox.seed("Account", Array(5000).fill(account));
    const body = JSON.stringify({ operation: "query", query: "SELECT Id FROM Account" });
    const { url, close } = await listen(cut.sandbox.fetch, { host: "127.0.0.1", port: 0 });
    const headers = { authorization: `Bearer ${cut.sandbox.accessToken}` };
    const job = await fetch(`${url}/services/data/v67.0/jobs/query`, { method: "POST", headers, body });
    const id = /750\w{15}/.exec(await job.text())?.[0];
    const results = await fetch(`${url}/services/data/v67.0/jobs/query/${id}/results`, { headers });
    await expect(results.text()).rejects.toThrow();
    await close();
  });
});

describe("long-running requests", () => {
  it("are refused beyond as many as are allowed, for as long as they run", async () => {
    const gates: (() => void)[] = [];
    const sleep = () => new Promise<void>((resolve) => gates.push(resolve));
    const faults = { seed: 1, rates: { slow: 1 } };
    const client = testClient({ faults, sleep, concurrentLimit: 2 });
    const slow = [client.rest("GET", "/sobjects"), client.rest("GET", "/limits")];
    while (gates.length < 2) await Promise.resolve();
    client.wait(20_000);
    const refused = client.rest("GET", "/sobjects/Account/describe");
    while (gates.length < 3) await Promise.resolve();
    for (const open of gates) open();
    expect((await refused).status).toBe(403);
    expect(at((await refused).body, "0.errorCode")).toBe("REQUEST_LIMIT_EXCEEDED");
    expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([200, 200]);
  });

  it("of other applications count", async () => {
    const { sandbox, rest } = testClient();
    sandbox.occupyLongRunning(25);
    expect((await rest("GET", "/limits")).status).toBe(403);
    sandbox.occupyLongRunning(24);
    expect((await rest("GET", "/limits")).status).toBe(200);
  });
});
