import { expect, test } from "vitest";
import { simulatedClock } from "../conformance/simulated-clock.ts";
import { CrmError } from "../crm-error.ts";
import type { RequestEvent } from "./attempt.ts";
import { singleCaller } from "./single-caller.ts";
import type { HttpAnswer } from "./transport.ts";

const request = { method: "GET", path: "/deals", lane: "any", replay: "safe" } as const;

function scene(answer: () => Promise<HttpAnswer>) {
  const clock = simulatedClock(0);
  const events: RequestEvent[] = [];
  const subject = singleCaller({
    crm: "test",
    ports: clock.ports,
    transport: answer,
    toError: ({ status }) =>
      status === 503 ? new CrmError("unavailable", { crm: "test", message: "busy" }) : undefined,
    onRequest: (event) => events.push(event),
  });
  return { events, subject };
}

test("what could pass by itself is thrown at once, after one request", async () => {
  const { subject, events } = scene(async () => ({ status: 503, headers: {}, body: null }));
  await expect(subject.call(request)).rejects.toMatchObject({ code: "unavailable", retryable: true });
  expect(events).toEqual([
    { method: "GET", path: "/deals", lane: "any", attempt: 1, status: 503, tookMs: 0 },
  ]);
});

test("a good answer is given as it came, without waiting in a lane", async () => {
  const { subject } = scene(async () => ({ status: 200, headers: {}, body: "fine" }));
  expect(await subject.call(request)).toMatchObject({ body: "fine" });
});

test("the time given ends the waiting", async () => {
  const { subject } = scene(() => new Promise(() => undefined));
  const ended = subject.call(request, { timeoutMs: 50 });
  await expect(ended).rejects.toMatchObject({ code: "deadline-exceeded" });
});
