import type { NextAsk } from "../deal/deal-assessment.ts";
import { instantMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { AccountTriage } from "./account-triage.ts";

/**
 * What to do next on a deal whose account is not to be chased: nothing, until the buyer moves; but for a renewal
 * notice that law or contract requires (domain:T4). Any other ask passes unchanged, and so does none.
 */
export function holdCadence(
  ask: NextAsk | null,
  dealId: string,
  triage: AccountTriage | undefined,
  from: Standpoint,
): NextAsk | null {
  if (ask === null || triage === undefined || !triage.chase.blocksCadence) return ask;
  const notice = triage.chase.noticesStillDue.find((one) => one.dealId === dealId);
  const why = triage.chase.recommendation === "stop" ? triage.chase.reason : triage.decision.inForce?.reason;
  const held = {
    text: notice ? `Send nothing further. ${notice.text}` : "Send nothing further until the buyer moves",
    reason: `${triage.pursuit === "paused" ? "Pursuit is paused" : "No further message is suggested"}: ${why}`,
    missing: "a reply or an act of the buyer's",
  };
  return notice && instantMs(notice.dueAt) > from.asOfMs ? { ...held, dueAt: notice.dueAt } : held;
}
