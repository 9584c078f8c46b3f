import { expect, test } from "vitest";
import { simulatedClock } from "../conformance/simulated-clock.ts";
import { CrmError } from "../crm-error.ts";
import type { CallRequest, RequestEvent } from "./attempt.ts";
import { caller } from "./caller.ts";
import { lane } from "./lane.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { HttpAnswer, Transport } from "./transport.ts";

const ok: HttpAnswer = { status: 200, headers: {}, body: { fine: true } };
const busy: HttpAnswer = { status: 503, headers: {}, body: null };
const limited: HttpAnswer = { status: 429, headers: {}, body: null };
const refused: HttpAnswer = { status: 400, headers: {}, body: null };
const lost = new CrmError("unavailable", { crm: "test", message: "no answer" });

/** A caller whose CRM gives these answers in turn, the last one again and again. */
function scene(answers: readonly (HttpAnswer | Error | "hang")[]) {
  const clock = simulatedClock(0);
  const sentAt: number[] = [];
  const events: RequestEvent[] = [];
  const transport: Transport = async (_request, signal) => {
    const answer = answers[Math.min(sentAt.length, answers.length - 1)] ?? ok;
    sentAt.push(clock.now());
    if (answer === "hang") return new Promise((_, reject) => signal?.addEventListener("abort", reject));
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const subject = caller({
    crm: "test",
    transport,
    lanes: {
      data: lane("unlimited", clock.ports),
      slow: lane({ requests: 1, intervalMs: 60_000 }, clock.ports),
    },
    ports: clock.ports,
    toError: ({ status, headers }) => errorOf(status, retryAfterMs(headers, clock.now())),
    onRequest: (event) => events.push(event),
  });
  return { clock, sentAt, events, subject };
}

function errorOf(status: number, wait: number | undefined): CrmError | undefined {
  const codes = { 503: "unavailable", 429: "rate-limited", 400: "invalid" } as const;
  if (status !== 503 && status !== 429 && status !== 400) return undefined;
  const details = { crm: "test", message: `answered ${status}` };
  return new CrmError(codes[status], wait === undefined ? details : { ...details, retryAfterMs: wait });
}

const read: CallRequest = { method: "GET", path: "/deals", lane: "data", replay: "safe" };
const create: CallRequest = { ...read, method: "POST", replay: "unsafe" };

const table: readonly [string, CallRequest, readonly (HttpAnswer | Error)[], string, number][] = [
  ["a good answer is taken at once", read, [ok], "done", 1],
  ["one lost answer to a read is tried again", read, [lost, ok], "done", 2],
  ["one 503 to a read is tried again", read, [busy, ok], "done", 2],
  ["a lost answer to a create is never repeated", create, [lost, ok], "unavailable", 1],
  ["a 503 to a create is never repeated", create, [busy, ok], "unavailable", 1],
  ["a create that was limited did nothing, so it is repeated", create, [limited, ok], "done", 2],
  ["a refusal is never repeated", read, [refused, ok], "invalid", 1],
  ["three attempts are the most (invariant:R1)", read, [busy], "unavailable", 3],
  ["an error that is not the CRM's is not repeated", read, [new RangeError("bug")], "RangeError", 1],
];

test.each(table)("%s", async (_name, request, answers, ending, sent) => {
  const { subject, sentAt } = scene(answers);
  const end = await subject.call(request).then(
    () => "done",
    (error: unknown) => (CrmError.is(error) ? error.code : error instanceof Error && error.name),
  );
  expect(end).toBe(ending);
  expect(sentAt).toHaveLength(sent);
});

test("backing off doubles, with jitter over its whole range (here one half)", async () => {
  const { subject, sentAt } = scene([busy]);
  await expect(subject.call(read)).rejects.toThrow();
  expect(sentAt).toEqual([0, 250, 750]);
});

test("the wait that the CRM asks for is kept to the millisecond (invariant:R3)", async () => {
  const { subject, sentAt } = scene([{ ...limited, headers: { "retry-after": "9" } }, ok]);
  await subject.call(read);
  expect(sentAt).toEqual([0, 9000]);
});

test("a wait beyond fifteen minutes is handed up instead, with how long it is", async () => {
  const { subject, sentAt, clock } = scene([{ ...limited, headers: { "retry-after": "901" } }, ok]);
  await expect(subject.call(read)).rejects.toMatchObject({
    code: "rate-limited",
    details: { retryAfterMs: 901_000 },
  });
  expect([sentAt.length, clock.now()]).toEqual([1, 0]);
});

test("in an outage the quota lets retries run dry: 35 for 100 calls, not 200 (invariant:R1)", async () => {
  const { subject, sentAt } = scene([busy]);
  for (let call = 0; call < 100; call += 1) await expect(subject.call(read)).rejects.toThrow("503");
  expect(sentAt).toHaveLength(100 + Math.floor(500 / 14));
});

test("successes fill the quota again, one token each", async () => {
  const answers = [...Array.from({ length: 53 }, () => busy), ...Array.from({ length: 14 }, () => ok), busy];
  const { subject, sentAt } = scene(answers);
  for (let call = 0; call < 18; call += 1) await subject.call(read).catch(() => undefined);
  expect(sentAt).toHaveLength(53);
  for (let call = 0; call < 14; call += 1) await subject.call(read);
  await subject.call(read).catch(() => undefined);
  expect(sentAt).toHaveLength(53 + 14 + 2);
});

test("a call ends with its time, although the CRM says nothing at all", async () => {
  const { subject, clock } = scene(["hang"]);
  await expect(subject.call(read, { timeoutMs: 5000 })).rejects.toMatchObject({ code: "deadline-exceeded" });
  expect(clock.now()).toBe(5000);
});

test.each([
  ["the wait before a second attempt", { ...limited, headers: { "retry-after": "1" } }, 1],
  ["the wait for its turn", ok, 0],
] as const)("a machine that slept through %s sends nothing more (invariant:W1)", async (_, first, sent) => {
  let now = 0;
  let sends = 0;
  const ports = {
    now: () => now,
    random: () => 0.5,
    // Every wait takes ten minutes, and the timer of the deadline comes last.
    sleep: async (ms: number) => {
      if (ms === 5000) return new Promise<void>(() => undefined);
      now += 600_000;
    },
  };
  const transport: Transport = async () => {
    sends += 1;
    return first;
  };
  const data = lane("unlimited", ports);
  if (sent === 0) data.pauseUntil(1);
  const toError = ({ status }: HttpAnswer) => errorOf(status, 1000);
  const subject = caller({ crm: "test", transport, lanes: { data }, ports, toError });
  await expect(subject.call(create, { timeoutMs: 5000 })).rejects.toMatchObject({
    code: "deadline-exceeded",
  });
  expect(sends).toBe(sent);
});

test("a call ends when its caller says so, in the middle of a wait", async () => {
  const { subject, sentAt } = scene([{ ...limited, headers: { "retry-after": "600" } }, ok]);
  const abort = new AbortController();
  const call = subject.call(read, { signal: abort.signal });
  await Promise.resolve();
  abort.abort(new Error("enough"));
  await expect(call).rejects.toMatchObject({ code: "aborted", cause: new Error("enough") });
  expect(sentAt).toHaveLength(1);
});

test("a call with an aborted signal sends nothing", async () => {
  const { subject, sentAt } = scene([ok]);
  const call = subject.call(read, { signal: AbortSignal.abort() });
  await expect(call).rejects.toMatchObject({ code: "aborted" });
  expect(sentAt).toEqual([]);
});

test("every request sent is told once, with its status or null where no answer came", async () => {
  const { subject, events } = scene([busy, lost, ok]);
  await subject.call(read);
  const told = events.map(({ attempt, status, lane }) => ({ attempt, status, lane }));
  expect(told).toEqual([
    { attempt: 1, status: 503, lane: "data" },
    { attempt: 2, status: null, lane: "data" },
    { attempt: 3, status: 200, lane: "data" },
  ]);
});

test("every attempt waits for its lane, and one lane never holds up another", async () => {
  const { subject, sentAt } = scene([busy, ok]);
  await subject.call({ ...read, lane: "slow" });
  await subject.call(read);
  expect(sentAt).toEqual([0, 60_000, 60_000]);
});

test("a lane that was never set up is a mistake, not a wait", async () => {
  const { subject, sentAt } = scene([ok]);
  await expect(subject.call({ ...read, lane: "fast" })).rejects.toThrow("no lane named fast");
  expect(sentAt).toEqual([]);
});
