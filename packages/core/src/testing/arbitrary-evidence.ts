import fc from "fast-check";
import { BuyingJob, Preference } from "../evidence/buying-job.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { Grade } from "../evidence/grade.ts";
import { EvidenceKind } from "../evidence/kind.ts";
import { ActorSide, Situation } from "../evidence/situation.ts";
import { day } from "./example-evidence.ts";

const commitment = fc.record(
  {
    what: fc.constant("send the papers"),
    owner: fc.constantFrom("buyer" as const, "seller" as const),
    dueAt: fc.integer({ min: 0, max: 220 }).map(day),
    fulfilledAt: fc.integer({ min: 0, max: 220 }).map(day),
  },
  { requiredKeys: ["what", "owner"] },
);

const body = fc.record(
  {
    at: fc.integer({ min: 0, max: 200 }),
    delay: fc.integer({ min: 0, max: 20 }),
    situation: fc.constantFrom(...Situation.options),
    actorSide: fc.constantFrom(...ActorSide.options),
    kind: fc.constantFrom(...EvidenceKind.options),
    grade: fc.constantFrom(...Grade.def.values),
    polarity: fc.constantFrom(-1 as const, 0 as const, 1 as const),
    prompted: fc.boolean(),
    job: fc.constantFrom(...BuyingJob.options),
    preference: fc.constantFrom(...Preference.def.values),
    commitment,
    wantedBefore: fc.boolean(),
    hours: fc.double({ min: 0, max: 8, noNaN: true }),
    meetingId: fc.constantFrom("m1", "m2"),
    callId: fc.constantFrom("c1", "c2"),
    reason: fc.constant("no budget"),
    topic: fc.constantFrom("hiring", "cash flow"),
    otherAccountId: fc.constantFrom("a", "b"),
    articulation: fc.constantFrom("seller-asserted", "buyer-confirmed", "own-words", "to-third-party"),
    quote: fc.record({ speaker: fc.constantFrom("Ada", "p"), text: fc.constant("so it is") }),
  },
  { requiredKeys: ["at", "delay", "situation", "actorSide", "kind", "grade", "polarity"] },
);

/** Any evidence at all of deal `d`, account `a` and person `p`, with ids in order of the list. */
export const arbitraryEvidence: fc.Arbitrary<Evidence[]> = fc
  .array(body, { maxLength: 25 })
  .map((bodies) => bodies.map(({ at, delay, ...rest }, index) => withPlace(`e${index}`, at, delay, rest)));

/** One more piece, for what adding it does. */
export const arbitraryPiece: fc.Arbitrary<Evidence> = body.map(({ at, delay, ...rest }) =>
  withPlace("extra", at, delay, rest),
);

type Body = Omit<Evidence, "id" | "occurredAt" | "recordedAt" | "source" | "rule">;

function withPlace(id: string, at: number, delay: number, rest: Body): Evidence {
  return {
    id,
    occurredAt: day(at),
    recordedAt: day(at + delay),
    dealId: "d",
    accountId: "a",
    personId: "p",
    ...rest,
    source: { crm: "memory", object: "note", id },
    rule: { id: "example", version: "1" },
  };
}
