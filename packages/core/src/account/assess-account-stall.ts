import type { WaitCurves } from "../cohort/wait-curves.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import type { DealReading } from "../deal/read-deal.ts";
import { loggedKinds } from "../evidence/logged-kinds.ts";
import { instantMs } from "../instant.ts";
import { activeSnooze } from "../stall/active-snooze.ts";
import { assessWait } from "../stall/assess-wait.ts";
import type { Stall } from "../stall/stall.ts";
import type { Standpoint } from "../standpoint.ts";
import type { AccountReading } from "./read-account.ts";

const notLogged = "an e-mail, call, meeting, task or note of this account";

/** What an account's wait is read from: its own advances and those of its deals, oldest first. */
export interface AccountWait {
  readonly reading: AccountReading;
  readonly deals: readonly DealReading[];
  readonly ledger: readonly LedgerEntry[];
}

/** When an account's wait for its first advance began: its creation, else the first thing recorded. */
export function accountSinceMs({ account, observedSinceMs }: AccountReading): number | undefined {
  return account.createdAt === undefined ? observedSinceMs : instantMs(account.createdAt);
}

/** How long the account has waited for an advance of any kind (domain:V13). */
export function assessAccountStall(
  { reading, deals, ledger }: AccountWait,
  from: Standpoint,
  curves: WaitCurves | undefined,
): Stall {
  const sinceMs = accountSinceMs(reading);
  const wait = {
    ledger,
    sinceMs: sinceMs ?? from.asOfMs,
    closedMs: undefined,
    isClosed: false,
    notLogged: sinceMs !== undefined && reading.kinds.hasAny(loggedKinds) ? undefined : notLogged,
    isPromised: deals.some(({ commitments }) => commitments.some(({ status }) => status === "ahead")),
    snooze: from.notebook.snoozes.length === 0 ? null : activeSnooze({ accountId: reading.account.id }, from),
    curveAt: () => curves?.find({ clock: "account", band: "none", segment: "" }),
  };
  return assessWait(wait, from, curves);
}
