import type { BrowserTools } from "./browser-part.ts";
import { lookForHarm } from "./look-for-harm.ts";
import { type WatchedPage, watchedPage } from "./watched-page.ts";

/** A way through pages that hold hostile texts, with all that was met on it. */
export interface HostileTour {
  readonly watched: WatchedPage;
  /** Marks of the texts that were shown by any page. */
  readonly seen: Set<string>;
  readonly misses: string[];
  pages: number;
  requests: number;
}

/** Begins a tour through pages whose addresses begin with `own`. */
export async function hostileTour({ browser }: BrowserTools, own: string): Promise<HostileTour> {
  const watched = await watchedPage(browser, own, { width: 1_440 });
  return { watched, seen: new Set(), misses: [], pages: 0, requests: 0 };
}

/** Opens one page, which may ask for nothing but itself. */
export async function visit(tour: HostileTour, name: string, url: string): Promise<void> {
  const { page, trouble } = tour.watched;
  const before = trouble.requests;
  await page.goto(url);
  const { found, text } = await lookForHarm(page);
  const requests = trouble.requests - before;
  tour.pages += 1;
  tour.requests += requests;
  if (requests > 1) tour.misses.push(`${name} asked for more than itself`);
  tour.misses.push(...found.map((harm) => `${name}: ${harm}`));
  for (const mark of text.match(/hw\dx\d\d/g) ?? []) tour.seen.add(mark);
}

/** Ends a tour and tells what was amiss on it. */
export async function endTour({ watched, misses }: HostileTour): Promise<string[]> {
  const { consoleErrors, dialogs, foreignRequests } = watched.trouble;
  await watched.close();
  // A form that comes back with a status of its own is told by the browser as it tells a missing picture.
  const said = consoleErrors.filter((text) => !/status of 422 /.test(text));
  return [...misses, ...said, ...dialogs, ...foreignRequests];
}
