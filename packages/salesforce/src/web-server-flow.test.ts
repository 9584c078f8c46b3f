import { salesforceSandbox } from "@headway/sandbox";
import { describe, expect, it } from "vitest";
import { salesforceFetch } from "./fetch.ts";
import { comeBack, flowOf, loginUrl } from "./testing/sign-in.ts";
import { finishWebServerFlow, startWebServerFlow } from "./web-server-flow.ts";

const open = () =>
  salesforceSandbox({ now: () => Date.UTC(2027, 0, 4), limits: "off", instanceUrl: loginUrl });

describe("the web server flow", () => {
  it("gives tokens that open the org, for a verifier of legal length challenged by S256", async () => {
    const sandbox = open();
    const flow = flowOf(sandbox);
    const started = await startWebServerFlow(flow);
    expect(started.verifier).toMatch(/^[A-Za-z0-9\-._~]{43,128}$/);
    const query = new URL(started.url).searchParams;
    expect(query.get("code_challenge_method")).toBe("S256");
    expect(started.url).not.toContain(sandbox.clientSecret);
    expect(started.url).not.toContain(started.verifier);
    const signedIn = await finishWebServerFlow(flow, started, await comeBack(sandbox, started));
    const { instanceUrl, organizationId = "", tokens } = signedIn;
    const adapter = salesforceFetch({
      instanceUrl,
      organizationId,
      oauth: { clientId: sandbox.clientId, tokens, saveTokens: () => undefined },
      fetch: (input, init) => sandbox.fetch(new Request(input, init)),
    });
    expect((await adapter.describe()).account.id.slice(0, 15)).toBe(organizationId.slice(0, 15));
  });

  it("uses bytes of Web Crypto that differ each time", async () => {
    const { randomBytes: _, ...flow } = flowOf(open());
    const [one, other] = [await startWebServerFlow(flow), await startWebServerFlow(flow)];
    expect(one.verifier).not.toBe(other.verifier);
    expect(one.state).not.toBe(other.state);
  });

  it.each([
    ["another sign-in's answer", "?code=x&state=other", "`state` differs"],
    ["an answer without a code", "?state=STATE", "without a code"],
    ["a refusal", "?error=access_denied&state=STATE", "`access_denied`"],
    ["something that is no address", "", "`state` differs"],
  ])("%s is refused before anything is sent", async (_name, query, said) => {
    const sandbox = open();
    const flow = flowOf(sandbox);
    const started = await startWebServerFlow(flow);
    const cameBackTo =
      query === "" ? "nonsense" : `${flow.redirectUri}${query.replace("STATE", started.state)}`;
    const done = finishWebServerFlow(flow, started, cameBackTo);
    await expect(done).rejects.toMatchObject({
      code: "unauthenticated",
      message: expect.stringContaining(said),
    });
    expect(sandbox.requests().total).toBe(0);
  });

  it("a code cannot be used with another verifier, and not twice", async () => {
    const sandbox = open();
    const flow = flowOf(sandbox);
    const started = await startWebServerFlow(flow);
    const cameBackTo = await comeBack(sandbox, started);
    const other = { ...started, verifier: "x".repeat(64) };
    await expect(finishWebServerFlow(flow, other, cameBackTo)).rejects.toMatchObject({
      code: "unauthenticated",
    });
    await expect(finishWebServerFlow(flow, started, cameBackTo)).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  it.each([
    ["http://acme2.my.salesforce.com", false],
    ["https://169.254.169.254", false],
    ["https://acme.my.salesforce.com.evil.example", false],
    ["https://evil.example/#.my.salesforce.com", false],
    ["https://evilmy.salesforce.com", false],
    ["https://user@acme2.my.salesforce.com", false],
    ["https://acme2.my.salesforce.com:8443", false],
    ["https://acme2.my.salesforce.com.", false],
    ["http://127.0.0.1:1", false],
    ["https://acme2.my.salesforce.com", true],
    ["https://acme--uat.sandbox.my.salesforce.com", true],
    ["https://acme.my.salesforce.mil", true],
  ])("tokens for an org at %s are taken: %s (invariant:X6)", async (instance_url, isTaken) => {
    const sandbox = open();
    const flow = flowOf(sandbox, { hosts: ["acme.my.salesforce.mil"] });
    const started = await startWebServerFlow(flow);
    const body = { access_token: "a", refresh_token: "r", instance_url };
    const cameBackTo = await comeBack(sandbox, started);
    sandbox.failNext({ match: { path: "/services/oauth2/token" }, status: 200, body });
    const done = finishWebServerFlow(flow, started, cameBackTo).then(
      (signedIn) => signedIn.instanceUrl,
      (error: { code?: string }) => error.code,
    );
    expect(await done).toBe(isTaken ? instance_url : "forbidden");
  });
});
