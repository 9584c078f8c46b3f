/**
 * One proof: `run.ts` of its folder exports `proof`. It prints what it saw, leaves it in
 * `.headway/proof/NAME.json`, and gives the exit code: 0 when the claim held.
 */
export type Proof = (args: readonly string[]) => Promise<number>;
