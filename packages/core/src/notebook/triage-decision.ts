import * as z from "zod/mini";
import { Instant, instantMs } from "../instant.ts";
import { entryFields, Id, Words } from "./entry.ts";

/** What a seller decided about an account; the tool only proposes (domain:T19). */
export const TriageDecision = z
  .strictObject({
    ...entryFields,
    accountId: Id,
    class: z.enum(["a-list", "pursuit-paused", "painful", "active"]),
    /** Neutral facts, such as "three deferrals"; no word about anybody's motive. */
    reason: Words,
    /** What the tool had proposed, if it had. */
    proposed: z.optional(z.enum(["a-list", "pursuit-paused", "painful", "active"])),
    /** Ends by itself then; without it the policy's number of days after it was written. */
    expiresAt: z.optional(Instant),
  })
  .check(
    z.refine(
      ({ writtenAt, expiresAt }) => expiresAt === undefined || instantMs(expiresAt) > instantMs(writtenAt),
      {
        path: ["expiresAt"],
        error: "expected an instant after `writtenAt`",
      },
    ),
  );
export type TriageDecision = z.infer<typeof TriageDecision>;
