import { demoPortfolio, type HubspotSandbox, hubspotSandbox, startSandbox } from "@headway/sandbox";
import type { RunReport } from "@headway/sync";
import { firstDifference, heldBy, storedBy } from "./final-state.ts";
import { oneRun, type RunOrder } from "./one-run.ts";
import { startKilledRun } from "./start-killed-run.ts";
import { openStoreAt, removeStoreAt, type StorePlace } from "./store-place.ts";

/** The first run, or the second after people worked. */
export type Phase = "first" | "second";

const days: Readonly<Record<Phase, string>> = {
  first: "2026-03-01T00:00:00.000Z",
  second: "2026-03-02T00:00:00.000Z",
};
const quiet = (): void => undefined;

/** A portal with a small portfolio, and what two runs with people's work between them make of it. */
export interface CrashScene {
  readonly sandbox: HubspotSandbox;
  /** What another process is told to do. */
  order(phase: Phase): RunOrder;
  /** Lets a phase begin: its day, and what people did before it. */
  begin(phase: Phase): void;
  run(phase: Phase): Promise<RunReport>;
  /** The final state: what the portal holds, and what the store says. */
  look(): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** Opens one, with a store at a place that nobody else uses. */
export async function crashScene(store: StorePlace): Promise<CrashScene> {
  let now = Date.parse(days.first);
  const sandbox = hubspotSandbox({ limits: "off", now: () => now });
  sandbox.loadPortfolio(demoPortfolio({ seed: 7, asOf: days.first }));
  const running = await startSandbox({ hubspot: sandbox });
  const order = (phase: Phase): RunOrder => ({
    origin: running.hubspot.url,
    accessToken: sandbox.accessToken,
    store,
    asOf: days[phase],
  });
  return {
    sandbox,
    order,
    begin(phase) {
      now = Date.parse(days[phase]);
      if (phase === "second") work(sandbox);
    },
    run: (phase) => oneRun(order(phase), quiet),
    async look() {
      const opened = await openStoreAt(store);
      const stored = await storedBy(opened, "hubspot");
      await opened.close();
      return { ...heldBy(sandbox), ...stored };
    },
    async close() {
      await running.close();
      await removeStoreAt(store);
    },
  };
}

/** People's work of a day: stages, amounts and words change, a deal is new and one is gone. */
function work(sandbox: HubspotSandbox): void {
  const deals = sandbox.records("deals");
  for (const [index, deal] of deals.entries()) {
    if (index % 4 === 0) sandbox.edit("deals", deal.id, { hs_next_step: `Call on day ${index}` });
    if (index % 6 === 1) sandbox.edit("deals", deal.id, { amount: String(1_000 + index) });
  }
  const last = deals.at(-1);
  sandbox.create("deals", { properties: { dealname: "New", dealstage: "appointmentscheduled" } });
  if (last !== undefined) sandbox.archive("deals", last.id);
}

/** What became of a run that was killed at a point. */
export interface CrashOutcome {
  readonly killed: boolean;
  /** What differs from the state without a crash, or what the last run still wrote. */
  readonly miss?: string;
}

/** Kills a process at a point of a phase, goes on in another, and looks. A run after that writes nothing. */
export async function crashAt(
  store: StorePlace,
  { phase, nth }: CrashPoint,
  expected: CalmCourse["expected"],
): Promise<CrashOutcome> {
  const scene = await crashScene(store);
  try {
    if (phase === "second") await scene.run("first");
    scene.begin(phase);
    const ending = await startKilledRun("killed-run.ts", { ...scene.order(phase), killAtPoint: nth });
    if (ending.status !== "killed") return { killed: false, miss: `it was not killed: ${ending.said}` };
    await scene.run(phase);
    const held = firstDifference(expected[phase], { ...expected[phase], ...heldBy(scene.sandbox) });
    if (held !== undefined) return { killed: true, miss: `after the second run, ${held}` };
    // The third reads back what the others wrote, as a later run without a crash does too.
    const { written, state } = await scene.run(phase);
    if (JSON.stringify(written) !== "{}" || state !== "complete")
      return { killed: true, miss: `the third run wrote ${JSON.stringify(written)}, ${state}` };
    const difference = firstDifference(expected[phase], await scene.look());
    return difference === undefined ? { killed: true } : { killed: true, miss: difference };
  } finally {
    await scene.close();
  }
}

/** A point of a course, counted from 1 within its phase. */
export interface CrashPoint {
  readonly phase: Phase;
  readonly nth: number;
  readonly name: string;
}

/** What an undisturbed course comes to. */
export interface CalmCourse {
  readonly points: readonly CrashPoint[];
  /** The final state of each phase. */
  readonly expected: Readonly<Record<Phase, Readonly<Record<string, unknown>>>>;
}

/** Every point of both phases of an undisturbed course, and how each ends. */
export async function calmCourse(store: StorePlace): Promise<CalmCourse> {
  const scene = await crashScene(store);
  try {
    const points: CrashPoint[] = [];
    const finish = async (phase: Phase): Promise<Record<string, unknown>> => {
      scene.begin(phase);
      let nth = 0;
      const report = await oneRun(scene.order(phase), (name) => {
        nth += 1;
        points.push({ phase, nth, name });
      });
      if (report.state !== "complete") throw new Error(`a calm run ended: ${report.gaps.join("; ")}`);
      await scene.run(phase);
      return scene.look();
    };
    const first = await finish("first");
    return { points, expected: { first, second: await finish("second") } };
  } finally {
    await scene.close();
  }
}
