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
    const evidence = pieces.map((piece) => piece.evidence);
    const at = evidence[0]?.occurredAt;
    if (at === undefined) continue;
    verdicts.push({ callId, at, evidenceIds: evidence.map(({ id }) => id), ...endingOf(evidence, policy) });
  }
  return verdicts;
}

function endingOf(pieces: readonly Evidence[], policy: DealPolicy): Ending {
  if (pieces.some((piece) => isQualifiedOut(piece, policy))) return { verdict: "qualified-out", missing: [] };
  if (pieces.some((piece) => counts(piece, policy) && isDatedPromise(piece))) {
    return { verdict: "follow-up-scheduled", missing: [] };
  }
  const logged = new Set(pieces.map(({ verdict }) => verdict));
  if (logged.has("qualified-out"))
    return { verdict: "no-verdict", missing: ["the buyer's agreement and the reason"] };
  if (logged.has("follow-up-scheduled"))
    return { verdict: "no-verdict", missing: ["the date the buyer agreed to"] };
  const spoke = pieces.some(({ kind }) => kind === "call-connected" || kind === "client-initiated-contact");
  if (spoke || logged.has("continuation")) return { verdict: "continuation", missing: [] };
  if (logged.has("no-contact") || pieces.some(({ kind }) => kind === "call-not-connected")) {
    return { verdict: "no-contact", missing: [] };
  }
  return { verdict: "no-verdict", missing: ["whether anybody was reached"] };
}
