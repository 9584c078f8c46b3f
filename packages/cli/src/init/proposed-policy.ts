import { type EvidenceRule, parsePolicy } from "@headway/core";
import type { StageGuess } from "./stage-guess.ts";

/** A policy over the default one, as it is to be written. */
export interface ProposedPolicy {
  readonly version: string;
  readonly evidenceRules: readonly EvidenceRule[];
}

/**
 * A rule for each stage whose label names an act of the buyer. It is kept as the seller's word, grade 1: a stage is
 * an opinion until the buyer's own act is on record, and moving a deal advances nothing (domain 3.1, domain:O6).
 */
export function proposedPolicy(guesses: readonly StageGuess[]): ProposedPolicy {
  const evidenceRules = guesses.flatMap((guess) => {
    const rule = stageRule(guess);
    return rule === undefined ? [] : [rule];
  });
  const policy = { version: "mine-1", evidenceRules };
  parsePolicy(policy);
  return policy;
}

function stageRule({ crm, pipeline, stageId, label, kind }: StageGuess): EvidenceRule | undefined {
  if (kind === null) return undefined;
  return {
    id: `stage-${crm}-${stageId}`,
    version: "1",
    note: `"${label}" of "${pipeline}": the seller's word until the buyer's act is on record`,
    on: { object: "stage-change", where: [{ field: "toStageId", equals: stageId }] },
    gives: { kind, actorSide: "seller", grade: 1 },
  };
}
