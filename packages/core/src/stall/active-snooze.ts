import { instantMs } from "../instant.ts";
import type { DealStandpoint } from "../standpoint.ts";
import type { ActiveSnooze } from "./stall.ts";

/** The snooze in force for a deal or an account; of several the one that lasts longest. */
export function activeSnooze(
  subject: { readonly dealId: string } | { readonly accountId: string },
  { notebook, asOfMs }: DealStandpoint,
): ActiveSnooze | null {
  let longest: ActiveSnooze | null = null;
  for (const { id, subject: about, reason, resumeAt, personId } of notebook.snoozes) {
    const isMeant =
      about.type === "deal"
        ? "dealId" in subject && about.dealId === subject.dealId
        : "accountId" in subject && about.accountId === subject.accountId;
    if (!isMeant || instantMs(resumeAt) <= asOfMs) continue;
    if (longest === null || instantMs(resumeAt) > instantMs(longest.resumeAt)) {
      longest = { snoozeId: id, reason, resumeAt, personId };
    }
  }
  return longest;
}
