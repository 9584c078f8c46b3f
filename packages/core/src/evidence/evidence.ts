import * as z from "zod/mini";
import { Instant } from "../instant.ts";
import { BuyingJob, Preference } from "./buying-job.ts";
import { Commitment } from "./commitment.ts";
import { Grade } from "./grade.ts";
import { EvidenceKind } from "./kind.ts";
import { ActorSide, CallOutcome, MeetingOutcome, Situation } from "./situation.ts";

const Id = z.string().check(z.minLength(1));

/** The field of a CRM record that a piece of evidence rests on. */
export const EvidenceSource = z.strictObject({
  crm: Id,
  object: Id,
  id: Id,
  field: z.optional(z.string()),
  version: z.optional(z.string()),
});
export type EvidenceSource = z.infer<typeof EvidenceSource>;

/** The rule, with its version, that made something. */
export const RuleReference = z.strictObject({ id: Id, version: Id });
export type RuleReference = z.infer<typeof RuleReference>;

/**
 * One thing that happened, typed and graded (domain 3.1). The same `id` twice is one piece: the one recorded
 * last, as far as `asOf` sees, wins. Every computation sees only pieces with both times at or before `asOf`.
 */
export const Evidence = z.strictObject({
  id: Id,
  occurredAt: Instant,
  recordedAt: Instant,
  situation: Situation,
  accountId: z.optional(Id),
  dealId: z.optional(Id),
  /** The seller whose record or effort it is. */
  personId: z.optional(Id),
  contactId: z.optional(Id),
  actorSide: ActorSide,
  actorRole: z.optional(z.string()),
  kind: EvidenceKind,
  grade: Grade,
  /** +1 for, -1 against, 0 neither. Only -1 can lower anything. */
  polarity: z.literal([-1, 0, 1]),
  /** We asked for it; an elation signal then counts half (domain 3.5). */
  prompted: z.optional(z.boolean()),
  job: z.optional(BuyingJob),
  preference: z.optional(Preference),
  commitment: z.optional(Commitment),
  /** The action was wanted before the meeting: a planned advance (domain:V8). */
  wantedBefore: z.optional(z.boolean()),
  /** Seller hours of the whole source record; counted once per record. */
  hours: z.optional(z.number().check(z.gte(0))),
  /** Names the skill, the benefit or the complaint. */
  topic: z.optional(z.string()),
  /** Why; a qualify-out needs one (domain:V9). */
  reason: z.optional(z.string()),
  quote: z.optional(z.strictObject({ speaker: z.string(), text: z.string() })),
  meetingId: z.optional(Id),
  callId: z.optional(Id),
  verdict: z.optional(z.union([MeetingOutcome, CallOutcome])),
  /** The other client of an introduction or of joint work (domain:E5, domain:E9). */
  otherAccountId: z.optional(Id),
  /** In whose words need, motivation or help was said, from weakest to strongest (domain 3.10). */
  articulation: z.optional(z.enum(["seller-asserted", "buyer-confirmed", "own-words", "to-third-party"])),
  source: EvidenceSource,
  rule: RuleReference,
});
export type Evidence = z.infer<typeof Evidence>;
