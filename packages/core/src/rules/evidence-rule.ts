import * as z from "zod/mini";
import { BuyingJob, Preference } from "../evidence/buying-job.ts";
import { Evidence } from "../evidence/evidence.ts";
import { Grade } from "../evidence/grade.ts";
import { EvidenceKind } from "../evidence/kind.ts";
import { ActorSide, CallOutcome, MeetingOutcome, Situation } from "../evidence/situation.ts";

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
const Words = z.array(z.string().check(z.minLength(1))).check(z.minLength(1));

/**
 * What one field must be; every test that is given must hold. Texts compare without regard to case. An absent
 * or empty field holds only under `present: false` and `lacks`.
 */
export const RuleCondition = z.strictObject({
  field: z.string().check(z.minLength(1)),
  equals: z.optional(Scalar),
  oneOf: z.optional(z.array(Scalar).check(z.minLength(1))),
  /** Any of these words or phrases occurs, as whole words. */
  contains: z.optional(Words),
  /** None of these words or phrases occurs. */
  lacks: z.optional(Words),
  /** A pattern over the whole text in which `*` stands for any run of characters; nothing else is special. */
  matches: z.optional(z.string().check(z.minLength(1))),
  present: z.optional(z.boolean()),
  atLeast: z.optional(z.number()),
  atMost: z.optional(z.number()),
});
export type RuleCondition = z.infer<typeof RuleCondition>;

const FromField = z.strictObject({ field: z.string().check(z.minLength(1)) });
const TextFrom = z.union([z.string().check(z.minLength(1)), FromField]);

/** What evidence a matching rule makes. `situation` and `polarity` default to the catalogue's. */
export const RuleGives = z.strictObject({
  kind: EvidenceKind,
  actorSide: ActorSide,
  grade: Grade,
  situation: z.optional(Situation),
  polarity: z.optional(z.literal([-1, 0, 1])),
  job: z.optional(BuyingJob),
  preference: z.optional(Preference),
  prompted: z.optional(z.boolean()),
  wantedBefore: z.optional(z.boolean()),
  actorRole: z.optional(z.string()),
  topic: z.optional(TextFrom),
  reason: z.optional(TextFrom),
  /** The field that says when it happened; without it, or where it is empty, the record's own time. */
  occurredField: z.optional(z.string()),
  /** The field whose text is kept as the buyer's own words, at most 500 characters. */
  quoteField: z.optional(z.string()),
  verdict: z.optional(z.union([MeetingOutcome, CallOutcome])),
  /** In whose words need, motivation or help was said (domain 3.10). */
  articulation: Evidence.shape.articulation,
  /** The other client of an introduction or of joint work, by the id its CRM gives the account (domain:E5). */
  otherAccountId: z.optional(TextFrom),
  commitment: z.optional(
    z.strictObject({
      what: TextFrom,
      owner: z._default(z.enum(["buyer", "seller"]), "buyer"),
      dueField: z.optional(z.string()),
      fulfilledField: z.optional(z.string()),
    }),
  ),
});
export type RuleGives = z.infer<typeof RuleGives>;

/**
 * Turns what a company records in its own way into evidence. Among the rules that match one record the first of
 * each kind gives the evidence; an `exclusive` one silences every rule after it.
 */
export const EvidenceRule = z.strictObject({
  id: z.string().check(z.minLength(1)),
  version: z.string().check(z.minLength(1)),
  note: z.optional(z.string()),
  on: z.strictObject({
    object: z.enum(["deal", "task", "call", "meeting", "email", "note", "stage-change"]),
    where: z.array(RuleCondition),
  }),
  gives: RuleGives,
  exclusive: z.optional(z.boolean()),
});
export type EvidenceRule = z.infer<typeof EvidenceRule>;
