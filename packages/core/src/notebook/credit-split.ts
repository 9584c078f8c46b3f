import * as z from "zod/mini";
import { entryFields, Id, Words } from "./entry.ts";

/** Who is credited for a deal's advances, when it is not the owner alone (domain 3.11); earlier splits stay as audit. */
export const CreditSplit = z.strictObject({
  ...entryFields,
  dealId: Id,
  shares: z
    .array(z.strictObject({ personId: Id, share: z.number().check(z.gt(0), z.lte(1)) }))
    .check(
      z.minLength(1),
      z.refine(addsUpToOne, "expected shares that add up to 1"),
      z.refine(namesEachOnce, "expected each person once"),
    ),
  reason: Words,
});
export type CreditSplit = z.infer<typeof CreditSplit>;

interface Share {
  readonly personId: string;
  readonly share: number;
}

function addsUpToOne(shares: readonly Share[]): boolean {
  return Math.abs(shares.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9;
}

function namesEachOnce(shares: readonly Share[]): boolean {
  return new Set(shares.map(({ personId }) => personId)).size === shares.length;
}
