import { startProcess } from "../start-process.ts";
import type { PortalAddress, PortalOrder } from "./portal-process.ts";
import type { ReaderReport } from "./reader-process.ts";

/** What reading a portal again and again came to. */
export interface Passes {
  /** Everything, from nothing. */
  readonly first: ReaderReport;
  /** Nothing was new. */
  readonly idle: ReaderReport;
  /** A hundred deals were. */
  readonly changed: ReaderReport;
}

const hourMs = 3_600_000;
/** As little as Node needs: otherwise its heap grows because it may, not because it must. */
const tightHeap = ["--max-old-space-size=64", "--max-semi-space-size=2"];

/** Reads a portal of so many deals three times, portal and reader in processes of their own. */
export async function measurePasses(deals: number): Promise<Passes> {
  const portal = await startProcess<PortalAddress>("./hubspot/portal-process.ts", [String(deals), "0"]);
  const { url, accessToken } = portal.message;
  const reader = await startProcess<string>("./hubspot/reader-process.ts", [url, accessToken], tightHeap);
  const order = (what: PortalOrder): Promise<unknown> => portal.ask(what);
  const pass = (): Promise<ReaderReport> => reader.ask<ReaderReport>("pass");
  try {
    await order({ advanceMs: hourMs });
    const first = await pass();
    await order({ advanceMs: hourMs });
    const idle = await pass();
    await order({ editDeals: 100 });
    await order({ advanceMs: 60_000 });
    return { first, idle, changed: await pass() };
  } finally {
    reader.stop();
    portal.stop();
  }
}
