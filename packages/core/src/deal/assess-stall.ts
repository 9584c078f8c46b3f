import { bandAt, segmentOf } from "../cohort/collect-spells.ts";
import type { WaitCurves } from "../cohort/wait-curves.ts";
import { activeSnooze } from "../stall/active-snooze.ts";
import { assessWait } from "../stall/assess-wait.ts";
import type { Stall } from "../stall/stall.ts";
import type { DealStandpoint } from "../standpoint.ts";
import type { StandingReading } from "./read-standing.ts";

const notLogged = "an e-mail, call, meeting, task or note of this deal";

/** How long the deal has waited for its next advance, against how long such waits take (domain:V13). */
export function assessStall(
  reading: StandingReading,
  from: DealStandpoint,
  curves: WaitCurves | undefined,
): Stall {
  const { deal } = reading;
  const wait = {
    ledger: reading.ledger,
    sinceMs: reading.createdMs,
    closedMs: reading.closedMs,
    isClosed: reading.status !== "open",
    notLogged: reading.logged ? undefined : notLogged,
    isPromised: reading.commitments.some(({ status }) => status === "ahead"),
    snooze: from.notebook.snoozes.length === 0 ? null : activeSnooze({ dealId: deal.id }, from),
    curveAt: (sinceMs: number) =>
      curves?.find({ clock: "deal", band: bandAt(reading, sinceMs), segment: segmentOf(deal) }),
  };
  return assessWait(wait, from, curves);
}
