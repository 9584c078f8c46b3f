import type { RuleReference } from "../evidence/evidence.ts";

const formulaIds = [
  ...(["3.2", "3.3", "3.4", "3.5", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.14"] as const),
  ...(["V3", "V6", "V7", "V16", "V17", "E3", "E4", "E5", "E7", "E8", "E15"] as const),
  ...(["T2", "T3", "T4", "T5", "T7", "T10", "T11", "T13", "T14", "T15", "T16", "T17", "T18"] as const),
  ...(["R2", "R3", "R4", "R6", "R9", "R10", "R11", "R12"] as const),
  ...(["O1", "O7", "O8", "O10", "O12", "O14", "O15", "O17", "O19"] as const),
] as const;

/** A section or a row of the domain's description that numbers are computed by. */
export type FormulaId = (typeof formulaIds)[number];

/** A formula for code that keeps it: what a deal carries into a function, which has no room for the table below. */
export function newFormula(id: FormulaId): RuleReference {
  return Object.freeze({ id: `domain:${id}`, version: "1" });
}

/** Made once: every number carries one. */
const references = /* @__PURE__ */ makeReferences();

function makeReferences(): ReadonlyMap<FormulaId, RuleReference> {
  return new Map(formulaIds.map((id) => [id, newFormula(id)]));
}

/** The formula behind a number: its section in the domain's description, and the version of our reading of it. */
export function formula(id: FormulaId): RuleReference {
  const reference = references.get(id);
  if (reference === undefined) throw new RangeError(`There is no formula ${id}`);
  return reference;
}
