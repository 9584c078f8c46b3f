import { inspect } from "node:util";
import type { CrmAdapter } from "@headway/crm";
import { hubspotFetch } from "@headway/hubspot/fetch";
import { finishWebServerFlow, salesforceFetch, startWebServerFlow } from "@headway/salesforce/fetch";
import { hubspotSandbox, salesforceSandbox } from "@headway/sandbox";
import { createFleet, type Fleet, type Grant } from "@headway/sync/fleet";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

interface Tokens {
  readonly refreshToken: string;
  readonly accessToken?: string;
  readonly expiresAt?: number;
}

type Door =
  | { readonly status: "ready"; readonly url: string }
  | { readonly status: "absent"; readonly reason: string };

const door = (await (await fetch(inject("postgresDoor"))).json()) as Door;
const absent = door.status === "absent" ? door.reason : "";
const place = { url: door.status === "ready" ? door.url : "", schema: "fleet_proof_refresh" };
const processes = 8;
const callsEach = 50;

async function readAccounts(crm: CrmAdapter): Promise<void> {
  for await (const page of crm.pull({ type: "changes", object: "account" })) void page;
}

describe.skipIf(absent !== "")(`one installation, many processes ${absent}`, () => {
  let fleets: Fleet[];
  beforeAll(async () => {
    const options = { ...place, key: Buffer.alloc(32, 4).toString("base64"), connections: 4 };
    fleets = [];
    for (let index = 0; index < processes; index += 1) fleets.push(await createFleet(options));
  });
  afterAll(async () => {
    for (const fleet of fleets) await fleet.close();
  });

  /** Every adapter calls at once, each with a fleet of its own as in a process of its own. */
  async function callAll(name: Parameters<Fleet["grant"]>[0], open: (grant: Grant<Tokens>) => CrmAdapter) {
    const adapters = fleets.map((fleet) => open(fleet.grant<Tokens>(name)));
    const calls = adapters.flatMap((crm) => Array.from({ length: callsEach }, () => readAccounts(crm)));
    return Promise.allSettled(calls);
  }

  it("refreshes an expired HubSpot token once over 400 calls, with tokens that rotate (invariant:A1)", async () => {
    let now = Date.UTC(2027, 0, 4);
    const portal = hubspotSandbox({ now: () => now, limits: "off", oauth: { rotatesRefreshTokens: true } });
    const tokens: Tokens = { ...portal.oauth.install() };
    const name = { tenant: "proof", crm: "hubspot", accountId: "1" };
    const { clientId, clientSecrets } = portal.oauth;
    await fleets[0]?.accounts.put({ ...name, credentials: { clientId, tokens } });
    now += 3_600_000;
    const asked: number[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      const isRefresh = request.url.includes("/oauth/");
      const response = await portal.fetch(request);
      if (isRefresh) asked.push(response.status);
      return response;
    };
    const ports = {
      now: () => now,
      sleep: () => new Promise<void>((done) => setTimeout(done, 5)),
      random: () => 0.5,
    };
    const outcomes = await callAll(name, ({ loadTokens, saveTokens, inTurn }) =>
      hubspotFetch({
        oauth: { clientId, clientSecrets, tokens, loadTokens, saveTokens, inTurn },
        limits: "off",
        fetch,
        ports,
      }),
    );
    expect(outcomes.filter(({ status }) => status === "rejected")).toEqual([]);
    expect(asked).toEqual([200]);
    expect(await fleets[1]?.grant<Tokens>(name).loadTokens()).not.toEqual(tokens);
  });

  it("refreshes a refused Salesforce token once over 400 calls; a second use would revoke all (invariant:A1)", async () => {
    const instanceUrl = "https://acme.my.salesforce.com";
    const org = salesforceSandbox({ limits: "off", instanceUrl });
    const { clientId, clientSecret } = org;
    const direct: typeof globalThis.fetch = (input, init) => org.fetch(new Request(input, init));
    const flow = {
      loginUrl: instanceUrl,
      clientId,
      clientSecret,
      redirectUri: "http://localhost:3000/callback",
    };
    const started = await startWebServerFlow({ ...flow, fetch: direct });
    const back = (await org.fetch(new Request(started.url))).headers.get("location") ?? "";
    const { tokens } = await finishWebServerFlow({ ...flow, fetch: direct }, started, back);
    const name = { tenant: "proof", crm: "salesforce", accountId: "1" };
    await fleets[0]?.accounts.put({ ...name, credentials: { clientId, tokens } });
    org.expireTokens();
    const asked: number[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      const response = await org.fetch(request);
      if (request.url.endsWith("/token")) asked.push(response.status);
      return response;
    };
    const outcomes = await callAll(name, ({ loadTokens, saveTokens, inTurn }) =>
      salesforceFetch({
        instanceUrl,
        oauth: { clientId, clientSecret, tokens, loadTokens, saveTokens, inTurn },
        fetch,
      }),
    );
    expect(outcomes.filter(({ status }) => status === "rejected")).toEqual([]);
    expect(asked).toEqual([200]);
  });

  it("shows no credential of an account, however it is printed (invariant:X1)", async () => {
    const name = { tenant: "proof", crm: "hubspot", accountId: "canary" };
    const [fleet] = fleets;
    await fleet?.accounts.put({
      ...name,
      credentials: { accessToken: "canary-access", tokens: { refreshToken: "canary-refresh" } },
    });
    const seen: unknown[] = [
      fleet,
      fleet?.grant(name),
      await fleet?.accounts.list(),
      await fleet?.accounts.get(name),
    ];
    const wrongKey = await createFleet({ ...place, key: Buffer.alloc(32, 5).toString("base64") });
    seen.push(
      await wrongKey
        .grant(name)
        .loadTokens()
        .catch((error: unknown) => error),
    );
    await wrongKey.close();
    for (const one of seen) {
      const shown = `${inspect(one, { depth: 12, showHidden: true })}${JSON.stringify(one)}${String(one)}`;
      expect(shown).not.toMatch(/canary-(access|refresh)/);
    }
    expect(seen.at(-1)).toMatchObject({ code: "credentials-refused" });
  });
});
