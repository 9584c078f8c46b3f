import {
  type HubspotSandbox,
  hubspotSandbox,
  type SalesforceSandbox,
  salesforceSandbox,
  startSandbox,
} from "@headway/sandbox";
import type { MirrorReport } from "@headway/sync/mirror";
import type { CourseRun, CrashCourse, Phase } from "./crash-course.ts";
import { type MirrorOrder, mirrorRun } from "./mirror-run.ts";
import { openStoreAt, removeStoreAt, type StorePlace } from "./store-place.ts";

const dayMs = 86_400_000;
const start = Date.parse("2027-01-04T09:00:00Z");
const pairs = 5;

/** The same deals in both CRMs, a mirror between them, and people who edit on both sides. */
export async function mirrorCourse(store: StorePlace): Promise<CrashCourse> {
  let now = start;
  const clock = (): number => now;
  const hubspot = hubspotSandbox({ limits: "off", now: clock });
  const features = { trackedFields: ["NextStep", "OwnerId"] };
  const salesforce = salesforceSandbox({ limits: "off", now: clock, features });
  makeDeals(hubspot, salesforce);
  const running = await startSandbox({ hubspot, salesforce });
  let turn = 0;
  const order = (): MirrorOrder => ({
    hubspot: { origin: running.hubspot.url, accessToken: hubspot.accessToken },
    salesforce: { instanceUrl: running.salesforce.url, accessToken: salesforce.accessToken },
    store,
    now,
    leaseNow: start + 3_600_000 * turn++,
  });
  const held = () => ({ hubspot: hubspotValues(hubspot), salesforce: salesforceValues(salesforce) });
  return {
    script: "killed-mirror.ts",
    order,
    begin(phase: Phase) {
      if (phase === "second") edit(hubspot, salesforce, (ms) => (now += ms));
      else now = start + 3_600_000;
    },
    run: async (_phase, atPoint) => courseRun(await mirrorRun(order(), atPoint)),
    held,
    look: async () => ({ ...held(), ...(await storedOf(store)) }),
    async close() {
      await running.close();
      await removeStoreAt(store);
    },
  };
}

/** What the mirror's rows say: what both sides agree on, who belongs to whom, and what is left to do. */
async function storedOf(place: StorePlace): Promise<Record<string, unknown>> {
  const opened = await openStoreAt(place);
  const { mirrors } = opened;
  const all = { after: null, limit: 10_000 };
  const bases = await mirrors.rows("mirror", "base", all);
  const links = await mirrors.rows("mirror", "link", all);
  const conflicts = await mirrors.rows("mirror", "conflict", all);
  const parked = await mirrors.count("mirror", "parked");
  const intents = await mirrors.count("mirror", "intent");
  const dirty = await mirrors.count("mirror", "dirty");
  await opened.close();
  const names = new Map(links.map((link) => [link.id, `${link.left}-${link.right}`]));
  const agreed = bases.map(({ group, field, left, right }) => [names.get(group ?? ""), field, left, right]);
  return {
    bases: agreed.map((row) => JSON.stringify(row)).sort(),
    links: [...names.values()].sort(),
    conflicts: conflicts.map(({ field, cause }) => `${field} ${cause}`).sort(),
    left: { parked, intents, dirty },
  };
}

function courseRun({ state, written, gaps }: MirrorReport): CourseRun {
  const isQuiet = written.left + written.right === 0;
  return { isWhole: state === "complete", isQuiet, wrote: JSON.stringify(written), gaps };
}

function makeDeals(hubspot: HubspotSandbox, salesforce: SalesforceSandbox): void {
  hubspot.defineProperty("deals", {
    name: "salesforce_id",
    label: "Salesforce",
    type: "string",
    fieldType: "text",
  });
  for (let index = 0; index < pairs; index += 1) {
    const id = salesforce.create("Opportunity", {
      ...{ Name: `Deal ${index}`, StageName: "Prospecting", CloseDate: "2027-06-30", Amount: 100 + index },
      ...(index % 2 === 0 ? { NextStep: "Call" } : {}),
    });
    hubspot.create("deals", {
      properties: {
        ...{ dealname: `Deal ${index}`, dealstage: "appointmentscheduled", amount: String(100 + index) },
        ...{ closedate: "2027-06-30T00:00:00Z", salesforce_id: id },
        ...(index % 2 === 1 ? { hs_next_step: "Write" } : {}),
      },
    });
  }
}

/** A day later people have changed deals on either side, one of them on both. */
function edit(hubspot: HubspotSandbox, salesforce: SalesforceSandbox, advance: (ms: number) => void): void {
  advance(dayMs);
  const ids = hubspot
    .records("deals")
    .map(({ id, properties }) => [id, properties.salesforce_id ?? ""] as const);
  for (const [index, [left, right]] of ids.entries()) {
    if (index % 2 === 0)
      hubspot.edit("deals", left, { dealstage: "qualifiedtobuy", amount: String(500 + index) });
    else salesforce.edit("Opportunity", right, { StageName: "Needs Analysis", NextStep: `Visit ${index}` });
    if (index === 0) salesforce.edit("Opportunity", right, { Amount: 900 });
  }
  advance(600_000);
}

function hubspotValues(hubspot: HubspotSandbox): unknown {
  const names = ["dealname", "dealstage", "amount", "closedate", "hs_next_step"];
  return hubspot.records("deals").map(({ properties }) => names.map((name) => properties[name] ?? null));
}

function salesforceValues(salesforce: SalesforceSandbox): unknown {
  const names = ["Name", "StageName", "Amount", "CloseDate", "NextStep"];
  return salesforce.records("Opportunity").map((row) => names.map((name) => row[name] ?? null));
}
