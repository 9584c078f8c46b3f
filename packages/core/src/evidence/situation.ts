import * as z from "zod/mini";

/** Where something happened; what counts as an advance depends on it (domain:V11). */
export const Situation = z.enum(["account", "opportunity", "meeting", "call", "development"]);
export type Situation = z.infer<typeof Situation>;

/** Who acted. Only the buyer's side can advance anything (domain:O18). */
export const ActorSide = z.enum(["buyer", "seller", "system"]);
export type ActorSide = z.infer<typeof ActorSide>;

/** How a meeting ended, as logged (domain:V8). */
export const MeetingOutcome = z.enum(["order", "advance", "continuation", "no-sale"]);
export type MeetingOutcome = z.infer<typeof MeetingOutcome>;

/** How a call ended, as logged (domain:V9). */
export const CallOutcome = z.enum(["follow-up-scheduled", "qualified-out", "continuation", "no-contact"]);
export type CallOutcome = z.infer<typeof CallOutcome>;
