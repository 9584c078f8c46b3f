import type { DealPolicy } from "../policy/deal-policy.ts";
import type { Evidence } from "./evidence.ts";

/** Whether a piece may move anything at all: a buyer's act or word of sufficient grade (domain 3.1, domain:O18). */
export function counts({ actorSide, grade }: Evidence, policy: DealPolicy): boolean {
  return actorSide === "buyer" && grade >= policy.advance.minimumGrade;
}

/** A dated promise by the buyer that speaks for us (domain:V8). */
export function isDatedPromise({ commitment, polarity }: Evidence): boolean {
  return commitment?.owner === "buyer" && commitment.dueAt !== undefined && polarity >= 0;
}

/** The buyer agreed, in own words and with a reason, that this is not to be (domain:V9). */
export function isQualifiedOut(evidence: Evidence, policy: DealPolicy): boolean {
  const said = evidence.kind === "qualified-out" || evidence.verdict === "qualified-out";
  const why = evidence.reason !== undefined || evidence.quote !== undefined;
  const heard = evidence.actorSide === "buyer" && evidence.grade >= policy.advance.qualifiedOutMinimumGrade;
  return said && why && heard;
}
