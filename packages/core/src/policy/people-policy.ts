import * as z from "zod/mini";

/** What leaders see of people (domain 3.14). */
export const PeoplePolicy = z
  .strictObject({
    /** `deals`: deals and accounts, no people. `team`: groups. `named`: only with a written basis. */
    leaderView: z.enum(["deals", "team", "named"]),
    /** The smallest group whose figures are shown. */
    smallestTeam: z.int().check(z.gte(5)),
    /** Where the permission to show named people is written down, such as the date of a works agreement. */
    namedBasis: z.optional(z.string().check(z.minLength(1))),
  })
  .check(
    z.refine(({ leaderView, namedBasis }) => leaderView !== "named" || namedBasis !== undefined, {
      path: ["namedBasis"],
      error: "expected the written basis, since `leaderView` is `named`",
    }),
  );
export type PeoplePolicy = z.infer<typeof PeoplePolicy>;

/** Deals, not people: a leader coaches a deal. Five is the least from which no one person can be read off. */
export const defaultPeoplePolicy: PeoplePolicy = { leaderView: "deals", smallestTeam: 5 };
