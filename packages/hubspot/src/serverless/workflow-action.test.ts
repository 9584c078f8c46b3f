import { CrmError, type PushOutcome } from "@headway/crm";
import type { RunResult } from "@headway/crm/http";
import { describe, expect, it } from "vitest";
import { type AppFunctionOptions, appFunction } from "./app-function.ts";
import { type WorkflowActionOptions, workflowAction } from "./workflow-action.ts";

const token = "pat-secret-0123";
const event = { origin: { portalId: 42 }, object: { objectType: "DEAL", objectId: 7 } };
const good: RunResult = { status: "assessed", writes: [], unknown: ["something"] };
const ports = { now: () => 0, sleep: () => new Promise<void>(() => undefined), random: () => 0.5 };

function action(run: WorkflowActionOptions<RunResult>["run"], more: object = {}) {
  return workflowAction({ run, environment: { HEADWAY_TOKEN: token }, ports, ...more });
}

const write = (outcome: PushOutcome) => async () => ({ ...good, writes: [{ target: "deal/7", outcome }] });
const failing =
  (code: CrmError["code"], message = "what happened") =>
  async (): Promise<RunResult> => {
    throw new CrmError(code, { crm: "hubspot", message });
  };

describe("a workflow action", () => {
  it("gives its outcome as output fields", async () => {
    const ref: PushOutcome = { status: "written", ref: { object: "deal", id: "7" }, created: false };
    const { outputFields } = await action(write(ref), { outputs: () => ({ stall: "moving" }) })(event);
    expect(outputFields).toEqual({
      ...{ headway_status: "assessed", headway_written: 1, headway_refused: 0 },
      ...{ headway_message: "something", stall: "moving" },
    });
  });

  it.each([
    ["a limit", failing("rate-limited"), 429],
    ["an outage", failing("unavailable"), 503],
    ["the end of its time", failing("deadline-exceeded"), 503],
    ["an answer that broke off", failing("malformed-response"), 503],
    ["a write without an answer", write({ status: "unknown", reason: "lost" }), 503],
    ["a write that was not sent", write({ status: "not-sent", reason: "late" }), 503],
  ] as const)("throws what HubSpot runs again: %s", async (_, run, status) => {
    await expect(action(run)(event)).rejects.toMatchObject({ code: status, response: { status } });
  });

  it.each([
    ["refused credentials", failing("unauthenticated"), "failed: unauthenticated"],
    ["a missing scope", failing("forbidden"), "failed: forbidden"],
    ["a refused write", write({ status: "refused", code: "invalid", reason: "no" }), "assessed"],
  ] as const)("says what stays wrong however often it runs: %s", async (_, run, status) => {
    const { outputFields } = await action(run)(event);
    expect(outputFields.headway_status).toBe(status);
  });

  it("keeps outputs within what HubSpot takes, and the secret out of them", async () => {
    const outputs = () => ({ long: "x".repeat(70_000), told: `the token is ${token}` });
    const { outputFields } = await action(async () => good, { outputs })(event);
    expect(String(outputFields.long)).toHaveLength(65_000);
    expect(outputFields.told).toBe("the token is [secret]");
    const { outputFields: failed } = await action(failing("forbidden", `bad ${token}`))(event);
    expect(JSON.stringify(failed)).not.toContain(token);
  });

  it.each([
    ["no secret", { environment: {} }, event, "failed: invalid"],
    ["another object", {}, { object: { objectType: "TICKET", objectId: 1 } }, "failed: unsupported"],
  ])("with %s does nothing and says so", async (_, more, given, status) => {
    const { outputFields } = await action(async () => good, more)(given);
    expect(outputFields.headway_status).toBe(status);
  });

  it("ends by itself before HubSpot ends it", async () => {
    let elapse = (): void => undefined;
    const sleep = () =>
      new Promise<void>((resolve) => {
        elapse = resolve;
      });
    const signals: AbortSignal[] = [];
    const run = (_crm: unknown, _ref: unknown, signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<RunResult>(() => undefined);
    };
    const ended = action(run, { ports: { ...ports, sleep } })(event);
    while (signals.length === 0) await Promise.resolve();
    elapse();
    await expect(ended).rejects.toMatchObject({ response: { status: 503 } });
    expect(signals[0]?.aborted).toBe(true);
  });
});

describe("an app function", () => {
  const context = { parameters: { object: "deal", id: 7, log: "thanks" }, accountId: 42 };
  const made = (run: AppFunctionOptions<RunResult>["run"]) =>
    appFunction({ run, environment: { PRIVATE_APP_ACCESS_TOKEN: token }, ports });

  it("answers with the result, and hands over what the card sent", async () => {
    const seen: unknown[] = [];
    const answer = await made(async (_crm, ref, _signal, given) => {
      seen.push(ref, given.parameters?.log);
      return good;
    })(context);
    expect(answer).toEqual({ status: "done", body: good });
    expect(seen).toEqual([{ object: "deal", id: "7" }, "thanks"]);
  });

  it.each([
    ["a limit", failing("rate-limited"), { status: "failed", code: "429", tryAgain: true }],
    ["a missing scope", failing("forbidden"), { status: "failed", code: "forbidden", tryAgain: false }],
    [
      "an open write",
      write({ status: "unknown", reason: "" }),
      { status: "failed", code: "503", tryAgain: true },
    ],
  ] as const)("never throws: %s", async (_, run, expected) => {
    expect(await made(run)(context)).toMatchObject(expected);
  });

  it("holds no secret, whatever the run gave", async () => {
    const answer = await made(async () => ({ ...good, unknown: [`saw ${token}`] }))(context);
    expect(JSON.stringify(answer)).not.toContain(token);
  });

  it("refuses a record that is not named", async () => {
    expect(await made(async () => good)({ parameters: { id: "x" } })).toMatchObject({ code: "invalid" });
  });
});
