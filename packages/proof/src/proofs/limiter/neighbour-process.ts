/** How much of its demand the neighbour got. */
export interface NeighbourReport {
  readonly wanted: number;
  readonly got: number;
}

/** Requests of another application of the account in ten seconds: nearly half of what HubSpot gives. */
const inTenSeconds = 90;
/** It comes in handfuls, as real ones do. */
const handful = 9;

/**
 * Another application with the same token, which knows of no limiter and never tries again: it sends what it wants
 * to when it wants to, for the milliseconds of the message, and counts what it got.
 */
const [portalUrl = "", accessToken = ""] = process.argv.slice(2);

async function callFor(milliseconds: number): Promise<NeighbourReport> {
  const pauseMs = (10_000 * handful) / inTenSeconds;
  const statuses: Promise<number>[] = [];
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    for (let call = 0; call < handful; call += 1) statuses.push(statusOf());
    // Counted from now: what a busy machine kept it from sending is not made up for.
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  const all = await Promise.all(statuses);
  return { wanted: all.length, got: all.filter((status) => status === 200).length };
}

async function statusOf(): Promise<number> {
  const headers = { authorization: `Bearer ${accessToken}`, "x-neighbour": "1" };
  const response = await fetch(`${portalUrl}/crm/v3/objects/companies?limit=1`, { headers });
  await response.arrayBuffer();
  return response.status;
}

process.on("message", (milliseconds: number) => {
  void callFor(milliseconds).then((report) => process.send?.(report));
});
process.send?.({ ready: true });
process.once("disconnect", () => process.exit(0));
