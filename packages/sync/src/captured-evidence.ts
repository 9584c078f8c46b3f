import { type Evidence, kindFacts, type TriageDecision } from "@headway/core";
import type { CrmRecord, TaskRecord } from "@headway/crm";
import type { Capture } from "./capture.ts";
import { captureIn } from "./capture-line.ts";
import { linkedIds } from "./linked-ids.ts";

type Said = Pick<Evidence, "kind" | "actorSide" | "grade"> & Partial<Evidence>;

/** The capture that a record carries: only tasks that Headway made carry any, whatever else is typed elsewhere. */
export function captureOf(record: CrmRecord): Capture | undefined {
  return record.object === "task" && record.key !== null ? captureIn(record.body) : undefined;
}

/**
 * The evidence in a captured record, one piece for each deal it hangs on. A rep's word is a seller's note: grade 2
 * where it names the buyer's act, the buyer's own words verbatim 3 (domain 3.1). A triage decision is no evidence.
 */
export function capturedEvidence(task: TaskRecord, capture: Capture, crm: string): Evidence[] {
  const said = saidBy(capture);
  if (said === undefined) return [];
  const {
    at,
    personId = task.ownerId ?? undefined,
    contactId = linkedIds(task, "contact")[0],
    quote,
  } = capture;
  const accountId = linkedIds(task, "account")[0];
  const rule = { id: `captured-${capture.type}`, version: "1" };
  const { situation, polarity } = kindFacts[said.kind];
  const dealIds = linkedIds(task, "deal");
  const pieces = dealIds.length === 0 ? [undefined] : dealIds;
  return pieces.map((dealId) => ({
    id: [crm, "task", task.id, rule.id, ...(dealId === undefined ? [] : [dealId])]
      .map(encodeURIComponent)
      .join(":"),
    occurredAt: at,
    recordedAt: Date.parse(task.createdAt) > Date.parse(at) ? task.createdAt : at,
    ...{ situation, polarity, ...defined({ accountId, dealId, personId, contactId }) },
    ...(quote !== undefined && { quote: { speaker: contactId ?? "buyer", text: quote } }),
    ...said,
    source: { crm, object: "task", id: task.id, field: "body", version: task.modifiedAt },
    rule,
  }));
}

/** The decision about an account that a record carries, as an entry of the notebook. */
export function capturedDecision(record: CrmRecord): TriageDecision | undefined {
  const capture = captureOf(record);
  const accountId = record.object === "task" ? linkedIds(record, "account")[0] : undefined;
  if (record.object !== "task" || capture?.type !== "triage-decision" || accountId === undefined)
    return undefined;
  const { at, personId = record.ownerId ?? "unknown", reason } = capture;
  return { id: `task/${record.id}`, writtenAt: at, personId, accountId, class: capture.class, reason };
}

const ours = { actorSide: "seller", grade: 1 } as const;

/** Without the members that nobody named. */
function defined<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: NonNullable<Fields[Name]> } {
  const named = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(named) as { [Name in keyof Fields]?: NonNullable<Fields[Name]> };
}

function saidBy(capture: Capture): Said | undefined {
  const spoken = capture.quote === undefined ? 2 : 3;
  const buyer = { actorSide: "buyer", grade: spoken } as const;
  switch (capture.type) {
    case "meeting-verdict": {
      const { meetingId, verdict } = capture;
      return { ...buyer, kind: "meeting-verdict", meetingId, verdict };
    }
    case "commitment":
      return commitmentSaid(capture);
    case "thanks": {
      const named = defined({ topic: capture.topic });
      if (capture.from === "client") return { ...buyer, kind: "personal-thanks", ...named };
      return { ...ours, kind: "thanks-given", ...named };
    }
    case "introduction": {
      const { otherAccountId, topic } = capture;
      const named = defined({ otherAccountId, topic });
      if (capture.by === "client")
        return { ...buyer, kind: "stakeholder-introduced", job: "consensus", ...named };
      return { ...ours, kind: "introduction-made", ...named };
    }
    case "advised-not-to-buy":
      return { ...ours, kind: "advised-not-to-buy", reason: capture.reason };
    case "buyers-words": {
      const articulation = capture.toThirdParty === true ? "to-third-party" : "own-words";
      return { ...buyer, kind: `${capture.about}-articulated`, articulation };
    }
    case "benefit":
      return { ...buyer, kind: "benefit-confirmed", topic: capture.benefit };
    case "promise":
      // The words are the promise's name: by them the client's confirmation finds it.
      if (capture.status === "kept") return { ...buyer, kind: "promise-kept-confirmed", topic: capture.what };
      return commitmentSaid({ ...capture, side: "seller" });
    case "triage-decision":
      return undefined;
  }
}

/** A buyer's promise without a name or a day is a note like any other: grade 1. */
function commitmentSaid(capture: Omit<Extract<Capture, { type: "commitment" }>, "type">): Said {
  const { what, side, who, dueOn, meetingId, wantedBefore, quote } = capture;
  const isWhole = who !== undefined && dueOn !== undefined;
  const dueAt = dueOn && `${dueOn}T23:59:59.999Z`;
  const commitment = { what, owner: side, ...defined({ dueAt }) };
  const named = defined({ actorRole: who, meetingId, wantedBefore });
  if (side === "seller") return { ...ours, kind: "promise-made", commitment, ...named };
  const grade = !isWhole ? 1 : quote === undefined ? 2 : 3;
  return { kind: "next-step-committed", actorSide: "buyer", grade, commitment, ...named };
}
