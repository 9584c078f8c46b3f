import { type EvidenceRule, parsePolicy } from "@headway/core";
import {
  type CallRecord,
  type DealRecord,
  type EmailRecord,
  known,
  type MeetingRecord,
  type Pipeline,
  type TaskRecord,
  unknown,
} from "@headway/crm";
import { describe, expect, it } from "vitest";
import { deriveEvidence, evidenceContext, ruleSubjects } from "./evidence.ts";

const at = "2026-03-01T10:00:00.000Z";
const later = "2026-03-01T12:00:00.000Z";
const pipelines: readonly Pipeline[] = [
  {
    id: "p",
    label: "Sales",
    stages: [
      { id: "s1", label: "First call", status: "open", probability: 0.2 },
      { id: "s2", label: "Won", status: "won", probability: 1 },
    ],
  },
];
const rules: readonly EvidenceRule[] = parsePolicy({}).evidenceRules;
const context = evidenceContext("crm", rules, pipelines);
const base = {
  createdAt: at,
  modifiedAt: later,
  fields: {},
  links: { deal: known(["d1"]), account: known(["a1"]), contact: known(["c1"]) },
};

const deal: DealRecord = {
  ...base,
  object: "deal",
  id: "d1",
  links: { account: known(["a1"]) },
  fields: { headway_advances: 3, buyer_verdict: "go" },
  name: "Alpha",
  pipelineId: "p",
  stageId: "s2",
  amount: { amount: "1200.50", currency: "EUR" },
  closeDate: null,
  ownerId: "u1",
  nextStep: "Call",
  stageHistory: known([
    { stageId: "s1", at, byId: "u2" },
    { stageId: "s2", at: later, byId: null },
  ]),
};
const call: CallRecord = {
  ...base,
  object: "call",
  id: "k1",
  occurredAt: at,
  ownerId: "u1",
  title: "Check in",
  body: null,
  direction: "outbound",
  disposition: "Connected",
  status: null,
  durationMs: 1_800_000,
};
const email: EmailRecord = {
  ...base,
  object: "email",
  id: "e1",
  occurredAt: at,
  ownerId: "u1",
  subject: "Hello",
  text: unknown("no scope"),
  direction: "inbound",
  status: null,
};
const meeting: MeetingRecord = {
  ...base,
  object: "meeting",
  id: "m1",
  occurredAt: at,
  ownerId: "u1",
  title: "Demo",
  body: null,
  outcome: "completed",
  endAt: "2026-03-01T11:00:00.000Z",
};
const task: TaskRecord = {
  ...base,
  object: "task",
  id: "t1",
  occurredAt: at,
  ownerId: "u1",
  subject: "Ask",
  body: null,
  status: "done",
  priority: null,
  completedAt: later,
  key: "v1:abc",
};

describe("ruleSubjects", () => {
  it("flattens a deal with labels and status of its stage, and leaves Headway's own fields out", () => {
    const [subject] = ruleSubjects(deal, context);
    expect(subject).toMatchObject({ object: "deal", dealIds: ["d1"], accountId: "a1", personId: "u1" });
    expect(subject?.fields).toEqual({
      name: "Alpha",
      stageId: "s2",
      stageLabel: "Won",
      pipelineId: "p",
      pipelineLabel: "Sales",
      status: "won",
      amount: 1200.5,
      nextStep: "Call",
      buyer_verdict: "go",
    });
  });

  it("gives one subject per stage entered, with the stage before and who moved it", () => {
    const changes = ruleSubjects(deal, context).slice(1);
    expect(changes).toMatchObject([
      {
        object: "stage-change",
        occurredAt: at,
        personId: "u2",
        fields: { fromStageId: null, toStageLabel: "First call", toStatus: "open" },
      },
      {
        object: "stage-change",
        occurredAt: later,
        fields: { fromStageId: "s1", toStageLabel: "Won", toStatus: "won" },
      },
    ]);
    expect(changes[1]?.personId).toBeUndefined();
  });

  it("gives no stage changes where the history could not be read", () => {
    const unread = { ...deal, stageHistory: unknown("history is not readable") };
    expect(ruleSubjects(unread, context)).toHaveLength(1);
  });

  it.each([
    ["call", call, { direction: "outbound", disposition: "Connected", durationMinutes: 30 }, 0.5],
    ["meeting", meeting, { outcome: "completed", durationMinutes: 60 }, 1],
    ["task", task, { status: "done", kind: "headway" }, undefined],
  ] as const)("flattens a %s", (_name, record, fields, hours) => {
    const [subject] = ruleSubjects(record, context);
    expect(subject?.fields).toMatchObject(fields);
    expect(subject?.hours).toBe(hours);
  });

  it("leaves the text of an e-mail absent, not empty, where it could not be read", () => {
    expect(ruleSubjects(email, context)[0]?.fields).not.toHaveProperty("text");
  });

  it("lets a task have happened when it was completed", () => {
    expect(ruleSubjects(task, context)[0]).toMatchObject({ occurredAt: later });
  });

  it("takes a call logged late as known only since then", () => {
    const lateCall = { ...call, createdAt: "2026-03-09T00:00:00.000Z" };
    expect(ruleSubjects(lateCall, context)[0]).toMatchObject({
      occurredAt: at,
      recordedAt: "2026-03-09T00:00:00.000Z",
    });
  });
});

describe("deriveEvidence", () => {
  it("gives an inbound e-mail to every deal it hangs on, with stable ids", () => {
    const shared = { ...email, links: { deal: known(["d1", "d2"]) } };
    const first = deriveEvidence(shared, context).evidence;
    expect(first.map((piece) => piece.dealId).sort()).toEqual(["d1", "d2"]);
    expect(new Set(first.map((piece) => piece.id)).size).toBe(2);
    expect(deriveEvidence(shared, context).evidence).toEqual(first);
  });

  it("never makes a stage edit an advance (domain:V7)", () => {
    const pieces = deriveEvidence(deal, context).evidence;
    expect(pieces.length).toBeGreaterThan(0);
    expect(pieces.every((piece) => piece.grade < 2)).toBe(true);
  });

  it("gives people and accounts no evidence of themselves", () => {
    const user = {
      ...base,
      object: "user" as const,
      id: "u1",
      links: {},
      name: "Ada",
      email: null,
      active: true,
    };
    expect(deriveEvidence(user, context).evidence).toEqual([]);
  });
});
