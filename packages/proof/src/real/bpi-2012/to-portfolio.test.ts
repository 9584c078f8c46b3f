import { describe, expect, it } from "vitest";
import type { LogEvent } from "./log-event.ts";
import { toPortfolio } from "./to-portfolio.ts";

function event(activity: string, minute: number, part: Partial<LogEvent> = {}): LogEvent {
  const lifecycle = activity.startsWith("W_") ? "START" : "COMPLETE";
  const at = `2012-01-01T10:${String(minute).padStart(2, "0")}:00.000+01:00`;
  return { caseId: "7", amount: "5000", activity, lifecycle, at, resource: "112", ...part };
}

function map(events: readonly LogEvent[]): ReturnType<typeof toPortfolio> {
  return toPortfolio(new Map([["7", events]]));
}

describe("the mapping of the loan log", () => {
  it("turns application and offer states into stages in file order", () => {
    const { portfolio } = map([event("A_SUBMITTED", 0), event("O_SENT", 0), event("A_APPROVED", 5)]);
    expect(portfolio.deals[0]?.stages.map((stage) => stage.stageId)).toEqual([
      "A_SUBMITTED",
      "O_SENT",
      "A_APPROVED",
    ]);
  });

  it("does not let the state of an offer re-open a closed application, and counts it", () => {
    const { portfolio, leftOut } = map([
      event("A_SUBMITTED", 0),
      event("A_CANCELLED", 1),
      event("O_CANCELLED", 1),
    ]);
    expect(portfolio.deals[0]?.stages.at(-1)?.stageId).toBe("A_CANCELLED");
    expect(leftOut.stageRowsAfterClose).toBe(1);
  });

  it("pairs START with COMPLETE: calls for W_Nabellen, tasks for other work, nothing for what has no partner", () => {
    const { portfolio, leftOut } = map([
      event("A_SUBMITTED", 0),
      event("W_Nabellen offertes", 1, { lifecycle: "SCHEDULE" }),
      event("W_Nabellen offertes", 2),
      event("W_Nabellen offertes", 5, { lifecycle: "COMPLETE", resource: "9" }),
      event("W_Valideren aanvraag", 6, { lifecycle: "COMPLETE" }),
      event("W_Completeren aanvraag", 7, { resource: "" }),
      event("W_Completeren aanvraag", 9, { lifecycle: "COMPLETE", resource: "" }),
      event("W_Afhandelen leads", 10),
    ]);
    const work = portfolio.activities.filter((activity) => activity.type !== "email");
    expect(work).toMatchObject([
      { type: "call", direction: "outbound", durationMs: 180_000, ownerId: "9" },
      { type: "task", done: true, completedAt: "2012-01-01T10:09:00.000+01:00" },
    ]);
    expect(work[1]).not.toHaveProperty("ownerId");
    expect(leftOut).toMatchObject({ scheduleRows: 1, startsAlone: 1, completesAlone: 1 });
  });

  it("lets the customer's own acts arrive as inbound mail, and the bank's offer as outbound", () => {
    const { portfolio } = map([
      event("A_SUBMITTED", 0),
      event("O_SENT", 3),
      event("O_SENT_BACK", 9),
      event("O_ACCEPTED", 12),
    ]);
    const mails = portfolio.activities.map((mail) => mail.type === "email" && [mail.direction, mail.subject]);
    expect(mails).toEqual([
      ["inbound", "Loan application submitted"],
      ["outbound", "Offer sent"],
      ["inbound", "Signed offer returned"],
    ]);
  });

  it("gives the deal to whoever last did work on it", () => {
    const { portfolio } = map([
      event("A_SUBMITTED", 0),
      event("W_Nabellen offertes", 2, { resource: "9" }),
      event("W_Nabellen offertes", 5, { lifecycle: "COMPLETE", resource: "9" }),
      event("A_APPROVED", 9, { resource: "138" }),
    ]);
    expect(portfolio.deals[0]?.ownerId).toBe("9");
  });
});
