import * as z from "zod/mini";

/** Constants of `relationship`. */
export const RelationshipPolicy = z.strictObject({});
export type RelationshipPolicy = z.infer<typeof RelationshipPolicy>;

/** The defaults of {@link RelationshipPolicy}, each with its reason. */
export const defaultRelationshipPolicy: RelationshipPolicy = {};
