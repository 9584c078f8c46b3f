import { counts, isDatedPromise } from "../evidence/counting.ts";
import { groupBy } from "../evidence/group-by.ts";
import type { Seen } from "../evidence/seen.ts";
import type { Policy } from "../policy/policy.ts";
import type { MeetingVerdict } from "./deal-assessment.ts";

type Ending = Pick<MeetingVerdict, "verdict" | "planned" | "missing">;

/** The verdict on every meeting, in order of time (domain:V8). What nobody logged is missing, not a failure. */
export function judgeMeetings(seen: readonly Seen[], policy: Policy): MeetingVerdict[] {
  if (seen.length === 0) return [];
  const verdicts: MeetingVerdict[] = [];
  for (const [meetingId, pieces] of groupBy(seen, ({ meetingId }) => meetingId)) {
    const at = pieces[0]?.evidence.occurredAt;
    if (at === undefined) continue;
    const evidenceIds = pieces.map(({ evidence }) => evidence.id);
    verdicts.push({ meetingId, at, evidenceIds, ...endingOf(pieces, policy) });
  }
  return verdicts;
}

function endingOf(pieces: readonly Seen[], policy: Policy): Ending {
  const said = pieces.map(({ evidence }) => evidence).filter((evidence) => counts(evidence, policy));
  const logged = pieces.find(({ evidence }) => evidence.verdict !== undefined)?.evidence.verdict;
  if (said.some(({ kind, verdict }) => kind === "contract-signed" || verdict === "order")) {
    return { verdict: "order", missing: [] };
  }
  const promises = said.filter(isDatedPromise);
  if (promises.length > 0) {
    return {
      verdict: "advance",
      planned: promises.some((promise) => promise.wantedBefore === true),
      missing: [],
    };
  }
  if (logged === "no-sale" || logged === "continuation") return { verdict: logged, missing: [] };
  if (logged === "advance" || logged === "order") {
    return {
      verdict: "no-verdict",
      missing: ["what the buyer will do, who on the buyer's side does it, by when"],
    };
  }
  return unlogged(pieces);
}

function unlogged(pieces: readonly Seen[]): Ending {
  if (pieces.some(({ evidence }) => evidence.kind === "meeting-not-held"))
    return { verdict: "not-held", missing: [] };
  const took = pieces.some(
    ({ evidence }) => evidence.kind === "meeting-held" && evidence.actorSide === "buyer",
  );
  return {
    verdict: "no-verdict",
    missing: [took ? "what the buyer agreed to" : "whether the meeting took place"],
  };
}
