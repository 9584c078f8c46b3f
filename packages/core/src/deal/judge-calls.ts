import { counts, isDatedPromise, isQualifiedOut } from "../evidence/counting.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { groupBy } from "../evidence/group-by.ts";
import type { Seen } from "../evidence/seen.ts";
import type { DealPolicy } from "../policy/deal-policy.ts";
import type { CallVerdict } from "./deal-assessment.ts";

type Ending = Pick<CallVerdict, "verdict" | "missing">;

/** The verdict on every call, in order of time (domain:V9). */
export function judgeCalls(seen: readonly Seen[], policy: DealPolicy): CallVerdict[] {
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
  const any = (test: (evidence: Evidence) => boolean) => pieces.some(({ evidence }) => test(evidence));
  if (any((piece) => isQualifiedOut(piece, policy))) return { verdict: "qualified-out", missing: [] };
  if (any((piece) => counts(piece, policy) && isDatedPromise(piece))) {
    return { verdict: "follow-up-scheduled", missing: [] };
  }
  const isLogged = (logged: Evidence["verdict"]) => any(({ verdict }) => verdict === logged);
  if (isLogged("qualified-out"))
    return { verdict: "no-verdict", missing: ["the buyer's agreement and the reason"] };
  if (isLogged("follow-up-scheduled"))
    return { verdict: "no-verdict", missing: ["the date the buyer agreed to"] };
  const spoke = any(({ kind }) => kind === "call-connected" || kind === "client-initiated-contact");
  if (spoke || isLogged("continuation")) return { verdict: "continuation", missing: [] };
  if (isLogged("no-contact") || any(({ kind }) => kind === "call-not-connected")) {
    return { verdict: "no-contact", missing: [] };
  }
  return { verdict: "no-verdict", missing: ["whether anybody was reached"] };
}
