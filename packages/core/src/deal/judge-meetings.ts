import { counts, isDatedPromise } from "../evidence/counting.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { groupBy } from "../evidence/group-by.ts";
import type { Seen } from "../evidence/seen.ts";
import type { DealPolicy } from "../policy/deal-policy.ts";
import type { MeetingVerdict } from "./deal-assessment.ts";

const nothing: readonly never[] = Object.freeze([]);

type Ending = Pick<MeetingVerdict, "verdict" | "planned" | "missing">;

/** The verdict on every meeting, in order of time (domain:V8). What nobody logged is missing, not a failure. */
export function judgeMeetings(seen: readonly Seen[], policy: DealPolicy): MeetingVerdict[] {
  if (seen.length === 0) return [];
  const verdicts: MeetingVerdict[] = [];
  for (const [meetingId, pieces] of groupBy(seen, ({ meetingId }) => meetingId)) {
    const at = pieces[0]?.evidence.occurredAt;
    if (at === undefined) continue;
    const evidenceIds = pieces.map(({ evidence }) => evidence.id);
    const ending = endingOf(pieces, policy);
    verdicts.push({ meetingId, at, evidenceIds, ...ending });
  }
  return verdicts;
}

function endingOf(pieces: readonly Seen[], policy: DealPolicy): Ending {
  const { isOrder, promises, isPlanned, logged } = whatWasSaid(pieces, policy);
  if (isOrder) return { verdict: "order", missing: nothing };
  if (promises > 0) return { verdict: "advance", planned: isPlanned, missing: nothing };
  if (logged === "no-sale" || logged === "continuation") return { verdict: logged, missing: nothing };
  if (logged === "advance" || logged === "order") {
    return {
      verdict: "no-verdict",
      missing: ["what the buyer will do, who on the buyer's side does it, by when"],
    };
  }
  return unlogged(pieces);
}

/** What counts of it, and the verdict that was logged first. */
function whatWasSaid(pieces: readonly Seen[], policy: DealPolicy) {
  const said = { isOrder: false, promises: 0, isPlanned: false, logged: undefined as Evidence["verdict"] };
  for (const { evidence } of pieces) {
    said.logged ??= evidence.verdict;
    if (!counts(evidence, policy)) continue;
    if (evidence.kind === "contract-signed" || evidence.verdict === "order") said.isOrder = true;
    if (!isDatedPromise(evidence)) continue;
    said.promises += 1;
    if (evidence.wantedBefore === true) said.isPlanned = true;
  }
  return said;
}

function unlogged(pieces: readonly Seen[]): Ending {
  if (pieces.some(({ evidence }) => evidence.kind === "meeting-not-held"))
    return { verdict: "not-held", missing: nothing };
  const took = pieces.some(
    ({ evidence }) => evidence.kind === "meeting-held" && evidence.actorSide === "buyer",
  );
  return {
    verdict: "no-verdict",
    missing: [took ? "what the buyer agreed to" : "whether the meeting took place"],
  };
}
