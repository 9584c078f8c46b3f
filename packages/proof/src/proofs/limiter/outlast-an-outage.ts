import type { ObjectName } from "@headway/crm";
import { simulatedClock } from "@headway/crm/conformance";
import { type Lane, type Limiter, ownLimiter } from "@headway/crm/http";
import { hubspotFetch } from "@headway/hubspot/fetch";

/** What was sent while the CRM answered nothing but 503. */
export interface Outage {
  readonly minutes: number;
  readonly processes: number;
  readonly calls: number;
  readonly retries: number;
  readonly retriesToCalls: number;
}

const minutes = 10;
const object: ObjectName = "account";

/** So many processes keep calling through ten minutes of 503, in time that takes none. */
export async function outlastAnOutage(processes: number): Promise<Outage> {
  const clock = simulatedClock(Date.UTC(2027, 0, 4));
  const until = clock.now() + minutes * 60_000;
  const limiter = oneLimiter(ownLimiter(clock.ports));
  let calls = 0;
  let retries = 0;
  const work = async (): Promise<void> => {
    const crm = hubspotFetch({
      accessToken: "token",
      ports: clock.ports,
      limiter,
      fetch: () => clock.track(Promise.resolve(new Response("", { status: 503 }))),
      onRequest: ({ attempt }) => {
        if (attempt === 1) calls += 1;
        else retries += 1;
      },
    });
    while (clock.now() < until) await readOne(crm);
  };
  await Promise.all(Array.from({ length: processes }, work));
  return { minutes, processes, calls, retries, retriesToCalls: retries / calls };
}

async function readOne(crm: ReturnType<typeof hubspotFetch>): Promise<void> {
  try {
    for await (const page of crm.pull({ type: "changes", object })) void page;
  } catch {
    // Every call fails: the point is how often they are tried.
  }
}

/** The lanes of all processes, held together in this one. */
function oneLimiter(limiter: Limiter): Limiter {
  const lanes = new Map<string, Lane>();
  return {
    lane(name, limit) {
      const found = lanes.get(name) ?? limiter.lane(name, limit);
      lanes.set(name, found);
      return found;
    },
  };
}
