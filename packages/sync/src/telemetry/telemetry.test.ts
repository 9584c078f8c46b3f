import { type SimulatedClock, simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import {
  type Context,
  type Counter,
  context,
  type Meter,
  metrics,
  type Span,
  type SpanOptions,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { memoryStore } from "../memory/index.ts";
import { createSync } from "../sync.ts";
import { ownFields } from "../write-back.ts";
import { countRequests } from "./instruments.ts";
import type { LogEntry } from "./logger.ts";

const canary = "canary-7f3a";

interface Recorded {
  readonly spans: { name: string; attributes: unknown; error: string | null; ended: boolean }[];
  readonly values: { name: string; value: number; attributes: unknown }[];
}

let clock: SimulatedClock;
let crm: MemoryCrm;
let deal: string;
let seen: Recorded;

beforeEach(async () => {
  clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
  crm = memoryCrm({ clock });
  seen = { spans: [], values: [] };
  trace.setGlobalTracerProvider({ getTracer: () => recordingTracer(seen) });
  metrics.setGlobalMeterProvider({ getMeter: () => recordingMeter(seen) });
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  deal = await crm.backend.create("deal", { name: canary });
});

afterEach(() => {
  trace.disable();
  metrics.disable();
});

/** Just enough of a tracer to see what the engine tells it. */
function recordingTracer({ spans }: Recorded): Tracer {
  const start = (name: string, options: SpanOptions = {}): Span => {
    const span = { name, attributes: options.attributes, error: null as string | null, ended: false };
    spans.push(span);
    const fake = {
      setStatus: ({ message = "" }: { message?: string }) => {
        span.error = message;
        return fake;
      },
      end: () => {
        span.ended = true;
      },
    };
    return fake as unknown as Span;
  };
  const active = (name: string, options: SpanOptions, work: (span: Span) => unknown): unknown =>
    work(start(name, options));
  return {
    startSpan: (name: string, options?: SpanOptions, _context: Context = context.active()) =>
      start(name, options),
    startActiveSpan: active,
  } as Tracer;
}

function recordingMeter({ values }: Recorded): Meter {
  const put = (name: string) => (value: number, attributes?: unknown) =>
    void values.push({ name, value, attributes });
  const counter = (name: string): Counter => ({ add: put(name) });
  const recorder = (name: string) => ({ record: put(name) });
  return { createCounter: counter, createGauge: recorder, createHistogram: recorder } as unknown as Meter;
}

const spanNames = () => [...new Set(seen.spans.map(({ name }) => name))].sort();
const lastValue = (name: string) => seen.values.findLast((one) => one.name === name)?.value;

function run(log: LogEntry[] = [], withValues = false) {
  const logger = { log: (entry: LogEntry) => void log.push(entry), withValues };
  return createSync({ crm, store: memoryStore({ clock: clock.now }), clock: clock.now, logger }).run();
}

describe("spans", () => {
  it("cover the run, its steps and the adapter's calls, and all end", async () => {
    await run();
    expect(spanNames()).toEqual([
      "headway.crm.describe",
      "headway.crm.pull",
      "headway.crm.push",
      "headway.run",
      "headway.step.assess",
      "headway.step.cohorts",
      "headway.step.derive",
      "headway.step.nudge",
      "headway.step.pull",
      "headway.step.push",
      "headway.step.settle",
    ]);
    expect(seen.spans.every(({ ended }) => ended)).toBe(true);
    expect(JSON.stringify(seen.spans)).not.toContain(canary);
  });

  it("carry the code of a failure and no words of the CRM", async () => {
    crm.backend.failNext({ kind: "unauthenticated", on: "any", times: 9 });
    await expect(run()).rejects.toBeDefined();
    const failed = seen.spans.filter(({ error }) => error !== null);
    expect(failed.map(({ name, error }) => [name, error])).toEqual([
      ["headway.run", "unauthenticated"],
      ["headway.crm.describe", "unauthenticated"],
    ]);
    expect(seen.spans.every(({ ended }) => ended)).toBe(true);
  });
});

describe("metrics", () => {
  it("count what was pulled, written and called, and date the last complete run", async () => {
    await run();
    const pulled = seen.values.filter(({ name }) => name === "headway.records.pulled");
    expect(pulled).toContainEqual({
      name: "headway.records.pulled",
      value: 1,
      attributes: { crm: "memory", object: "deal" },
    });
    expect(lastValue("headway.records.written")).toBe(1);
    expect(lastValue("headway.writes.parked")).toBe(0);
    expect(lastValue("headway.run.last_complete")).toBe(Date.parse("2026-03-01T10:00:00.000Z") / 1_000);
    expect(lastValue("headway.run.complete_age")).toBe(0);
    expect(seen.values.filter(({ name }) => name === "headway.crm.calls").length).toBeGreaterThan(3);
  });
});

it("counts requests for an adapter that tells of them", () => {
  const count = countRequests("memory");
  count();
  count();
  const counted = seen.values.filter(({ name }) => name === "headway.crm.requests");
  expect(counted.map(({ value, attributes }) => [value, attributes])).toEqual([
    [1, { crm: "memory" }],
    [1, { crm: "memory" }],
  ]);
});

describe("the log", () => {
  it("invariant:P2 tells what happened without values, which come only where they are asked for", async () => {
    const refuse = () => {
      const ref = { object: "deal" as const, id: deal };
      crm.backend.failNext({ kind: "refuse-one-row", on: "write", times: 1, ref });
    };
    refuse();
    const plain: LogEntry[] = [];
    await run(plain);
    expect(plain.map(({ event, level }) => [event, level])).toEqual([
      ["run-started", "info"],
      ["write-refused", "warn"],
      ["run-ended", "warn"],
    ]);
    expect(plain[1]?.fields).not.toHaveProperty("reason");
    refuse();
    const whole: LogEntry[] = [];
    await run(whole, true);
    expect(whole[1]?.fields).toHaveProperty("reason");
  });

  it("says how a run failed", async () => {
    crm.backend.failNext({ kind: "unauthenticated", on: "any", times: 9 });
    const log: LogEntry[] = [];
    await expect(run(log)).rejects.toBeDefined();
    expect(log.at(-1)).toMatchObject({
      level: "error",
      event: "run-failed",
      fields: { code: "unauthenticated" },
    });
  });
});
