import { allRows } from "./all-rows.ts";
import type { MirrorContext } from "./mirror-context.ts";
import type { ParkedCode } from "./mirror-rows.ts";
import type { MirrorReport, MirrorTally } from "./mirror-tally.ts";

/** What a run says of itself: its own counts, and what the store holds of earlier ones. */
export async function toReport(
  context: MirrorContext,
  tally: MirrorTally,
  run: { readonly startedAt: string; readonly dryRun: boolean },
): Promise<MirrorReport> {
  const { resting: _resting, ...counts } = tally;
  const parked: Partial<Record<ParkedCode, number>> = {};
  for await (const row of allRows(context, "parked")) parked[row.code] = (parked[row.code] ?? 0) + 1;
  let proposals = 0;
  for await (const row of allRows(context, "proposal")) if (row.status === "open") proposals += 1;
  let unsettled = 0;
  for await (const row of allRows(context, "intent")) if (row.state === "inflight") unsettled += 1;
  const gaps =
    unsettled > 0
      ? [...tally.gaps, `${unsettled} writes have no answer yet; the next run reads what became of them`]
      : tally.gaps;
  return {
    mirror: context.config.name,
    state: gaps.length === 0 ? "complete" : "incomplete",
    ...run,
    ...counts,
    finishedAt: context.now(),
    proposals,
    parked,
    unsettled,
    gaps,
  };
}
