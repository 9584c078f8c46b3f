import { pathToFileURL } from "node:url";
import type { BrowserResult, BrowserTools } from "./browser-part.ts";
import { serveHeadway } from "./headway-process.ts";
import { hostileCount, hostileFields, hostileMark, hostilePortfolio } from "./hostile-portfolio.ts";
import { hostileFamilies } from "./hostile-texts.ts";
import { lookForHarm } from "./look-for-harm.ts";
import { syncedWorld } from "./synced-world.ts";
import { type WatchedPage, watchedPage } from "./watched-page.ts";

const day = "2026-03-02T07:00:00.000Z";

/** Fills every text field of a CRM with tries to run a script, and opens every page that could show one. */
export async function tryHostileTexts(tools: BrowserTools): Promise<BrowserResult> {
  tools.tell("hostile texts: syncing them");
  const world = await syncedWorld({ portfolio: hostilePortfolio(day), asOf: day, crms: ["hubspot"] });
  const server = await serveHeadway(world.place);
  const misses: string[] = [];
  const shown = new Set<string>();
  let pages = 0;
  let requests = 0;
  const look = async (watched: WatchedPage, name: string, url: string, mayRequest: number): Promise<void> => {
    const before = watched.trouble.requests;
    await watched.page.goto(url);
    const { found, text } = await lookForHarm(watched.page);
    pages += 1;
    requests += watched.trouble.requests - before;
    if (watched.trouble.requests - before > mayRequest) misses.push(`${name} asked for more than itself`);
    misses.push(...found.map((harm) => `${name}: ${harm}`));
    for (const mark of text.match(/hw\dx\d\d/g) ?? []) shown.add(mark);
  };
  try {
    const file = pathToFileURL(await world.writeReview("hubspot")).href;
    const ofFile = await watchedPage(tools.browser, file, { width: 1_440 });
    await look(ofFile, "the file", file, 1);
    const served = await watchedPage(tools.browser, server.url, { width: 1_440 });
    await look(served, "the review", `${server.url}/review/hubspot`, 1);
    await look(served, "the search", `${server.url}/search?q=${encodeURIComponent("<script>hw")}`, 1);
    const paths = [
      ...world.running.hubspot.sandbox.records("deals").map(({ id }) => `hubspot/deal/${id}`),
      ...world.running.hubspot.sandbox.records("companies").map(({ id }) => `hubspot/account/${id}`),
    ];
    for (const [index, path] of paths.entries()) {
      tools.tell(`hostile texts: page ${index + 1} of ${paths.length}`);
      await look(served, `why ${path}`, `${server.url}/why/${path}`, 1);
      await look(served, `log ${path}`, `${server.url}/log/${path}`, 1);
    }
    const typed = await typeHostileTexts(served, `${server.url}/log/${paths[0]}/not-sold`);
    misses.push(...typed.misses);
    for (const watched of [ofFile, served]) {
      const { consoleErrors, dialogs, foreignRequests } = watched.trouble;
      misses.push(...consoleErrors, ...dialogs, ...foreignRequests);
      await watched.close();
    }
    const seen = fieldsSeen(shown);
    misses.push(...seen.unseen.map((field) => `no page shows any ${field}, so nothing is known of it`));
    return {
      figures: {
        texts: hostileCount,
        textsTyped: typed.typed,
        textsSeen: shown.size,
        fieldsSeen: seen.n,
        pages,
        requests,
      },
      misses,
    };
  } finally {
    await server.stop();
    await world.close();
  }
}

/** Types every text into a form that comes back, since one answer is off, and into one that is logged. */
async function typeHostileTexts(
  { page }: WatchedPage,
  url: string,
): Promise<{ typed: number; misses: string[] }> {
  const misses: string[] = [];
  let typed = 0;
  for (const [index, text] of hostileFamilies.flatMap(({ texts }) => texts).entries()) {
    const words = text(`typed${index}`);
    for (const kind of ["words", "not-sold"] as const) {
      await page.goto(url.replace(/[^/]+$/, kind));
      await page.fill(`input[name=${kind === "words" ? "quote" : "reason"}]`, words);
      await page.click("form.entry button");
      const { found, text: said } = await lookForHarm(page);
      const isBack = kind === "not-sold" || said.includes("Nothing was logged");
      if (!isBack || (kind === "not-sold" && !said.includes("holds it as done task")))
        misses.push(`typed text ${index} in ${kind}: the page does not say what became of it`);
      misses.push(...found.map((harm) => `typed text ${index} in ${kind}: ${harm}`));
      typed += 1;
    }
  }
  return { typed, misses };
}

/** Calls and notes are evidence of nothing by these rules, so no page has to show them. */
const unquoted: readonly string[] = ["call title", "note", "seller's name", "next step"];

function fieldsSeen(shown: ReadonlySet<string>): { n: number; unseen: string[] } {
  const first = hostileFields.map((field) => [field, hostileMark(field, 0).split("x")[0]] as const);
  const seen = first.filter(([, start]) => [...shown].some((mark) => mark.startsWith(`${start}x`)));
  const names = new Set<string>(seen.map(([field]) => field));
  return {
    n: seen.length,
    unseen: hostileFields.filter((field) => !names.has(field) && !unquoted.includes(field)),
  };
}
