import type { RuleReference } from "../evidence/evidence.ts";

/** The formula behind a number: its section in the domain's description, and the version of our reading of it. */
export function formula(id: string): RuleReference {
  return { id: `domain:${id}`, version: "1" };
}
