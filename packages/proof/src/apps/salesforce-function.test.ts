import { join } from "node:path";
import { defaultPolicy, type Policy } from "@headway/core";
import {
  type CallableOrg,
  callableFunction,
  salesforceRecords,
  signCallout,
} from "@headway/salesforce/serverless";
import { demoPortfolio, type SalesforceSandbox } from "@headway/sandbox";
import { assessRecord, type RecordResult } from "@headway/sync/one-record";
import { beforeAll, describe, expect, it } from "vitest";
import { type LogResult, logAnswer, logCapture } from "../../../../examples/hubspot-app/log-capture.ts";
import type { LogAnswer, Standing } from "../../../../examples/hubspot-app/src/app/cards/standing.ts";
import { tellStanding } from "../../../../examples/hubspot-app/tell-standing.ts";
import { root } from "../architecture/workspace.ts";
import { provisionedOrg } from "../conformance/salesforce/dx-source/live-org.ts";

const lwc = (path: string) =>
  import(/* @vite-ignore */ join(root, "examples/salesforce-dx/force-app/main/default/lwc", path));

/** What the Apex class sends along: nothing to read, `write` from a Flow, `entry` from a rep. */
interface CalloutInput {
  readonly write?: boolean;
  readonly entry?: unknown;
}

/** The function that the classes of `examples/salesforce-dx` call, as its README has it. */
function salesforceFunction(policy: Policy, org: (orgId: string) => CallableOrg | undefined) {
  return callableFunction<RecordResult | LogResult, Standing | LogAnswer>({
    org,
    run: (crm, ref, signal, { input }) => {
      const { entry, write } = (input ?? {}) as CalloutInput;
      if (entry !== undefined) return logCapture(crm, ref, { entry, policy, signal });
      const asOf = new Date().toISOString();
      return assessRecord(crm, ref, { policy, asOf, signal, dryRun: write !== true });
    },
    answer: (result) => ("ref" in result ? tellStanding(result) : logAnswer(result)),
  });
}

describe("the function behind the component", () => {
  let sandbox: SalesforceSandbox;
  beforeAll(async () => {
    ({ sandbox } = await provisionedOrg());
    sandbox.loadPortfolio(demoPortfolio({ seed: 1, asOf: new Date().toISOString() }));
  });

  let calls = 0;
  async function call(input?: object): Promise<string> {
    const orgId = "00DHw0000000001MAA";
    const crm = salesforceRecords({
      instanceUrl: "https://acme.my.salesforce.com",
      accessToken: sandbox.accessToken,
      organizationId: orgId,
      fetch: (input, init) => sandbox.fetch(new Request(input, init)),
    });
    const answer = salesforceFunction(defaultPolicy, () => ({ secrets: ["s3cret"], crm }));
    const id = sandbox.records("Opportunity")[0]?.Id;
    const body = JSON.stringify({ orgId, object: "deal", id, ...(input && { input }) });
    calls += 1;
    const nonce = `nonce-of-this-test-${calls}`;
    const headers = { ...(await signCallout("s3cret", { body, nonce, at: Date.now() })) };
    const response = await answer(
      new Request("https://headway.example.com/callout", { method: "POST", body, headers }),
    );
    const text = await response.text();
    expect(response.status, text).toBe(200);
    return text;
  }

  it("answers what the component reads: where the buyer stands, and what became of an entry", async () => {
    const { standingIn, logAnswerIn } = (await lwc("headwayAnswers/headwayAnswers.js")) as Record<
      string,
      (text: string) => { status: string; items?: readonly { id: string }[] }
    >;
    const standing = standingIn?.(await call());
    expect(standing?.items?.map(({ id }) => id)).toContain("next-ask");
    const at = "2026-03-01T08:00:00.000Z";
    const entry = { type: "commitment", side: "buyer", at, what: "signs", who: "Ada", dueOn: "2031-03-09" };
    const tasks = sandbox.records("Task").length;
    expect(logAnswerIn?.(await call({ entry }))).toMatchObject({ status: "saved" });
    const after = sandbox.records("Task").length;
    expect(after).toBeGreaterThan(tasks);
    expect(logAnswerIn?.(await call({ entry }))).toMatchObject({ status: "saved" });
    expect(sandbox.records("Task")).toHaveLength(after);
    expect(logAnswerIn?.(await call({ entry: { ...entry, who: 7 } }))).toMatchObject({ status: "refused" });
  });
});
