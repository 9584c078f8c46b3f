import * as z from "zod/mini";
import { entryFields, Id, Words } from "./entry.ts";

/** A written mission: the company's as results for customers, or a person's own (domain:O4, domain:O9). */
export const Mission = z.strictObject({
  ...entryFields,
  owner: z.enum(["company", "person"]),
  /** What it says, item by item; the company's items are the results it helps customers achieve. */
  statements: z.array(z.strictObject({ id: Id, text: Words })).check(
    z.refine((statements) => new Set(statements.map(({ id }) => id)).size === statements.length, {
      error: "expected every statement to have an id of its own",
    }),
  ),
});
export type Mission = z.infer<typeof Mission>;

/** A person says that a statement of theirs is served by one of the company's (domain:O4). */
export const MissionLink = z.strictObject({
  ...entryFields,
  personStatementId: Id,
  companyStatementId: Id,
});
export type MissionLink = z.infer<typeof MissionLink>;
