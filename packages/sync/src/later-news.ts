import type { Evidence } from "@headway/core";
import type { CrmRecord } from "@headway/crm";

const dayMs = 86_400_000;
/** Everything is assessed again on a new day anyway; a clock further off than this would keep a subject busy until then. */
const horizonMs = 2 * dayMs;

/**
 * Whether a subject holds news from after the instant it is assessed as of: a run reads on while people go on working,
 * and what they did meanwhile is not seen yet. Such a subject stays dirty, so that the next run assesses it again.
 */
export function hasLaterNews(record: CrmRecord, evidence: readonly Evidence[], asOf: string): boolean {
  const asOfMs = Date.parse(asOf);
  const since = new Date(asOfMs - dayMs).toISOString().slice(0, 10);
  const isLater = (instant: string): boolean => {
    if (instant < since) return false;
    const apartMs = Date.parse(instant) - asOfMs;
    return apartMs > 0 && apartMs <= horizonMs;
  };
  return isLater(record.modifiedAt) || evidence.some(({ recordedAt }) => isLater(recordedAt));
}
