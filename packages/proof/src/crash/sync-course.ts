import { demoPortfolio, type HubspotSandbox, hubspotSandbox, startSandbox } from "@headway/sandbox";
import type { RunReport } from "@headway/sync";
import type { CourseRun, CrashCourse, Phase } from "./crash-course.ts";
import { heldBy, storedBy } from "./final-state.ts";
import { oneRun, type RunOrder } from "./one-run.ts";
import { openStoreAt, removeStoreAt, type StorePlace } from "./store-place.ts";

const days: Readonly<Record<Phase, string>> = {
  first: "2026-03-01T00:00:00.000Z",
  second: "2026-03-02T00:00:00.000Z",
};
/** A portal with a small portfolio and a sync of it, with a store at a place that nobody else uses. */
export async function syncCourse(store: StorePlace): Promise<CrashCourse> {
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
    script: "killed-run.ts",
    order,
    begin(phase) {
      now = Date.parse(days[phase]);
      if (phase === "second") work(sandbox);
    },
    run: async (phase, atPoint) => courseRun(await oneRun(order(phase), atPoint)),
    held: () => heldBy(sandbox),
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

function courseRun({ state, written, gaps }: RunReport): CourseRun {
  return {
    isWhole: state === "complete",
    wrote: JSON.stringify(written),
    isQuiet: Object.keys(written).length === 0,
    gaps,
  };
}
