import { hubspotFetch } from "@headway/hubspot/fetch";
import { createSync } from "@headway/sync";
import { createFleet } from "@headway/sync/fleet";

/** What a worker process is told. */
interface WorkerOrder {
  readonly url: string;
  readonly key: string;
  readonly owner: string;
  readonly asOf: string;
  readonly leaseMs: number;
}

/** A worker of a fleet in a process of its own, which syncs accounts until it is told to stop. */
const [text = ""] = process.argv.slice(2);
const { url, key, owner, asOf, leaseMs } = JSON.parse(text) as WorkerOrder;
const counts: Record<string, number> = {};
const fleet = await createFleet({
  ...{ url, key, owner, silenceMs: 10_000, connections: 4 },
  onEvent: ({ type }) => {
    counts[type] = (counts[type] ?? 0) + 1;
  },
});
const worker = fleet.work({
  ...{ leaseMs, concurrency: 1, pollMs: 200 },
  async run(_account, tools) {
    const { origin, accessToken } = (await tools.credentials()) as { origin: string; accessToken: string };
    const ports = { now: () => Date.now(), sleep: async () => undefined, random: Math.random };
    const crm = hubspotFetch({ origin, accessToken, limits: "off", overlapMs: 0, ports });
    const store = await tools.openStore();
    const { signal } = tools;
    const report = await createSync({ crm, store, clock: () => Date.parse(asOf) }).run({ asOf, signal });
    return { status: report.state === "complete" ? "complete" : "continue" };
  },
});
console.log("ready");
process.once("SIGTERM", () => {
  void worker.stop().then(async () => {
    await fleet.close();
    console.log(JSON.stringify(counts));
  });
});
