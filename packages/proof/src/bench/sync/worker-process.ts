import { hubspotFetch } from "@headway/hubspot/fetch";
import { createSync } from "@headway/sync";
import { createFleet } from "@headway/sync/fleet";

/** What one worker did of one round. */
export interface WorkerRound {
  readonly runs: number;
  readonly requests: number;
  readonly failures: readonly string[];
}

/** One worker process of a fleet; to every message it works until no job is left, one account at a time. */
const [databaseUrl = "", key = ""] = process.argv.slice(2);
const failures: string[] = [];
const fleet = await createFleet({
  url: databaseUrl,
  key,
  connections: 4,
  onEvent: (event) => {
    if ("reason" in event) failures.push(event.reason);
  },
});

async function work(): Promise<WorkerRound> {
  let [runs, requests] = [0, 0];
  const worker = fleet.work({
    once: true,
    concurrency: 1,
    async run(_account, { credentials, openStore, signal }) {
      const { accessToken, origin } = await credentials();
      const crm = hubspotFetch({
        accessToken: String(accessToken),
        origin: String(origin),
        limits: "off",
        onRequest: () => {
          requests += 1;
        },
      });
      await createSync({ crm, store: await openStore() }).run({ signal });
      runs += 1;
      return { status: "complete" };
    },
  });
  await worker.done;
  return { runs, requests, failures: failures.splice(0) };
}

process.on("message", () => {
  void work().then((round) => process.send?.(round));
});
process.send?.({ ready: true });
process.once("disconnect", () => process.exit(0));
