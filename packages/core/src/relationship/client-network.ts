import type { AccountAssessment } from "../account/account-assessment.ts";
import { compareTexts } from "../evidence/seen.ts";
import type { EvidenceReference } from "./evidence-reference.ts";

/** What has come of two clients knowing each other through us (domain:E9). */
export interface NetworkEdge {
  /** In order of their ids. */
  readonly accountIds: readonly [string, string];
  /** The furthest it came: introduced, a problem solved, working together. */
  readonly status: "introduced" | "solved" | "joint-work";
  readonly evidenceIds: readonly string[];
}

type Found = EvidenceReference & {
  readonly accountId: string;
  readonly otherAccountId: string | null;
};

const order = ["introduced", "solved", "joint-work"] as const;

/**
 * Which clients of ours met through us, and which of them began to work together. A record that does not name the
 * other client makes no edge. Edges come in order of ids and carry no label of either client.
 */
export function clientNetwork({
  accounts,
}: {
  readonly accounts: readonly AccountAssessment[];
}): NetworkEdge[] {
  const edges = new Map<string, NetworkEdge>();
  for (const { relationship } of accounts) {
    for (const record of relationship.introductions) {
      put(edges, record, record.type === "made" ? "introduced" : "solved");
    }
    for (const work of relationship.jointWork) put(edges, work, "joint-work");
  }
  return [...edges.values()].sort(
    (left, right) =>
      compareTexts(left.accountIds[0], right.accountIds[0]) ||
      compareTexts(left.accountIds[1], right.accountIds[1]),
  );
}

function put(edges: Map<string, NetworkEdge>, found: Found, status: NetworkEdge["status"]): void {
  const { accountId, otherAccountId, evidenceId } = found;
  if (otherAccountId === null || otherAccountId === accountId) return;
  const accountIds =
    accountId < otherAccountId
      ? ([accountId, otherAccountId] as const)
      : ([otherAccountId, accountId] as const);
  const key = JSON.stringify(accountIds);
  const former = edges.get(key);
  edges.set(key, {
    accountIds,
    status: former && order.indexOf(former.status) > order.indexOf(status) ? former.status : status,
    evidenceIds: [...(former?.evidenceIds ?? []), evidenceId].sort(),
  });
}
