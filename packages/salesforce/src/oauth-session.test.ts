import type { CrmAdapter } from "@headway/crm";
import { type SalesforceSandbox, salesforceSandbox } from "@headway/sandbox";
import { describe, expect, it } from "vitest";
import { salesforceFetch } from "./fetch.ts";
import type { OauthOptions, OauthTokens } from "./oauth-options.ts";
import { consent, keyOf, loginUrl } from "./testing/sign-in.ts";

interface Sent {
  readonly path: string;
  readonly authorization: string | null;
  readonly body: string;
}

/** An org, and how often it is asked for tokens. */
function world(settings: Parameters<typeof salesforceSandbox>[0] = {}) {
  let now = Date.UTC(2027, 0, 4);
  const sandbox = salesforceSandbox({ now: () => now, limits: "off", instanceUrl: loginUrl, ...settings });
  const sent: Sent[] = [];
  const open = (access: Omit<Parameters<typeof salesforceFetch>[0], "instanceUrl">): CrmAdapter =>
    salesforceFetch({
      instanceUrl: loginUrl,
      ports: { now: () => now, random: () => 0.5, sleep: async () => undefined },
      async fetch(input, init) {
        const request = new Request(input, init);
        const { pathname: path } = new URL(request.url);
        const authorization = request.headers.get("authorization");
        sent.push({ path, authorization, body: await request.clone().text() });
        return sandbox.fetch(request);
      },
      ...access,
    });
  const tokenRequests = (): number => sent.filter(({ path }) => path.endsWith("/token")).length;
  const advance = (ms: number): void => {
    now += ms;
  };
  return { sandbox, sent, open, tokenRequests, advance };
}

/** A consent with its tokens kept in memory, as a caller would keep them. */
async function installed(sandbox: SalesforceSandbox, settings: Partial<OauthOptions> = {}) {
  const { tokens } = await consent(sandbox);
  const saved: OauthTokens[] = [];
  const oauth: OauthOptions = {
    clientId: sandbox.clientId,
    clientSecret: sandbox.clientSecret,
    tokens,
    saveTokens: (given) => void saved.push(given),
    ...settings,
  };
  return { oauth, saved, tokens };
}

describe("a session by refresh token", () => {
  it("keeps the new refresh token, and stores it before anything is sent with it (invariant:A2)", async () => {
    const { sandbox, sent, open } = world();
    const usedBefore: boolean[] = [];
    const { oauth, saved } = await installed(sandbox, {});
    const adapter = open({
      oauth: {
        ...oauth,
        saveTokens: (given) => {
          saved.push(given);
          usedBefore.push(
            sent.some(({ authorization }) => authorization?.includes(given.accessToken ?? "?") === true),
          );
        },
      },
    });
    for (let round = 0; round < 3; round += 1) {
      sandbox.expireTokens();
      await adapter.describe();
    }
    expect(saved).toHaveLength(3);
    expect(new Set(saved.map(({ refreshToken }) => refreshToken)).size).toBe(3);
    expect(usedBefore).toEqual([false, false, false]);
  });

  it("is refreshed once, however many ask (invariant:A1)", async () => {
    const { sandbox, open, tokenRequests } = world();
    const { oauth } = await installed(sandbox);
    const adapter = open({ oauth });
    sandbox.expireTokens();
    await Promise.all(Array.from({ length: 50 }, () => adapter.describe()));
    expect(tokenRequests()).toBe(1);
  });

  it("does not use tokens that could not be stored, and stores the same again (invariant:A3)", async () => {
    const { sandbox, open, tokenRequests } = world();
    const { oauth } = await installed(sandbox);
    const tried: string[] = [];
    const saveTokens = ({ refreshToken }: OauthTokens): void => {
      tried.push(refreshToken);
      if (tried.length === 1) throw new Error("disk full");
    };
    const adapter = open({ oauth: { ...oauth, saveTokens }, attempts: 1 });
    sandbox.expireTokens();
    await expect(adapter.describe()).rejects.toMatchObject({ code: "unavailable" });
    await adapter.describe();
    expect(tried).toEqual([tried[0], tried[0]]);
    expect(tokenRequests()).toBe(1);
  });

  it("lets tokens that could not be stored give way to what somebody stored meanwhile (invariant:A2)", async () => {
    const { sandbox, open, tokenRequests } = world();
    const { oauth } = await installed(sandbox);
    let stored = oauth.tokens;
    let tries = 0;
    const saveTokens = (): never => {
      tries += 1;
      throw new Error("disk full");
    };
    const adapter = open({ oauth: { ...oauth, loadTokens: () => stored, saveTokens }, attempts: 1 });
    sandbox.expireTokens();
    await expect(adapter.describe()).rejects.toMatchObject({ code: "unavailable" });
    stored = (await installed(sandbox)).oauth.tokens;
    await adapter.describe();
    expect([tries, tokenRequests()]).toEqual([1, 1]);
  });

  it("takes what another process stored, and never shows a spent token (invariant:A2)", async () => {
    const { sandbox, open } = world();
    const { oauth } = await installed(sandbox);
    let stored = oauth.tokens;
    const shared = {
      ...oauth,
      loadTokens: () => stored,
      saveTokens: (tokens: OauthTokens) => {
        stored = tokens;
      },
    };
    const [one, other] = [open({ oauth: shared }), open({ oauth: shared })];
    for (let round = 0; round < 3; round += 1) {
      sandbox.expireTokens();
      await one.describe();
      await other.describe();
    }
    expect((await one.describe()).account.name).toBe("Headway Sandbox");
  });

  it("says once and for all that the consent is gone", async () => {
    const { sandbox, open, tokenRequests } = world();
    const { oauth } = await installed(sandbox, { tokens: { refreshToken: "revoked-canary" } });
    const adapter = open({ oauth });
    const failures = [await failure(adapter), await failure(adapter)];
    expect(failures[0]).toMatchObject({ code: "unauthenticated", details: { vendorCode: "invalid_grant" } });
    expect(tokenRequests()).toBe(1);
    expect(String(failures)).not.toContain("canary");
  });
});

