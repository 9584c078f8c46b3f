import type { ObjectName } from "@headway/crm";
import { hubspotFetch } from "@headway/hubspot/fetch";
import type { PortalAddress } from "./portal-process.ts";

/** CPU of one page of 100 records, in microseconds: by the adapter, and by `fetch` and `JSON.parse` alone. */
export interface PageCost {
  readonly adapter: number;
  readonly floor: number;
}

const rounds = 25;

/**
 * Reads the same pages by the adapter on `./fetch` and by `fetch` with `JSON.parse`, in turns, so that a
 * busy machine troubles both alike; gives medians of the CPU that this process spent. The portal answers
 * in a process of its own.
 */
export async function measurePage(portal: PortalAddress, object: ObjectName): Promise<PageCost> {
  const paths: string[] = [];
  const crm = hubspotFetch({
    accessToken: portal.accessToken,
    origin: portal.url,
    limits: "off",
    onRequest: ({ path }) => void paths.push(path),
  });
  const viaAdapter = async (): Promise<void> => {
    paths.length = 0;
    for await (const _ of crm.pull({ type: "changes", object }));
  };
  const viaFetch = async (): Promise<void> => {
    for (const path of paths) {
      const headers = { accept: "application/json", authorization: `Bearer ${portal.accessToken}` };
      const answer = await fetch(`${portal.url}${path}`, { headers });
      JSON.parse(await answer.text());
    }
  };
  const [adapter, floor]: [number[], number[]] = [[], []];
  for (let round = -3; round < rounds; round += 1) {
    const one = await cpuOf(viaAdapter);
    const other = await cpuOf(viaFetch);
    if (round < 0) continue;
    adapter.push(one / paths.length);
    floor.push(other / paths.length);
  }
  return { adapter: median(adapter), floor: median(floor) };
}

async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
