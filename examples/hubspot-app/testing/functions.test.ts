import { parsePolicy } from "@headway/core";
import { hubspotRecords } from "@headway/hubspot/serverless";
import { demoPortfolio, startSandbox } from "@headway/sandbox";
import { assessRecord } from "@headway/sync/one-record";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logAnswer, logCapture } from "../log-capture.ts";
import { isStanding } from "../src/app/cards/standing.ts";
import { tellStanding } from "../tell-standing.ts";

const at = "2026-03-01T08:00:00.000Z";
const policy = parsePolicy({ version: "example-1" });
const signal = new AbortController().signal;

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox();
  sandbox.hubspot.sandbox.loadPortfolio(demoPortfolio({ seed: 1, asOf: new Date().toISOString() }));
});
afterAll(() => sandbox.close());

function reach() {
  const { accessToken, url } = sandbox.hubspot;
  return hubspotRecords({ accessToken, origin: url });
}
const idOf = (type: string) => sandbox.hubspot.sandbox.records(type)[0]?.id ?? "";
const assess = (object: "deal" | "account") =>
  assessRecord(
    reach(),
    { object, id: idOf(object === "deal" ? "deals" : "companies") },
    { policy, asOf: new Date().toISOString(), dryRun: true },
  );

const changedAt = () => sandbox.hubspot.sandbox.records("deals").map(({ updatedAt }) => updatedAt);

describe("the function that reads", () => {
  it("tells a deal in six items, each with its coverage, and writes nothing", async () => {
    const before = changedAt();
    const standing = tellStanding(await assess("deal"));
    expect(isStanding(JSON.parse(JSON.stringify(standing)))).toBe(true);
    const ids = ["buying-progress", "preference", "last-advance", "stall", "evidence-balance", "next-ask"];
    expect(standing.items.map(({ id }) => id)).toEqual(ids);
    for (const item of standing.items) {
      expect(item.coverage).not.toBe("");
      if (item.status === "unknown") expect(item.because.join()).toContain("Missing: ");
    }
    expect(changedAt()).toEqual(before);
  });

  it("tells an account with its evidence balance and what is proposed", async () => {
    const ids = ["account-advances", "last-advance", "stall", "evidence-balance", "proposal"];
    expect(tellStanding(await assess("account")).items.map(({ id }) => id)).toEqual(ids);
  });
});

describe("what is proposed of a client", () => {
  async function proposal(proposals: readonly object[], unknown: readonly string[]) {
    const result = await assess("account");
    const triage = { ...result.account?.triage, proposals };
    const account = { ...result.account, triage } as typeof result.account;
    return tellStanding({ ...result, account, unknown }).items.find(({ id }) => id === "proposal");
  }

  it("is nothing only where everything was read", async () => {
    expect(await proposal([], [])).toMatchObject({ status: "known", text: "Nothing" });
    expect(await proposal([], ["emails: not read"])).toMatchObject({ status: "unknown", text: "Unknown" });
  });

  it("names every class that the record speaks for, with the facts of all", async () => {
    const both = [
      { class: "a-list", facts: ["one benefit"] },
      { class: "painful", facts: ["four hours a week"] },
    ];
    const said = { text: "A-list; Keep to the box", because: ["one benefit", "four hours a week"] };
    expect(await proposal(both, [])).toMatchObject(said);
  });
});

describe("the function that logs", () => {
  const log = (entry: unknown, id = idOf("deals")) =>
    logCapture(reach(), { object: "deal", id }, { entry, policy, signal }).then(logAnswer);
  const commitment = {
    type: "commitment",
    side: "buyer",
    at,
    what: "signs",
    who: "Ada",
    dueOn: "2031-03-09",
  };

  it("keeps an entry as one task however often it is sent, and the card then shows it", async () => {
    const before = sandbox.hubspot.sandbox.records("tasks").length;
    expect(await log(commitment)).toMatchObject({ status: "saved" });
    const after = sandbox.hubspot.sandbox.records("tasks").length;
    expect(after).toBeGreaterThan(before);
    expect(await log(commitment)).toMatchObject({
      status: "saved",
      note: expect.stringContaining("already"),
    });
    expect(sandbox.hubspot.sandbox.records("tasks")).toHaveLength(after);
    const stall = tellStanding(await assess("deal")).items.find(({ id }) => id === "stall");
    expect(stall?.text).toBe("Waiting for what the buyer promised");
  });

  it.each([
    ["an entry that is none", { ...commitment, what: "" }, "what"],
    ["text", "what a day", "Invalid"],
    ["a key nobody knows", { ...commitment, mood: "bad" }, "Invalid"],
  ])("refuses %s and says why", async (_name, entry, why) => {
    expect(await log(entry)).toEqual({ status: "refused", reason: expect.stringContaining(why) });
  });

  it("says that a record is gone", async () => {
    expect((await log(commitment, "999999999")).status).toBe("refused");
  });
});