describe("a session by a key of one's own", () => {
  it("signs in, and again when the token has expired", async () => {
    const { sandbox, open, sent, tokenRequests } = world();
    const adapter = open({ jwt: keyOf(sandbox) });
    await adapter.describe();
    sandbox.expireTokens();
    await adapter.describe();
    expect(tokenRequests()).toBe(2);
    expect(sent.map(({ body }) => body).join()).not.toContain("PRIVATE");
  });

  it("says what is wrong with a key, without the key", async () => {
    const { sandbox, open, tokenRequests } = world();
    const privateKey = `-----BEGIN PRIVATE KEY-----\n${btoa("canary-secret-key")}\n-----END PRIVATE KEY-----\n`;
    const error = await failure(open({ jwt: { ...keyOf(sandbox), privateKey } }));
    expect(error).toMatchObject({ code: "unauthenticated" });
    expect(String(error)).not.toContain(btoa("canary-secret-key"));
    expect(tokenRequests()).toBe(0);
  });

  it("says whose consent is missing", async () => {
    const { sandbox, open } = world();
    const error = await failure(open({ jwt: { ...keyOf(sandbox), username: "nobody@example.com" } }));
    expect(error).toMatchObject({ code: "unauthenticated", details: { vendorCode: "invalid_grant" } });
  });
});

describe("an org that refuses every token", () => {
  it("is asked for three more, then for one a minute (invariant:A4)", async () => {
    const { sandbox, open, tokenRequests, advance } = world();
    const { clientId, clientSecret } = sandbox;
    const adapter = open({ clientId, clientSecret });
    sandbox.rejectTokens(true);
    for (let round = 0; round < 20; round += 1)
      expect(await failure(adapter)).toMatchObject({ code: "unauthenticated" });
    expect(tokenRequests()).toBe(3);
    advance(61_000);
    for (let round = 0; round < 5; round += 1) await failure(adapter);
    expect(tokenRequests()).toBe(4);
    sandbox.rejectTokens(false);
    advance(61_000);
    expect((await adapter.describe()).account.name).toBe("Headway Sandbox");
  });
});

describe("the org that is meant (invariant:H8)", () => {
  const organizationId = "00D000000000099";

  it.each(["a token", "a client"])("is the only one that is read, with %s", async (way) => {
    const { sandbox, open } = world();
    const { accessToken, clientId, clientSecret } = sandbox;
    const adapter = open({
      organizationId,
      ...(way === "a token" ? { accessToken } : { clientId, clientSecret }),
    });
    expect(await failure(adapter)).toMatchObject({ code: "forbidden" });
  });

  it("is not changed under way: another org in the answer to a refresh is refused", async () => {
    const { sandbox, open } = world();
    const { clientId, clientSecret } = sandbox;
    const adapter = open({ clientId, clientSecret });
    await adapter.describe();
    sandbox.expireTokens();
    const body = { access_token: "stolen", id: `${loginUrl}/id/${organizationId}/005000000000001` };
    sandbox.failNext({ match: { path: "/services/oauth2/token" }, status: 200, body });
    expect(await failure(adapter)).toMatchObject({ code: "forbidden" });
  });
});

function failure(adapter: CrmAdapter): Promise<unknown> {
  return adapter.describe().catch((error: unknown) => error);
}
