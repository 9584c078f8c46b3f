import type { CallOptions } from "../adapter.ts";
import type { Patch } from "../patch.ts";
import { check, checkEqual, checkRejects } from "./check.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { pages } from "./drain.ts";
import type { ConformanceHarness } from "./harness.ts";
import { createDeals } from "./sample-records.ts";
import { checkTruth } from "./truth.ts";

const changes = { type: "changes", object: "deal" } as const;

/** What every call owes when its caller has had enough (`invariant:R7`). */
export const interruptionCases: readonly ConformanceCase[] = [
  {
    name: "an-aborted-signal-sends-nothing",
    async run(harness) {
      const { adapter, backend } = harness;
      const ids = await createDeals(harness, 1);
      const before = backend.requestCount();
      const signal = AbortSignal.abort(new Error("enough"));
      await checkRejects(pages(harness, changes, 1, { signal }), "aborted", "a pull");
      await checkRejects(adapter.describe({ signal }), "aborted", "a describe");
      await checkRejects(adapter.push(ids.map(rename), { signal }), "aborted", "a push");
      checkEqual(backend.requestCount() - before, 0, "requests sent");
    },
  },
  {
    name: "abort-ends-a-pull-that-hangs",
    faults: ["hangs"],
    async run(harness) {
      harness.backend.failNext({ kind: "hangs", on: "read", times: 10 });
      const abort = new AbortController();
      const pull = pages(harness, changes, 1, { signal: abort.signal });
      await whenHanging(harness, pull, () => abort.abort(new Error("enough")));
      await checkRejects(promptly(pull), "aborted", "a pull that was aborted");
    },
  },
  {
    name: "abort-leaves-a-push-that-hangs-unknown",
    faults: ["hangs"],
    run: (harness) =>
      interruptPush(harness, (abort, push) => whenHanging(harness, push, () => abort.abort())),
  },
  {
    name: "a-pull-ends-with-its-time",
    faults: ["hangs"],
    async run(harness) {
      harness.backend.failNext({ kind: "hangs", on: "read", times: 10 });
      const pull = pages(harness, changes, 1, { timeoutMs: 5000 });
      await checkRejects(promptly(pull), "deadline-exceeded", "a pull beyond its time");
    },
  },
  {
    name: "a-push-beyond-its-time-is-unknown",
    faults: ["hangs"],
    run: (harness) => interruptPush(harness, async () => undefined, { timeoutMs: 5000 }),
  },
  {
    name: "time-is-for-the-whole-call",
    faults: ["rate-limited"],
    async run(harness) {
      const { backend } = harness;
      backend.failNext({ kind: "rate-limited", on: "read", times: 1, retryAfterMs: 60_000 });
      const before = backend.now();
      const pull = pages(harness, changes, 1, { timeoutMs: 5000 });
      await checkRejects(promptly(pull), "deadline-exceeded", "a pull that would have to wait for a minute");
      check(backend.now() - before < 60_000, "the call waited beyond its time");
    },
  },
];

async function interruptPush(
  harness: ConformanceHarness,
  interrupt: (abort: AbortController, push: Promise<unknown>) => Promise<void>,
  options: CallOptions = {},
): Promise<void> {
  const ids = await createDeals(harness, harness.adapter.capabilities.pushBatchSize + 1);
  harness.backend.failNext({ kind: "hangs", on: "write", times: 10 });
  const abort = new AbortController();
  const push = harness.adapter.push(ids.map(rename), { signal: abort.signal, ...options });
  await interrupt(abort, push);
  const outcomes = await promptly(push);
  await checkTruth(harness, ids, outcomes, "Renamed");
  const statuses = outcomes.map((outcome) => outcome.status);
  checkEqual(statuses[0], "unknown", "the outcome of a patch that was sent and not answered");
  check(!statuses.includes("written"), "nothing was answered, so nothing can be `written`");
}

/** Turns of the event loop, at least half a second, within which a call must have sent what is to hang. */
const mostTurns = 500;

/** Interrupts only once a request hangs, so that there is something to interrupt; or once the call has ended. */
async function whenHanging(
  { backend }: ConformanceHarness,
  call: Promise<unknown>,
  interrupt: () => void,
): Promise<void> {
  const count = (): number => backend.hungCount?.() ?? backend.requestCount();
  const state = { ended: false };
  const end = (): void => {
    state.ended = true;
  };
  call.then(end, end);
  const before = count();
  for (let turn = 0; turn < mostTurns && !state.ended && count() === before; turn += 1) await nextTurn();
  interrupt();
  check(state.ended || count() > before, "the call sent no request that could hang");
}

/** Only a guard against waiting for ever: an adapter that listens ends long before. */
async function promptly<T>(call: Promise<T>): Promise<T> {
  let guard: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    guard = setTimeout(() => reject(new Error("the call went on for 2 s after it should have ended")), 2000);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(guard);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

function rename(id: string): Patch {
  return { type: "update", ref: { object: "deal", id }, fields: { name: "Renamed" } };
}
