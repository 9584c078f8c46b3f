import { Instant } from "@headway/core";
import * as z from "zod/mini";

const Words = z.string().check(z.minLength(1), z.maxLength(500));
const Id = z.string().check(z.minLength(1), z.maxLength(64));
const Day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/** What every capture says: when it was logged, and by whom. */
const logged = {
  /** When it happened or was said, ISO 8601 with a time and an offset. */
  at: Instant,
  /** The owner or user who logs it, by the CRM's id. */
  personId: z.optional(Id),
  contactId: z.optional(Id),
  /** The buyer's own words, as said. */
  quote: z.optional(Words),
};

/**
 * What a rep logs in seconds and no CRM has a field for (domain 3.15). Unknown keys are refused. A commitment of
 * the buyer's names what, who and by when; without them it counts for less, as any note would.
 */
export const Capture = z.discriminatedUnion("type", [
  z.strictObject({
    ...logged,
    type: z.literal("meeting-verdict"),
    meetingId: Id,
    verdict: z.enum(["order", "advance", "continuation", "no-sale"]),
  }),
  z.strictObject({
    ...logged,
    type: z.literal("commitment"),
    what: Words,
    side: z.enum(["buyer", "seller"]),
    who: z.optional(Words),
    dueOn: z.optional(Day),
    meetingId: z.optional(Id),
    /** The action was what we wanted from the meeting before it began. */
    wantedBefore: z.optional(z.boolean()),
  }),
  z.strictObject({
    ...logged,
    type: z.literal("thanks"),
    from: z.enum(["client", "us"]),
    topic: z.optional(Words),
  }),
  z.strictObject({
    ...logged,
    type: z.literal("introduction"),
    /** `client`: the buyer brought in a colleague; `us`: we introduced the client to another client. */
    by: z.enum(["client", "us"]),
    otherAccountId: z.optional(Id),
    topic: z.optional(Words),
  }),
  z.strictObject({ ...logged, type: z.literal("advised-not-to-buy"), reason: Words }),
  z.strictObject({
    ...logged,
    type: z.literal("buyers-words"),
    about: z.enum(["need", "motivation", "help"]),
    quote: Words,
    toThirdParty: z.optional(z.boolean()),
  }),
  z.strictObject({
    ...logged,
    type: z.literal("triage-decision"),
    class: z.enum(["a-list", "pursuit-paused", "painful", "active"]),
    /** Neutral facts; no word about anybody's motive. */
    reason: Words,
  }),
  z.strictObject({
    ...logged,
    type: z.literal("benefit"),
    /** What the client confirmed: `cash-flow`, `profit`, `new-customers`, or a word of your own (domain:T10). */
    benefit: z.string().check(z.minLength(1), z.maxLength(64)),
  }),
  z.strictObject({
    ...logged,
    type: z.literal("promise"),
    what: Words,
    /** `made`: we promise it now; `kept`: the client confirmed that we kept the promise of these same words. */
    status: z.enum(["made", "kept"]),
    dueOn: z.optional(Day),
  }),
]);

/** See {@link Capture}; the schema parses it strictly. */
export type Capture = z.infer<typeof Capture>;
