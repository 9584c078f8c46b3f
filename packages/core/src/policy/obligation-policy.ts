import * as z from "zod/mini";

/** Constants of `obligation`. */
export const ObligationPolicy = z.strictObject({});
export type ObligationPolicy = z.infer<typeof ObligationPolicy>;

/** The defaults of {@link ObligationPolicy}, each with its reason. */
export const defaultObligationPolicy: ObligationPolicy = {};
