import type { EvidenceRule } from "./evidence-rule.ts";

const version = "1";

/** What the disposition, outcome or direction of an activity says by itself. None of it is an advance. */
export const defaultActivityRules: readonly EvidenceRule[] = [
  {
    id: "call-not-connected",
    version,
    on: {
      object: "call",
      where: [
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
    },
    gives: { kind: "call-not-connected", actorSide: "seller", grade: 0, verdict: "no-contact" },
    exclusive: true,
  },
  {
    id: "call-inbound",
    version,
    note: "A missed inbound call is silenced by the rule above: nobody spoke",
    on: { object: "call", where: [{ field: "direction", equals: "inbound" }] },
    gives: { kind: "client-initiated-contact", actorSide: "buyer", grade: 2, prompted: false },
  },
  {
    id: "call-connected",
    version,
    on: {
      object: "call",
      where: [{ field: "disposition", contains: ["connected", "answered", "completed"] }],
    },
    gives: { kind: "call-connected", actorSide: "buyer", grade: 2, verdict: "continuation" },
  },
  {
    id: "call-outbound",
    version,
    on: { object: "call", where: [{ field: "direction", lacks: ["inbound"] }] },
    gives: { kind: "seller-call", actorSide: "seller", grade: 0 },
  },
  {
    id: "meeting-completed",
    version,
    on: { object: "meeting", where: [{ field: "outcome", equals: "completed" }] },
    gives: { kind: "meeting-held", actorSide: "buyer", grade: 2 },
  },
  {
    id: "meeting-no-show",
    version,
    on: { object: "meeting", where: [{ field: "outcome", oneOf: ["no-show", "no show"] }] },
    gives: { kind: "meeting-not-held", actorSide: "buyer", grade: 2 },
  },
  {
    id: "meeting-called-off",
    version,
    note: "Who called it off is not recorded",
    on: { object: "meeting", where: [{ field: "outcome", oneOf: ["cancelled", "canceled", "rescheduled"] }] },
    gives: { kind: "meeting-not-held", actorSide: "system", grade: 0 },
  },
  {
    id: "meeting-without-outcome",
    version,
    note: "It stands in the calendar; whether it took place nobody has logged",
    on: { object: "meeting", where: [{ field: "outcome", present: false }] },
    gives: { kind: "meeting-held", actorSide: "seller", grade: 1 },
  },
  {
    id: "task-done",
    version,
    on: { object: "task", where: [{ field: "status", equals: "done" }] },
    gives: { kind: "seller-task", actorSide: "seller", grade: 0 },
  },
  {
    id: "note-written",
    version,
    on: { object: "note", where: [] },
    gives: { kind: "seller-note", actorSide: "seller", grade: 1 },
  },
];
