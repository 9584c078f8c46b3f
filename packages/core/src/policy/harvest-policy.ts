import * as z from "zod/mini";

/** Constants of `harvest`. */
export const HarvestPolicy = z.strictObject({});
export type HarvestPolicy = z.infer<typeof HarvestPolicy>;

/** The defaults of {@link HarvestPolicy}, each with its reason. */
export const defaultHarvestPolicy: HarvestPolicy = {};
