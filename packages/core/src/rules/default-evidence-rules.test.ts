import { describe, expect, test } from "vitest";
import { Evidence } from "../evidence/evidence.ts";
import { applyEvidenceRules } from "./apply-evidence-rules.ts";
import { defaultEvidenceRules } from "./default-evidence-rules.ts";
import { EvidenceRule } from "./evidence-rule.ts";
import type { RuleSubject } from "./rule-subject.ts";

const apply = (object: RuleSubject["object"], fields: RuleSubject["fields"]) =>
  applyEvidenceRules(
    {
      crm: "memory",
      object,
      id: "1",
      occurredAt: "2026-03-01T10:00:00Z",
      recordedAt: "2026-03-01T10:00:00Z",
      dealIds: ["7"],
      contactId: "5",
      fields,
    },
    defaultEvidenceRules,
  ).evidence;
const seen = (evidence: Evidence[]) =>
  evidence.map(({ kind, actorSide, grade }) => `${kind} ${actorSide} ${grade}`);
const inbound = (text: string, subject = "Re: offer") =>
  apply("email", { direction: "inbound", subject, text });

describe("what a CRM that nobody has adapted yet says", () => {
  test.each<[string, RuleSubject["object"], RuleSubject["fields"], string[]]>([
    [
      "a mail from us",
      "email",
      { direction: "outbound", text: "please go ahead" },
      ["seller-email seller 0"],
    ],
    [
      "a deadline repeated, which is one attempt and not two (domain:T4)",
      "email",
      { direction: "outbound", text: "Renew now or else your account will be cancelled." },
      ["deadline-message seller 0"],
    ],
    [
      "a connected call",
      "call",
      { direction: "outbound", disposition: "Connected" },
      ["call-connected buyer 2", "seller-call seller 0"],
    ],
    [
      "no answer",
      "call",
      { direction: "outbound", disposition: "No answer" },
      ["call-not-connected seller 0"],
    ],
    ["a voicemail", "call", { disposition: "Left voicemail" }, ["call-not-connected seller 0"]],
    ["not connected", "call", { disposition: "Not connected" }, ["call-not-connected seller 0"]],
    [
      "a call to us",
      "call",
      { direction: "inbound", disposition: null },
      ["client-initiated-contact buyer 2"],
    ],
    ["a call of unknown result", "call", { direction: "outbound" }, ["seller-call seller 0"]],
    ["a meeting held", "meeting", { outcome: "completed" }, ["meeting-held buyer 2"]],
    ["a no-show", "meeting", { outcome: "no-show" }, ["meeting-not-held buyer 2"]],
    ["a meeting called off", "meeting", { outcome: "cancelled" }, ["meeting-not-held system 0"]],
    ["a meeting still to come", "meeting", { outcome: "scheduled" }, []],
    ["a meeting without an outcome", "meeting", { outcome: null }, ["meeting-held seller 1"]],
    ["a task done", "task", { status: "done" }, ["seller-task seller 0"]],
    ["a task open", "task", { status: "open" }, []],
    [
      "a stage edit (domain:O6)",
      "stage-change",
      { toStageId: "won", toStatus: "won" },
      ["stage-edited seller 0"],
    ],
    ["a note", "note", { body: "They will sign tomorrow" }, ["seller-note seller 1"]],
  ])("%s", (_name, object, fields, expected) => expect(seen(apply(object, fields))).toEqual(expected));

  test.each<[string, string, string[]]>([
    ["a plain reply", "We will look at it.", []],
    ["signed", "Attached is the signed contract.", ["contract-signed buyer 3"]],
    ["not yet signed", "We have not signed yet, the signed copy follows.", []],
    ["go ahead", "All fine, please go\nahead.", ["verbal-agreement buyer 3"]],
    ["do not go ahead", "We cannot go ahead, so please go ahead without us.", []],
    ["thanks (domain:E11)", "Thank you so much for helping us!", ["personal-thanks buyer 3"]],
    ["thanks in advance", "Thanks for your help in advance", []],
    ["thanks as a courtesy", "Thank you. Regards", []],
    ["a referral", "I recommended you to our bank.", ["referral-given buyer 3"]],
    ["a colleague", "May I introduce you to my colleague Ann?", ["stakeholder-introduced buyer 3"]],
    ["a request for help (domain:E7)", "Could you advise us on this?", ["help-requested buyer 3"]],
    ["a deferral", "We have to postpone this.", ["deal-deferred buyer 3"]],
    ["a no", "We decided not to do it.", ["deal-declined buyer 3"]],
    ["a competitor", "We have gone with another supplier.", ["competitor-preferred buyer 3"]],
    ["a complaint", "This is unacceptable.", ["complaint buyer 3"]],
    ["cancelled", "We are cancelling our subscription.", ["contract-cancelled buyer 3"]],
    ["a meeting cancelled", "We are cancelling our meeting of Monday.", []],
  ])("an inbound mail: %s", (_name, text, expected) => {
    expect(seen(inbound(text))).toEqual(["buyer-reply buyer 2", ...expected]);
  });

  test.each([
    "We will see.\n\nOn Mon, 2 Mar 2026 at 10:00, Bob <bob@us.example>\nwrote:\n> please go ahead",
    "> please go ahead\nWe will see.",
  ])("our own words quoted back count for nothing (domain:O18): %j", (text) => {
    expect(seen(inbound(text))).toEqual(["buyer-reply buyer 2"]);
  });

  test("a machine's answer is nobody's reply", () => {
    expect(seen(inbound("Thank you so much", "Automatic reply: offer"))).toEqual(["auto-reply system 0"]);
    expect(seen(inbound("Not the right time", "Out of office"))).toEqual(["auto-reply system 0"]);
  });

  test("thanks are kept verbatim, with the speaker (domain:E11)", () => {
    const thanks = inbound("Thank you so much!").find(({ kind }) => kind === "personal-thanks");
    expect(thanks?.quote).toEqual({ speaker: "5", text: "Thank you so much!" });
  });

  test("every default rule is a valid rule with an id of its own, and makes valid evidence", () => {
    for (const rule of defaultEvidenceRules) expect(EvidenceRule.parse(rule)).toEqual(rule);
    expect(new Set(defaultEvidenceRules.map(({ id }) => id)).size).toBe(defaultEvidenceRules.length);
    for (const piece of inbound("please go ahead")) expect(Evidence.parse(piece)).toEqual(piece);
  });

  test("no default rule lets a seller's or a machine's act count", () => {
    const acts = defaultEvidenceRules.filter(({ gives }) => gives.actorSide !== "buyer");
    expect(acts.filter(({ gives }) => gives.grade >= 2)).toEqual([]);
  });
});
