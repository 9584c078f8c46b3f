import { startProcess } from "../../bench/start-process.ts";
import { startPostgres } from "../../postgres/start-postgres.ts";
import type { CallerPlan, CallerReport } from "./caller-process.ts";
import type { NeighbourReport } from "./neighbour-process.ts";
import type { PortalAddress, SeenRequest } from "./portal-process.ts";
import { mostInWindow } from "./sliding-window.ts";

/** Half of HubSpot's 190 in ten seconds, and half of its five searches a second over two of them. */
export const share = { general: 95, generalMs: 10_000, search: 5, searchMs: 2_000 } as const;

/** What eight processes and a neighbour did to one portal. */
export interface SharedPortal {
  readonly processes: number;
  readonly seconds: number;
  readonly requests: number;
  /** The most in any sliding window, to the share. */
  readonly generalToShare: number;
  readonly searchToShare: number;
  /** Requests of the whole time, to what the share would have let through. */
  readonly shareUsed: number;
  /** Requests of the fleet that the portal refused for their number. */
  readonly refused: number;
  readonly neighbourGot: number;
  readonly failures: Readonly<Record<string, number>>;
}

const folder = "../proofs/limiter";

/** Lets so many real processes, which share one Postgres, want more than one portal gives, beside a neighbour. */
export async function shareAPortal(
  processes: number,
  seconds: number,
  progress: (line: string) => void,
): Promise<SharedPortal> {
  const postgres = await startPostgres();
  const stops: (() => unknown)[] = [];
  try {
    const portal = await startProcess<PortalAddress>(`${folder}/portal-process.ts`, []);
    stops.push(() => portal.stop());
    const { url, accessToken } = portal.message;
    const key = Buffer.alloc(32, 1).toString("base64");
    const plan: CallerPlan = { databaseUrl: postgres.url, key, portalUrl: url, accessToken };
    const neighbour = await startProcess(`${folder}/neighbour-process.ts`, [url, accessToken]);
    stops.push(() => neighbour.stop());
    const callers = [];
    for (let index = 0; index < processes; index += 1) {
      const caller = await startProcess(`${folder}/caller-process.ts`, [JSON.stringify(plan)]);
      stops.push(() => caller.stop());
      callers.push(caller);
    }
    progress(`${processes} processes and a neighbour on one portal for ${seconds} seconds`);
    const [got, ...reports] = await Promise.all([
      neighbour.ask<NeighbourReport>(seconds * 1_000),
      ...callers.map((caller) => caller.ask<CallerReport>(seconds * 1_000)),
    ]);
    return figuresOf(seconds, await portal.ask<SeenRequest[]>("seen"), got, reports);
  } finally {
    for (const stop of stops) stop();
    await postgres.stop();
  }
}

function figuresOf(
  seconds: number,
  seen: readonly SeenRequest[],
  { wanted, got }: NeighbourReport,
  reports: readonly CallerReport[],
): SharedPortal {
  const ours = seen.filter(({ by }) => by === "fleet");
  const instants = (lane: SeenRequest["lane"]) =>
    ours.filter((request) => request.lane === lane).map(({ atMs }) => atMs);
  const failures: Record<string, number> = {};
  for (const [code, count] of reports.flatMap((report) => Object.entries(report.failures)))
    failures[code] = (failures[code] ?? 0) + count;
  return {
    processes: reports.length,
    seconds,
    requests: ours.length,
    generalToShare: mostInWindow(instants("general"), share.generalMs) / share.general,
    searchToShare: mostInWindow(instants("search"), share.searchMs) / share.search,
    shareUsed: ours.length / ((share.general * seconds * 1_000) / share.generalMs),
    refused: ours.filter(({ status }) => status === 429).length,
    neighbourGot: got / wanted,
    failures,
  };
}
