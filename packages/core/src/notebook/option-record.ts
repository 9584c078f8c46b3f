import * as z from "zod/mini";
import { entryFields, Id, Words } from "./entry.ts";

const Option = z.strictObject({ id: Id, what: Words, provider: z.enum(["own", "third-party", "none"]) });

/**
 * The ways looked at to solve a client's problem, other people's included, and the best of them (domain:E14).
 * Option ids are distinct, and `bestOptionId` is one of them.
 */
export const OptionRecord = z
  .strictObject({
    ...entryFields,
    accountId: Id,
    dealId: z.optional(Id),
    /** The problem, by the same name as in `problem-stated`. */
    problem: Words,
    options: z.array(Option).check(z.minLength(1)),
    bestOptionId: Id,
  })
  .check(
    z.refine(({ options }) => new Set(options.map(({ id }) => id)).size === options.length, {
      path: ["options"],
      error: "expected distinct ids",
    }),
    z.refine(({ options, bestOptionId }) => options.some(({ id }) => id === bestOptionId), {
      path: ["bestOptionId"],
      error: "expected the id of one of the options",
    }),
  );
export type OptionRecord = z.infer<typeof OptionRecord>;
