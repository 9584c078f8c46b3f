import { pathToFileURL } from "node:url";
import type { BrowserResult, BrowserTools } from "./browser-part.ts";
import { serveHeadway } from "./headway-process.ts";
import { hostilePolicy } from "./hostile-policy.ts";
import { hostileMarks, hostilePortfolio } from "./hostile-portfolio.ts";
import { endTour, hostileTour, visit } from "./hostile-tour.ts";
import { type SyncedWorld, syncedWorld } from "./synced-world.ts";
import { countBiting, typeHostileTexts } from "./type-hostile-texts.ts";

const day = "2026-03-02T07:00:00.000Z";
/** Some of the texts wait for another kind of page than a plain one. */
const leastBiting = 35;

/** Fills every text field of a CRM with tries to run a script, and opens every page that shows one. */
export async function tryHostileTexts(tools: BrowserTools): Promise<BrowserResult> {
  tools.tell("hostile texts: syncing them");
  const world = await syncedWorld({
    portfolio: hostilePortfolio(day),
    asOf: day,
    crms: ["hubspot"],
    policy: hostilePolicy,
  });
  const server = await serveHeadway(world.place);
  try {
    return await tryEveryPage(tools, world, server.url);
  } finally {
    await server.stop();
    await world.close();
  }
}

async function tryEveryPage(tools: BrowserTools, world: SyncedWorld, server: string): Promise<BrowserResult> {
  const file = pathToFileURL(await world.writeReview("hubspot")).href;
  const ofFile = await hostileTour(tools, file);
  await visit(ofFile, "the file", file);
  const served = await hostileTour(tools, server);
  await visit(served, "the review", `${server}/review/hubspot`);
  await visit(served, "the search", `${server}/search?q=${encodeURIComponent("<script>alert('hw")}`);
  const records = recordsOf(world);
  for (const [index, record] of records.entries()) {
    tools.tell(`hostile texts: record ${index + 1} of ${records.length}`);
    await visit(served, `why ${record}`, `${server}/why/hubspot/${record}`);
    await visit(served, `log ${record}`, `${server}/log/hubspot/${record}`);
  }
  const typed = await typeHostileTexts(served, `${server}/log/hubspot/${records[0]}`);
  const biting = await countBiting(tools);
  const unseen = hostileMarks.filter((mark) => !served.seen.has(mark) && !ofFile.seen.has(mark));
  return {
    figures: {
      texts: hostileMarks.length,
      textsSeen: hostileMarks.length - unseen.length,
      textsTyped: typed,
      textsBitingElsewhere: biting,
      pages: ofFile.pages + served.pages,
      requests: ofFile.requests + served.requests,
    },
    misses: [
      ...(await endTour(ofFile)),
      ...(await endTour(served)),
      ...unseen.map((mark) => `no page shows the text ${mark}, so nothing is known of it`),
      ...(biting < leastBiting ? [`only ${biting} of the texts do anything where they may`] : []),
    ],
  };
}

function recordsOf({ running }: SyncedWorld): string[] {
  const { sandbox } = running.hubspot;
  return [
    ...sandbox.records("deals").map(({ id }) => `deal/${id}`),
    ...sandbox.records("companies").map(({ id }) => `account/${id}`),
  ];
}
