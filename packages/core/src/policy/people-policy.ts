import * as z from "zod/mini";

const Days = z.number().check(z.gt(0));

/** What leaders see of people (domain 3.14). */
export const PeoplePolicy = z
  .strictObject({
    /** `deals`: deals and accounts, no people. `team`: groups. `named`: only with a written basis. */
    leaderView: z.enum(["deals", "team", "named"]),
    /** The smallest group whose figures are shown. */
    smallestTeam: z.int().check(z.gte(5)),
    /** Where the permission to show named people is written down, such as the date of a works agreement. */
    namedBasis: z.optional(z.string().check(z.minLength(1))),
    /** After how many days a private prompt that a seller has chosen comes again. */
    promptEveryDays: z.strictObject({
      "what-defines-me": Days,
      "values-in-behaviour": Days,
      disconnect: Days,
      "deepest-truth": Days,
    }),
  })
  .check(
    z.refine(({ leaderView, namedBasis }) => leaderView !== "named" || namedBasis !== undefined, {
      path: ["namedBasis"],
      error: "expected the written basis, since `leaderView` is `named`",
    }),
  );
export type PeoplePolicy = z.infer<typeof PeoplePolicy>;
