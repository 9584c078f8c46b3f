import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { workspaceFolder } from "../../proof-folder.ts";
import type { PortalAddress, PortalOrder } from "../hubspot/portal-process.ts";
import { type Started, startProcess } from "../start-process.ts";
import type { EngineOrder, PassReport, TimedOrder } from "./sync-process.ts";

/** A deal, its contact and four activities, and a company for ten of them. */
export const recordsPerDeal = 6.1;
const dealsPerUser = 200;
/** What people write into a call or an e-mail, in characters. */
const textLength = "600";
const hourMs = 3_600_000;

/** As little as Node needs, as a function in the cloud has it: otherwise the peak says how much memory there was. */
export const tightHeap = ["--max-old-space-size=160", "--max-semi-space-size=8"];

/** What a scene may be set with. */
export interface SceneOptions {
  /** A `postgres://` address; a new file of SQLite's otherwise. */
  readonly storeAt?: string;
  /** Flags of the engine's process; {@link tightHeap} where memory is measured. */
  readonly flags?: readonly string[];
}

/** A portal and the engine over it, each in a process of its own. */
export interface Scene {
  readonly order: (what: EngineOrder) => Promise<PassReport>;
  /** Lets an hour pass for both. */
  readonly anHourLater: () => Promise<unknown>;
  readonly stop: () => void;
}

/** Makes a portal of about so many records, with Headway's fields in place, and a store that is empty. */
export async function setScene(
  records: number,
  { storeAt = emptyFile(), flags = [] }: SceneOptions = {},
): Promise<Scene> {
  const deals = Math.round(records / recordsPerDeal);
  const users = String(Math.ceil(deals / dealsPerUser));
  const portal = await startProcess<PortalAddress>(
    "./hubspot/portal-process.ts",
    [String(deals), "4", users, textLength],
    ["--max-old-space-size=12000"],
  );
  const { url, accessToken } = portal.message;
  const engine: Started<string> = await startProcess<string>(
    "./sync/sync-process.ts",
    [url, accessToken, storeAt],
    flags,
  );
  let aheadMs = 0;
  const anHourLater = (): Promise<unknown> => {
    aheadMs += hourMs;
    return portal.ask({ advanceMs: hourMs } satisfies PortalOrder);
  };
  // What was made just now would come twice: a second reading begins a little before the end of the first.
  await anHourLater();
  return {
    order: async (what) => complete(await engine.ask<PassReport>({ what, aheadMs } satisfies TimedOrder)),
    anHourLater,
    stop() {
      engine.stop();
      portal.stop();
    },
  };
}

function complete(report: PassReport): PassReport {
  if (report.state !== "complete") throw new Error(`the run is not complete: ${report.gaps.join("; ")}`);
  return report;
}

function emptyFile(): string {
  const folder = join(workspaceFolder, ".headway", "bench");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "sync.db");
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
  return path;
}
