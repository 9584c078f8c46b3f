import type { ConflictPolicy } from "./mirror-options.ts";
import type { Side } from "./mirror-rows.ts";
import type { StageRank } from "./stage-map.ts";

/** Everything a decision may depend on: the same arguments give the same answer, in whatever order conflicts come (`invariant:S6`). */
export interface ConflictFacts {
  readonly policy: ConflictPolicy;
  readonly tie: Side;
  readonly allowReopen: boolean;
  /** For stages: where both stand; absent for other fields and where a pipeline cannot be read. */
  readonly left?: StageRank;
  readonly right?: StageRank;
  /** When each side changed the field last, by its own CRM's clock, milliseconds since 1970; `null` where nobody knows. */
  readonly leftAt: number | null;
  readonly rightAt: number | null;
}

/** Changes closer than this are a tie: two CRMs have two clocks, and one of them counts in seconds. */
export const tieMs = 5_000;

/** Which side's value stays; `manual`: a person decides. */
export function decideConflict(facts: ConflictFacts): Side | "manual" {
  const closed = closedWins(facts);
  return closed ?? byPolicy(facts);
}

/**
 * Closed beats open whatever the policy, unless conflicts may reopen; won against lost is for a person
 * whenever the rank is to decide (`invariant:S9`).
 */
function closedWins({ policy, left, right, allowReopen }: ConflictFacts): Side | "manual" | undefined {
  if (left === undefined || right === undefined || policy === "manual") return undefined;
  if (policy === "rank" && isClosed(left) && isClosed(right) && left.status !== right.status) return "manual";
  if (isClosed(left) === isClosed(right)) return undefined;
  if (allowReopen && policy !== "rank") return undefined;
  return isClosed(left) ? "left" : "right";
}

function isClosed({ status }: StageRank): boolean {
  return status !== "open";
}

function byPolicy(facts: ConflictFacts): Side | "manual" {
  const { policy, tie, left, right, leftAt, rightAt } = facts;
  switch (policy) {
    case "left":
    case "right":
    case "manual":
      return policy;
    case "rank":
      if (left === undefined || right === undefined) return "manual";
      return left.rank === right.rank ? tie : left.rank > right.rank ? "left" : "right";
    case "latest":
      if (leftAt === null || rightAt === null) return "manual";
      if (Math.abs(leftAt - rightAt) <= tieMs) return tie;
      return leftAt > rightAt ? "left" : "right";
  }
}
