import type { Contribution, Explained, RuleReference } from "@headway/core";

/** What is counted: one line for each, so that the count opens down to what was counted. */
export interface Counted {
  readonly unit: string;
  readonly asOf: string;
  readonly rule: string;
  readonly lines: () => readonly Contribution[];
  readonly n: number;
}

/** A count of things that the core found, as a number that explains itself. */
export function countedNumber({ unit, asOf, rule, lines, n }: Counted): Explained {
  const reference: RuleReference = { id: rule, version: "1" };
  return {
    status: "known",
    value: n,
    unit,
    valueFrom: "count",
    basis: n,
    prior: 0,
    get contributions() {
      return lines();
    },
    otherBases: [],
    n,
    asOf,
    rule: reference,
    missing: [],
    alternatives: [],
  };
}

/** A count of deals or accounts. */
export function countedFacts(
  object: "deal" | "account",
  ids: readonly string[],
  about: Pick<Counted, "unit" | "asOf" | "rule">,
): Explained {
  const lines = () =>
    ids.map((id) => ({ evidenceId: `${object}:${id}`, source: `${object}/${id}`, amount: 1 }));
  return countedNumber({ ...about, lines, n: ids.length });
}
