import { activityRule } from "./activity-rule.ts";
import type { EvidenceRule } from "./evidence-rule.ts";

/** What the disposition, outcome or direction of an activity says by itself. None of it is an advance. */
export const defaultActivityRules: readonly EvidenceRule[] = [
  activityRule(
    "call-not-connected",
    "call",
    [
      {
        field: "disposition",
        contains: [
          "no answer",
          "voicemail",
          "voice mail",
          "busy",
          "wrong number",
          "live message",
          "not connected",
        ],
      },
    ],
    { kind: "call-not-connected", actorSide: "seller", grade: 0, verdict: "no-contact" },
    { exclusive: true },
  ),
  activityRule(
    "call-inbound",
    "call",
    [{ field: "direction", equals: "inbound" }],
    { kind: "client-initiated-contact", actorSide: "buyer", grade: 2, prompted: false },
    { note: "A missed inbound call is silenced by the rule above: nobody spoke" },
  ),
  activityRule(
    "call-connected",
    "call",
    [{ field: "disposition", contains: ["connected", "answered", "completed"] }],
    { kind: "call-connected", actorSide: "buyer", grade: 2, verdict: "continuation" },
  ),
  activityRule("call-outbound", "call", [{ field: "direction", lacks: ["inbound"] }], {
    kind: "seller-call",
    actorSide: "seller",
    grade: 0,
  }),
  activityRule("meeting-completed", "meeting", [{ field: "outcome", equals: "completed" }], {
    kind: "meeting-held",
    actorSide: "buyer",
    grade: 2,
  }),
  activityRule("meeting-no-show", "meeting", [{ field: "outcome", oneOf: ["no-show", "no show"] }], {
    kind: "meeting-not-held",
    actorSide: "buyer",
    grade: 2,
  }),
  activityRule(
    "meeting-called-off",
    "meeting",
    [{ field: "outcome", oneOf: ["cancelled", "canceled", "rescheduled"] }],
    { kind: "meeting-not-held", actorSide: "system", grade: 0 },
    { note: "Who called it off is not recorded" },
  ),
  activityRule(
    "meeting-without-outcome",
    "meeting",
    [{ field: "outcome", present: false }],
    { kind: "meeting-held", actorSide: "seller", grade: 1 },
    { note: "It stands in the calendar; whether it took place nobody has logged" },
  ),
  activityRule("task-done", "task", [{ field: "status", equals: "done" }], {
    kind: "seller-task",
    actorSide: "seller",
    grade: 0,
  }),
  activityRule("note-written", "note", [], { kind: "seller-note", actorSide: "seller", grade: 1 }),
];
