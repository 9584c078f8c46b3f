import type { Explained } from "../explain/explained.ts";
import type { Instant } from "../instant.ts";
import type { MechanismSign } from "./mechanism-signs.ts";

/**
 * How a seller's closes lie in the incentive periods, for that seller (domain:O11). `calendar-pattern`: closes gather
 * at the end of periods, the seller's or everybody's, and nothing says how they got there. `harvest`: they do, after
 * advances spread evenly. `cramming`: they do, more than the team's, and a mechanism left its sign.
 */
export interface HarvestFinding {
  readonly personId: string;
  readonly asOf: Instant;
  readonly policyVersion: string;
  readonly status: "unknown" | "no-pattern" | "calendar-pattern" | "harvest" | "cramming";
  /** In words; names no motive. */
  readonly text: string;
  readonly closes: number;
  readonly periods: readonly string[];
  /** The seller's share of closes in the last business days that did not grow. */
  readonly share: Explained;
  /** The team's without the seller, in the same periods. */
  readonly teamShare: Explained;
  /** P(the seller's share is more than the policy's factor times the team's). */
  readonly peak: Explained;
  /** What the team's share would be if closes fell evenly on business days, and how sure it is that it is more. */
  readonly calendar: { readonly evenShare: number; readonly teamAboveEven: Explained };
  readonly signs: readonly MechanismSign[];
  /** Late closes after evenly spread advances. */
  readonly grownLateDealIds: readonly string[];
  readonly missing: readonly string[];
  readonly alternatives: readonly string[];
}
