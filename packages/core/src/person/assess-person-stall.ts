import type { WaitCurves } from "../cohort/wait-curves.ts";
import { assessWait } from "../stall/assess-wait.ts";
import type { Stall } from "../stall/stall.ts";
import type { Standpoint } from "../standpoint.ts";
import type { PersonReading } from "./person-reading.ts";

const notLogged = "anything that names this seller";

/** How long a seller has waited for an advance of any kind, for the seller to see (domain:V13). */
export function assessPersonStall(
  { earliestMs: sinceMs, ledger, deals }: PersonReading,
  from: Standpoint,
  curves: WaitCurves | undefined,
): Stall {
  const wait = {
    ledger,
    sinceMs: sinceMs ?? from.asOfMs,
    closedMs: undefined,
    isClosed: false,
    notLogged: sinceMs === undefined ? notLogged : undefined,
    isPromised: deals.some(({ commitments }) => commitments.some(({ status }) => status === "ahead")),
    snooze: null,
    curveAt: () => curves?.find({ clock: "person", band: "none", segment: "" }),
  };
  return assessWait(wait, from, curves);
}
