import assert from "node:assert/strict";
import type { CrmAdapter, CrmError } from "@headway/crm";
import { finishWebServerFlow, salesforceFetch, startWebServerFlow } from "@headway/salesforce/fetch";
import type { SalesforceSandbox } from "@headway/sandbox";
import type { ProofCase } from "../conformance-proof.ts";
import { comeBack, consent, type EitherWorld, eitherWorld, flowOf, keyOf } from "./testing/adapter-world.ts";
import { countArrived, outcomeOf, trouble } from "./trouble.ts";

const client = ({ clientId, clientSecret }: SalesforceSandbox) => ({ clientId, clientSecret });
const tokenCount = (world: EitherWorld): number => countArrived(world, "/services/oauth2/token");

interface Tokens {
  readonly refreshToken: string;
  readonly accessToken?: string;
}

/** A case over a consent with tokens that rotate; `saved` are those that were stored, in order. */
function consented(name: string, run: (world: EitherWorld, saved: Tokens[]) => Promise<void>): ProofCase {
  return {
    name,
    async run({ transport }) {
      const saved: Tokens[] = [];
      const held: { tokens?: Tokens } = {};
      const world = await eitherWorld(transport, {
        prepare: async (sandbox) => {
          held.tokens = (await consent(sandbox)).tokens;
        },
        access: ({ clientId, clientSecret }) => ({
          oauth: {
            clientId,
            clientSecret,
            tokens: held.tokens ?? { refreshToken: "none" },
            saveTokens: (tokens) => void saved.push(tokens),
          },
        }),
      });
      try {
        await run(world, saved);
      } finally {
        await world.close();
      }
    },
  };
}

async function codeOf(adapter: CrmAdapter): Promise<string | undefined> {
  return ((await outcomeOf(adapter.describe())) as Partial<CrmError>).code;
}

