import { pathToFileURL } from "node:url";
import { demoPortfolio } from "@headway/sandbox";
import type { BrowserResult, BrowserTools } from "./browser-part.ts";
import { serveHeadway } from "./headway-process.ts";
import { type LookedAt, type LookedResult, lookAtPage } from "./look-at-page.ts";
import { type SyncedWorld, syncedWorld } from "./synced-world.ts";

/** A Monday, always the same, so that the pictures are. */
const day = "2026-03-02T07:00:00.000Z";

/** The review of the demo's records, as a file and as it is served, at every width, light and dark. */
export async function tryReview(tools: BrowserTools): Promise<BrowserResult> {
  tools.tell("review: syncing the demo's records");
  const portfolio = demoPortfolio({ seed: 7, asOf: day });
  const world = await syncedWorld({ portfolio, asOf: day, crms: ["hubspot"] });
  const server = await serveHeadway(world.place);
  try {
    const file = pathToFileURL(await world.writeReview("hubspot")).href;
    const results: LookedResult[] = [];
    for (const page of [filePage(file), ...servedPages(world, server.url)])
      results.push(await lookAtPage(tools, page));
    const code = await server.stop();
    return {
      figures: {
        looks: sum(results.map(({ looks }) => looks)),
        requests: sum(results.map(({ requests }) => requests)),
        accessRules: sum(results.map(({ accessRules }) => accessRules)),
        numbersOpened: sum(results.map(({ opened }) => opened)),
        numbersWithSums: sum(results.map(({ numbers }) => numbers)),
      },
      misses: [
        ...results.flatMap(({ misses }) => misses),
        ...(code === 0 ? [] : [`headway serve ended with ${code} when it was stopped`]),
      ],
    };
  } finally {
    await server.stop();
    await world.close();
  }
}

function filePage(file: string): LookedAt {
  const pictures = {
    "1440-light": "review-1440",
    "820-light": "review-820",
    "390-light": "review-390",
    "1440-dark": "review-dark",
  };
  return { name: "file", url: file, own: file, mayRequest: 1, opensNumbers: true, pictures };
}

function servedPages({ running }: SyncedWorld, server: string): LookedAt[] {
  const deal = running.hubspot.sandbox.records("deals").find(isOfFenwick)?.id ?? "";
  const page = (name: string, path: string, pictures: LookedAt["pictures"] = {}): LookedAt => ({
    name,
    url: `${server}${path}`,
    own: server,
    mayRequest: 1,
    opensNumbers: name === "why",
    pictures,
  });
  return [
    page("served", "/review/hubspot"),
    page("why", `/why/hubspot/deal/${deal}`, { "1440-light": "serve" }),
    page("log", `/log/hubspot/deal/${deal}/meeting`, { "390-light": "serve-log" }),
    page("search", "/search?q=marine"),
  ];
}

function isOfFenwick({ properties }: { readonly properties: Readonly<Record<string, unknown>> }): boolean {
  return String(properties.dealname).startsWith("Fenwick");
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
