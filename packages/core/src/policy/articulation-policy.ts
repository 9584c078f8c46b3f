import * as z from "zod/mini";

/** Constants of `articulation`. */
export const ArticulationPolicy = z.strictObject({});
export type ArticulationPolicy = z.infer<typeof ArticulationPolicy>;

/** The defaults of {@link ArticulationPolicy}, each with its reason. */
export const defaultArticulationPolicy: ArticulationPolicy = {};