/** Sessions that end, tokens that rotate, and orgs that are not the one that is meant. */
export const authCases: readonly ProofCase[] = [
  trouble("persistent-401-stops", { access: client }, async (world) => {
    world.sandbox.rejectTokens(true);
    for (let round = 0; round < 10; round += 1) assert.equal(await codeOf(world.adapter), "unauthenticated");
    assert.ok(tokenCount(world) <= 4, `${tokenCount(world)} sign-ins`);
    assert.ok(world.arrived.length <= 30, `${world.arrived.length} requests`);
  }),
  trouble("session-that-expires-under-way", { access: client }, async ({ sandbox, adapter }) => {
    await adapter.describe();
    sandbox.expireTokens();
    assert.equal((await adapter.describe()).account.name, "Headway Sandbox");
  }),
  trouble("fifty-calls-one-sign-in", { access: client }, async (world) => {
    await Promise.all(Array.from({ length: 50 }, () => world.adapter.describe()));
    assert.equal(tokenCount(world), 1);
  }),
  consented("rotation-keeps-new-token", async ({ sandbox, adapter }, saved) => {
    for (let round = 0; round < 4; round += 1) {
      sandbox.expireTokens();
      await adapter.describe();
    }
    assert.equal(new Set(saved.map(({ refreshToken }) => refreshToken)).size, 4);
  }),
  consented("new-token-stored-before-it-is-used", async ({ sandbox, adapter, arrived }, saved) => {
    sandbox.expireTokens();
    const before = arrived.length;
    await adapter.describe();
    const used = arrived
      .slice(before)
      .findIndex(({ authorization }) => authorization?.endsWith(saved[0]?.accessToken ?? "?"));
    const asked = arrived.slice(before).findIndex(({ address }) => address.endsWith("/token"));
    assert.ok(used > asked && saved.length === 1);
  }),
  consented("consent-that-was-taken-back", async (world) => {
    world.sandbox.failNext({
      match: { path: "/services/oauth2/token" },
      status: 400,
      body: { error: "invalid_grant", error_description: "expired access/refresh token" },
    });
    world.sandbox.expireTokens();
    for (let round = 0; round < 3; round += 1) assert.equal(await codeOf(world.adapter), "unauthenticated");
    assert.equal(tokenCount(world), 1);
  }),
  {
    name: "jwt-bearer-signs-in",
    async run({ transport }) {
      const world = await eitherWorld(transport, {
        access: (sandbox) => ({ jwt: keyOf(sandbox) }),
      });
      try {
        await world.adapter.describe();
        world.sandbox.expireTokens();
        await world.adapter.describe();
        assert.equal(tokenCount(world), 2);
      } finally {
        await world.close();
      }
    },
  },
  trouble("pkce-verifier-of-legal-length", {}, async ({ sandbox }) => {
    sandbox.setInstanceUrl("https://acme.my.salesforce.com");
    const flow = flowOf(sandbox);
    const started = await startWebServerFlow(flow);
    assert.match(started.verifier, /^[A-Za-z0-9\-._~]{43,128}$/);
    assert.match(started.url, /code_challenge_method=S256/);
    const { tokens } = await finishWebServerFlow(flow, started, await comeBack(sandbox, started));
    assert.ok(tokens.refreshToken.length > 10);
  }),
  trouble("code-of-somebody-elses-sign-in", {}, async ({ sandbox }) => {
    const flow = flowOf(sandbox);
    const started = await startWebServerFlow(flow);
    const cameBackTo = `${flow.redirectUri}?code=stolen&state=other`;
    await assert.rejects(finishWebServerFlow(flow, started, cameBackTo), { code: "unauthenticated" });
  }),
  trouble("tokens-for-an-address-that-is-not-salesforces", {}, async ({ sandbox }) => {
    const flow = flowOf(sandbox);
    const started = await startWebServerFlow(flow);
    const cameBackTo = await comeBack(sandbox, started);
    const body = {
      access_token: "a",
      refresh_token: "r",
      instance_url: "https://acme.my.salesforce.com.evil.example",
    };
    sandbox.failNext({ match: { path: "/services/oauth2/token" }, status: 200, body });
    await assert.rejects(finishWebServerFlow(flow, started, cameBackTo), { code: "forbidden" });
  }),
  trouble("another-org-answers", { adapter: { organizationId: "00D000000000099" } }, async ({ adapter }) => {
    assert.equal(await codeOf(adapter), "forbidden");
  }),
  trouble(
    "secret-in-a-message",
    { access: ({ clientId }) => ({ clientId, clientSecret: "canary-secret" }) },
    async ({ adapter }) => {
      const error = (await outcomeOf(adapter.describe())) as CrmError;
      assert.equal(error.code, "unauthenticated");
      const shown =
        JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error.stack) + String(error.cause);
      assert.ok(!shown.includes("canary"));
    },
  ),
  trouble("next-page-at-another-address", { meet: evilNextPage }, async ({ sandbox, adapter, arrived }) => {
    sandbox.create("Account", { Name: "A" });
    for await (const page of adapter.pull({ type: "changes", object: "account" }))
      assert.ok(page.changes.length <= 1);
    assert.ok(arrived.every(({ address }) => !address.includes("evil")));
  }),
  trouble("address-of-the-org-with-a-password", {}, async () => {
    for (const instanceUrl of [
      "https://a:b@acme.my.salesforce.com",
      "http://acme.my.salesforce.com",
      "https://169.254.169.254",
    ]) {
      assert.throws(() => salesforceFetch({ instanceUrl, accessToken: "x" }), { code: "invalid" });
    }
  }),
];

async function evilNextPage(
  request: Request,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const response = await answer(request);
  const body = await response.text();
  const nextRecordsUrl = '"done":true,"nextRecordsUrl":"https://evil.example/services/data/v67.0/query/01g"';
  return new Response(body.replaceAll('"done":true', nextRecordsUrl), {
    status: response.status,
    headers: response.headers,
  });
}
