import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { inspect } from "node:util";
import type { ProofCase } from "../conformance-proof.ts";
import { addCompanies, portalCase, unlimited, wayOf } from "./portal-case.ts";
import { type OpenApp, type OpenAppOptions, openApp, pullAll } from "./testing/portal-world.ts";

const halfAnHour = 1_800_000;
type OpenWith = (options?: OpenAppOptions) => Promise<OpenApp>;

/** Tokens that end, change, are refused or may do too little (`invariant:A1` to `invariant:A5`). */
export const credentialCases: readonly ProofCase[] = [
  appCase("refresh-race", async (open) => {
    const { crm, clock, requests, saved } = await open();
    clock.advance(halfAnHour);
    await Promise.all(Array.from({ length: 50 }, () => pullAll(crm, "account")));
    equal(refreshes(requests), 1);
    equal(saved.length, 1);
    deepEqual(
      requests.filter((line) => line.endsWith(" 401")),
      [],
    );
  }),
  appCase("refresh-saved-before-it-is-used", async (open) => {
    const seen: string[] = [];
    const app = await open({
      oauth: {
        saveTokens: async () => {
          await Promise.resolve();
          seen.push("saved");
        },
      },
      async between(request, pass) {
        seen.push(request.url.includes("/oauth/") ? "refreshed" : "used");
        return pass(request);
      },
    });
    app.clock.advance(halfAnHour);
    await pullAll(app.crm, "account");
    deepEqual(seen, ["refreshed", "saved", "used"]);
  }),
  appCase("refresh-token-that-rotates", async (open) => {
    const { crm, clock, requests } = await open({ portal: { oauth: { rotatesRefreshTokens: true } } });
    for (let round = 0; round < 5; round += 1) {
      clock.advance(halfAnHour);
      await Promise.all([pullAll(crm, "account"), pullAll(crm, "contact")]);
    }
    equal(refreshes(requests), 5);
  }),
  appCase("refresh-refused-for-good", async (open) => {
    const { crm, clock, requests, sandbox, secrets } = await open();
    sandbox.oauth.uninstall();
    clock.advance(halfAnHour);
    for (let call = 0; call < 3; call += 1) {
      const error = await pullAll(crm, "account").catch((thrown: unknown) => thrown);
      ok(error instanceof Error && error.message.includes("install the app again"));
      for (const secret of secrets())
        ok(!inspect(error, { depth: 9 }).includes(secret), "a secret was shown");
    }
    equal(requests.length, 1);
  }),
  appCase("client-secret-rotation", async (open) => {
    const { crm, clock, sandbox } = await open({
      oauth: { clientSecrets: ["new", "sandbox-client-secret"] },
    });
    clock.advance(halfAnHour);
    await pullAll(crm, "account");
    sandbox.oauth.setClientSecrets(["new"]);
    clock.advance(halfAnHour);
    await pullAll(crm, "account");
  }),
  appCase("401-midway-takes-one-refresh", async (open) => {
    let spurned = 0;
    const { crm, sandbox, requests } = await open({
      async between(request, pass) {
        if (request.url.includes("/oauth/") || spurned === 1) return pass(request);
        spurned += 1;
        return Response.json({ status: "error", category: "EXPIRED_AUTHENTICATION" }, { status: 401 });
      },
    });
    addCompanies(sandbox, 1);
    equal((await pullAll(crm, "account")).changes.length, 1);
    equal(refreshes(requests), 1);
  }),
  appCase("token-endpoint-down-for-a-while", async (open) => {
    const { crm, clock } = await open({
      between: async (request, pass) =>
        request.url.includes("/oauth/") ? new Response("", { status: 503 }) : pass(request),
    });
    clock.advance(halfAnHour * 0.9);
    await pullAll(crm, "account");
    clock.advance(halfAnHour);
    await rejects(pullAll(crm, "account"), { code: "unavailable" });
  }),
  appCase("scopes-checked-up-front", async (open) => {
    const { crm } = await open({ portal: { scopes: ["crm.objects.deals.read", "crm.schemas.deals.read"] } });
    const { missingGrants } = await crm.describe();
    ok(missingGrants.status === "known");
    ok(missingGrants.value.includes("crm.objects.contacts.read"));
    ok(!missingGrants.value.includes("crm.objects.deals.read"));
  }),
  portalCase("missing-scope-named", async (open) => {
    const { crm } = await open({ portal: { limits: "off", scopes: ["crm.objects.deals.read"] } });
    const error = await pullAll(crm, "contact").catch((thrown: unknown) => thrown);
    ok(error instanceof Error && error.message.includes("crm.objects.contacts.read"), String(error));
    const { missingGrants } = await crm.describe();
    ok(missingGrants.status === "known" && missingGrants.value.includes("crm.objects.contacts.read"));
  }),
  portalCase("revoked-token-is-no-empty-portal", async (open) => {
    const { crm } = await open({
      ...unlimited,
      between: async () =>
        Response.json(
          { status: "error", category: "INVALID_AUTHENTICATION", message: "no" },
          { status: 401 },
        ),
    });
    await rejects(pullAll(crm, "deal"), { code: "unauthenticated" });
    await rejects(crm.describe(), { code: "unauthenticated" });
  }),
];

function refreshes(requests: readonly string[]): number {
  return requests.filter((line) => /^POST \/oauth\/.*\/token 200$/.test(line)).length;
}

/** A case before apps of its own, installed by OAuth. */
function appCase(name: string, run: (open: OpenWith) => Promise<void>): ProofCase {
  return {
    name,
    async run(variant) {
      const opened: OpenApp[] = [];
      try {
        await run(async (options) => {
          const app = await openApp(wayOf(variant), options);
          opened.push(app);
          return app;
        });
      } finally {
        for (const app of opened) await app.close();
      }
    },
  };
}
