import { counts, isDatedPromise, isQualifiedOut } from "../evidence/counting.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { groupBy } from "../evidence/group-by.ts";
import type { Seen } from "../evidence/seen.ts";
import type { DealPolicy } from "../policy/deal-policy.ts";
import type { CallVerdict } from "./deal-assessment.ts";

type Ending = Pick<CallVerdict, "verdict" | "missing">;

const nothing: readonly never[] = Object.freeze([]);

/** The verdict on every call, in order of time (domain:V9). */
export function judgeCalls(seen: readonly Seen[], policy: DealPolicy): CallVerdict[] {
  if (seen.length === 0) return [];
  const verdicts: CallVerdict[] = [];
  for (const [callId, pieces] of groupBy(seen, ({ callId }) => callId)) {
    const at = pieces[0]?.evidence.occurredAt;
    if (at === undefined) continue;
    const evidenceIds = pieces.map(({ evidence }) => evidence.id);
    const { verdict, missing } = endingOf(pieces, policy);
    verdicts.push({ callId, at, evidenceIds, verdict, missing });
  }
  return verdicts;
}

function endingOf(pieces: readonly Seen[], policy: DealPolicy): Ending {
  const logged: Evidence["verdict"][] = [];
  let [isAgreedNo, isPromised, spoke, isUnanswered] = [false, false, false, false];
  for (const { evidence } of pieces) {
    const { kind, verdict } = evidence;
    isAgreedNo ||= isQualifiedOut(evidence, policy);
    isPromised ||= counts(evidence, policy) && isDatedPromise(evidence);
    spoke ||= kind === "call-connected" || kind === "client-initiated-contact";
    isUnanswered ||= kind === "call-not-connected";
    if (verdict !== undefined) logged.push(verdict);
  }
  if (isAgreedNo) return { verdict: "qualified-out", missing: nothing };
  if (isPromised) return { verdict: "follow-up-scheduled", missing: nothing };
  if (logged.includes("qualified-out")) return withoutVerdict("the buyer's agreement and the reason");
  if (logged.includes("follow-up-scheduled")) return withoutVerdict("the date the buyer agreed to");
  if (spoke || logged.includes("continuation")) return { verdict: "continuation", missing: nothing };
  if (isUnanswered || logged.includes("no-contact")) return { verdict: "no-contact", missing: nothing };
  return withoutVerdict("whether anybody was reached");
}

function withoutVerdict(missing: string): Ending {
  return { verdict: "no-verdict", missing: [missing] };
}
