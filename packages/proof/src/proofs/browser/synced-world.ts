import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoPolicy } from "@headway/cli";
import { renderReviewHtml, reviewOf } from "@headway/report";
import {
  hubspotSandbox,
  type Portfolio,
  type RunningSandbox,
  salesforceSandbox,
  startSandbox,
} from "@headway/sandbox";
import { assessStore } from "@headway/sync/portfolio";
import { sqliteStore } from "@headway/sync/sqlite";
import { type CommandPlace, runHeadway } from "./headway-process.ts";

/** Sandboxes with records, and a store that was synced from them by the command itself. */
export interface SyncedWorld {
  readonly running: RunningSandbox;
  readonly place: CommandPlace;
  sync(...flags: string[]): Promise<void>;
  /** The review of one CRM as a file; gives its path. */
  writeReview(crm: string): Promise<string>;
  close(): Promise<void>;
}

/** What a world is made of. */
export interface WorldOptions {
  readonly portfolio: Portfolio;
  /** As of when it is synced; its sandboxes live at that instant. */
  readonly asOf: string;
  readonly crms: readonly ("hubspot" | "salesforce")[];
  /** The demo's by default. */
  readonly policy?: unknown;
}

/** Starts sandboxes, provisions them and syncs once. */
export async function syncedWorld(options: WorldOptions): Promise<SyncedWorld> {
  const { portfolio, asOf, crms, policy = demoPolicy } = options;
  const now = () => Date.parse(asOf);
  const hubspot = hubspotSandbox({ limits: "off", now });
  const salesforce = salesforceSandbox({ limits: "off", now });
  hubspot.loadPortfolio(portfolio);
  salesforce.loadPortfolio(portfolio);
  const running = await startSandbox({ hubspot, salesforce });
  const folder = mkdtempSync(join(tmpdir(), "headway-browser-"));
  writeFileSync(join(folder, "policy.json"), JSON.stringify(policy));
  const place = { folder, env: environment(running, crms) };
  const sync = async (...flags: string[]): Promise<void> => {
    await runHeadway(place, ["sync", "--policy", "policy.json", ...flags]);
  };
  await runHeadway(place, ["provision", "--yes"]);
  await sync("--as-of", asOf);
  return {
    running,
    place,
    sync,
    writeReview: (crm) => writeReview(folder, crm),
    close: async () => {
      await running.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function environment(running: RunningSandbox, crms: WorldOptions["crms"]): Record<string, string> {
  const { hubspot, salesforce } = running;
  return {
    ...(crms.includes("hubspot")
      ? { HUBSPOT_ACCESS_TOKEN: hubspot.accessToken, HUBSPOT_BASE_URL: hubspot.url }
      : {}),
    ...(crms.includes("salesforce")
      ? {
          SALESFORCE_INSTANCE_URL: salesforce.url,
          SALESFORCE_CLIENT_ID: salesforce.clientId,
          SALESFORCE_CLIENT_SECRET: salesforce.clientSecret,
        }
      : {}),
  };
}

async function writeReview(folder: string, crm: string): Promise<string> {
  const store = sqliteStore(join(folder, ".headway", "headway.db"));
  try {
    const assessed = await assessStore({ store, crm });
    if (assessed === undefined) throw new Error(`${crm} was not assessed`);
    const path = join(folder, `review-${crm}.html`);
    writeFileSync(path, await renderReviewHtml(reviewOf(assessed, { viewer: { type: "leader" } })));
    return path;
  } finally {
    await store.close();
  }
}
