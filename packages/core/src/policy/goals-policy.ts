import * as z from "zod/mini";

/** Constants of `goals`. */
export const GoalsPolicy = z.strictObject({});
export type GoalsPolicy = z.infer<typeof GoalsPolicy>;

/** The defaults of {@link GoalsPolicy}, each with its reason. */
export const defaultGoalsPolicy: GoalsPolicy = {};
