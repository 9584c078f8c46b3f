import type { Portal } from "./portal.ts";
import { wordsRandom } from "./words-random.ts";

/** Pages that hold less than was asked for though more follows: a page's length says nothing of the end. */
export interface HubspotShortPages {
  readonly seed: number;
  /** Of pages, from 0 to 1. */
  readonly share: number;
}

/**
 * How many of `size` rows a page gives. The same page is as short whenever it is asked for. `least` is 1 where an
 * empty page could not be told from the one before by its cursor.
 */
export function pageSize(portal: Portal, page: string, size: number, least: 0 | 1): number {
  const { shortPages } = portal.settings;
  if (!shortPages || size <= least) return size;
  const { chance, between } = wordsRandom(`${shortPages.seed} ${page}`);
  return chance(shortPages.share) ? between(least, size - 1) : size;
}
