import type { Seen } from "../evidence/seen.ts";
import { contribution, explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { readEffort } from "../person/read-effort.ts";
import type { Standpoint } from "../standpoint.ts";
import type { DecisionAudit, Painful } from "./account-triage.ts";
import type { TriagePieces } from "./read-triage.ts";

/** The seller's own label, or friction where enough hours were spent (domain:T15). A decision against it holds. */
export function assessPainful(pieces: TriagePieces, { inForce }: DecisionAudit, from: Standpoint): Painful {
  const { minimumFriction, minimumHours } = from.policy.triage.painful;
  const efforts = readEffort(pieces.work, () => pieces.reading.account.id, from.policy);
  const hours = efforts.reduce((sum, effort) => sum + effort.hours, 0);
  const logged = pieces.reading.observedSinceMs !== undefined;
  const isRough = pieces.friction.length >= minimumFriction && hours >= minimumHours;
  const by =
    inForce === null ? (isRough ? "friction" : null) : inForce.class === "painful" ? "decision" : null;
  return {
    state: by === null ? (logged || inForce ? "no" : "unknown") : "painful",
    by,
    friction:
      logged && pieces.friction.length === 0
        ? from.shared(noFriction)
        : explainFriction(pieces.friction, logged, from),
    hours: explain({
      value: efforts.length === 0 ? null : hours,
      unit: "hours",
      valueFrom: "sum",
      basis: hours,
      n: efforts.length,
      asOf: from.asOf,
      rule: formula("3.7"),
      contributions: () => efforts.map(({ seen, hours }) => contribution(seen.evidence, hours)),
      missing: efforts.length === 0 ? ["any logged work on this account within the window"] : [],
    }),
  };
}

const noFriction = (from: Standpoint) => explainFriction([], true, from);

function explainFriction(friction: readonly Seen[], logged: boolean, { asOf }: Standpoint): Explained {
  return explain({
    value: logged ? friction.length : null,
    unit: "complaints and re-openings",
    valueFrom: "count",
    basis: friction.length,
    n: friction.length,
    asOf,
    rule: formula("T15"),
    contributions: () => friction.map(({ evidence }) => contribution(evidence, 1, evidence.kind)),
    missing: logged ? [] : ["anything recorded about this account"],
  });
}
