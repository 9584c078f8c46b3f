import type { ConflictRow } from "@headway/sync/mirror";
import type { ValueEvidence } from "./check-values.ts";
import type { Violation } from "./seed-result.ts";
import { plain, stageWords } from "./vocabulary.ts";

const tieMs = 5_000;

/** Conflicts are decided as the policy says, whatever order things came in (S6, S9). */
export function checkConflicts(evidence: ValueEvidence): Violation[] {
  return evidence.records.conflicts
    .filter(({ cause, status }) => cause === "both-changed" && status === "decided")
    .flatMap((row) => {
      const wrong = decidedWrongly(evidence, row);
      if (wrong === null) return [];
      const values = `${row.kept.side} “${row.kept.value}” over ${row.lost.side} “${row.lost.value}”`;
      return [{ invariant: wrong, text: `policy ${row.policy} kept ${values} of ${row.field}` }];
    });
}

function decidedWrongly({ plan, owners }: ValueEvidence, row: ConflictRow): string | null {
  const { kept, lost, field } = row;
  const [winner, loser] = [kept, lost].map(({ side, raw }) =>
    stageWords.findIndex(({ name }) => name === plain(side, "stageId", raw, owners)),
  );
  if (field === "stageId" && winner !== undefined && loser !== undefined) {
    if (stageWords[loser]?.isClosed === true && stageWords[winner]?.isClosed === false) return "S9";
    if (plan.policy === "rank") return winner < loser ? "S6" : null;
    // A closed deal stays closed whoever should win.
    if (stageWords[winner]?.isClosed === true) return null;
  }
  if (plan.policy === "left" || plan.policy === "right") return kept.side === plan.policy ? null : "S6";
  if (plan.policy === "manual") return "S6";
  if (kept.at === null || lost.at === null) return null;
  return Date.parse(kept.at) < Date.parse(lost.at) - tieMs ? "S6" : null;
}
