import { groupBy } from "../evidence/group-by.ts";
import { byTime, type Seen } from "../evidence/seen.ts";
import { dayMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { DevelopmentStep } from "./person-assessment.ts";

/** Learned, applied, understood, sustained: for each skill named by a `topic`, in order of name (domain:V10). */
export function developmentLadder(development: readonly Seen[], from: Standpoint): DevelopmentStep[] {
  const evidence = development.toSorted(byTime);
  const skills = [...groupBy(evidence, ({ topic }) => topic)].sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  return skills.map(([skill, pieces]) => ({
    skill,
    learned: has(pieces, "skill-learned"),
    applied: has(pieces, "skill-applied"),
    understood: has(pieces, "skill-understood"),
    sustained: isSustained(pieces, from),
    evidenceIds: pieces.map((piece) => piece.evidence.id),
  }));
}

function has(pieces: readonly Seen[], kind: Seen["evidence"]["kind"]): boolean {
  return pieces.some((piece) => piece.evidence.kind === kind);
}

/** Enough applications, spread wide enough, the last one recent enough. */
function isSustained(pieces: readonly Seen[], { policy, asOfMs }: Standpoint): boolean {
  const { sustainedApplications, sustainedDays, sustainedWithinDays } = policy.development;
  const uses = pieces.filter((piece) => piece.evidence.kind === "skill-applied").map((piece) => piece.atMs);
  const first = Math.min(...uses);
  const last = Math.max(...uses);
  const isWide = last - first >= sustainedDays * dayMs;
  const isRecent = asOfMs - last <= sustainedWithinDays * dayMs;
  return uses.length >= sustainedApplications && isWide && isRecent;
}
