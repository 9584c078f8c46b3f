import * as z from "zod/mini";

/** Constants of `triage`. */
export const TriagePolicy = z.strictObject({});
export type TriagePolicy = z.infer<typeof TriagePolicy>;

/** The defaults of {@link TriagePolicy}, each with its reason. */
export const defaultTriagePolicy: TriagePolicy = {};
