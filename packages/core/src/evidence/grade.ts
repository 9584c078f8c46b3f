import * as z from "zod/mini";

/**
 * How much a piece of evidence is worth (domain 3.1, domain:O6). 4: a buyer act with a cost and an independent
 * trace. 3: the buyer's words verbatim, or a buyer-sent mail or acceptance with action and date. 2: a buyer act
 * seen only through a system, or a seller note naming buyer, action and date. 1: a seller note without these.
 * 0: a seller act, a stage edit, an open or a click. Only the order is claimed; weights are policy.
 */
export const Grade = z.literal([0, 1, 2, 3, 4]);
export type Grade = z.infer<typeof Grade>;
