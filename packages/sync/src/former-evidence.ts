import type { EvidenceRule } from "@headway/core";
import { letGo } from "./first-sightings.ts";
import type { RunContext } from "./run-context.ts";
import type { DerivedRecord } from "./store.ts";

/**
 * Evidence that one version of a rule read in deals' own fields, and that a run let go since the rule is gone or has
 * another version, which does not read it in what the fields hold now.
 */
export interface FormerEvidence {
  readonly ruleId: string;
  /** The version that had read it. */
  readonly version: string;
  /** The rule's version now; `null` where there is no such rule any more. */
  readonly versionNow: string | null;
  readonly pieces: number;
  readonly deals: number;
  /** The first of the deals, a hundred at most; the log names each piece. */
  readonly dealIds: readonly string[];
}

const mostNamed = 100;

/** Counts and logs what goes with former rules of one deal's evidence. */
export function noteLetGo(
  { tally, log, policy }: Pick<RunContext, "tally" | "log" | "policy">,
  derived: DerivedRecord,
  stored: Parameters<typeof letGo>[1],
): void {
  const { id } = derived.record;
  for (const [key, pieces] of Map.groupBy(letGo(derived, stored, policy.evidenceRules), nameOf)) {
    for (const { kind, rule, occurredAt } of pieces) {
      const { id: ruleId, version } = rule;
      log("warn", "evidence-let-go", { object: "deal", id, rule: ruleId, version, kind, occurredAt });
    }
    const [{ rule } = { rule: { id: "", version: "" } }] = pieces;
    const before = tally.former.get(key) ?? nothing(rule, policy.evidenceRules);
    const dealIds = before.deals < mostNamed ? [...before.dealIds, id] : before.dealIds;
    tally.former.set(key, {
      ...before,
      pieces: before.pieces + pieces.length,
      deals: before.deals + 1,
      dealIds,
    });
  }
}

function nameOf({ rule: { id, version } }: { readonly rule: FormerRule }): string {
  return JSON.stringify([id, version]);
}

type FormerRule = Pick<EvidenceRule, "id" | "version">;

function nothing({ id, version }: FormerRule, rules: readonly EvidenceRule[]): FormerEvidence {
  const versionNow = rules.find((rule) => rule.id === id)?.version ?? null;
  return { ruleId: id, version, versionNow, pieces: 0, deals: 0, dealIds: [] };
}

/** What a run let go, in a sentence for each version of a rule. */
export function letGoSentences(former: Iterable<FormerEvidence>): string[] {
  return [...former].map(({ ruleId, version, versionNow, pieces, deals }) => {
    const why =
      versionNow === null
        ? "there is no such rule any more"
        : `version ${versionNow} does not read it in what the fields hold now`;
    return `${pieces} pieces of evidence in ${deals} deals are let go: rule ${ruleId} in version ${version} had read them in the deals' fields, and ${why}`;
  });
}
