import type { Portfolio, PortfolioActivity, PortfolioDeal } from "@headway/sandbox";
import type { LogEvent } from "./log-event.ts";
import { type PairedWork, pairWork, type WorkItem } from "./pair-work.ts";
import { loanPipeline, stageMoves } from "./stages.ts";

/** What the mapping left out, by reason. */
export interface LeftOut {
  stageRowsAfterClose: number;
  startsAlone: number;
  completesAlone: number;
  scheduleRows: number;
}

/** The portfolio and what is not in it. */
export interface MappedLog {
  readonly portfolio: Portfolio;
  readonly leftOut: LeftOut;
}

/** What an e-mail says that stands for an event. */
interface Mail {
  readonly direction: "inbound" | "outbound";
  readonly subject: string;
  readonly text: string;
}

/** E-mails by the activity they stand for; see MAPPING.md. */
const emails: Readonly<Record<string, Mail>> = {
  A_SUBMITTED: { direction: "inbound", subject: "Loan application submitted", text: "The application form." },
  O_SENT: { direction: "outbound", subject: "Offer sent", text: "The offer." },
  O_SENT_BACK: { direction: "inbound", subject: "Signed offer returned", text: "The signed offer." },
};

/** Maps the log as MAPPING.md says. Pure; nothing is sampled or changed. */
export function toPortfolio(cases: ReadonlyMap<string, readonly LogEvent[]>): MappedLog {
  const leftOut: LeftOut = { stageRowsAfterClose: 0, startsAlone: 0, completesAlone: 0, scheduleRows: 0 };
  const deals: PortfolioDeal[] = [];
  const activities: PortfolioActivity[] = [];
  const resources = new Set<string>();
  for (const [caseId, events] of cases) {
    const work = pairWork(events);
    for (const { resource, lifecycle } of events) {
      if (resource !== "") resources.add(resource);
      if (lifecycle === "SCHEDULE") leftOut.scheduleRows += 1;
    }
    leftOut.startsAlone += work.startsAlone;
    leftOut.completesAlone += work.completesAlone;
    const { moves, afterClose } = stageMoves(events);
    leftOut.stageRowsAfterClose += afterClose;
    deals.push(toDeal(caseId, events, moves, work));
    activities.push(...work.items.map((item, index) => toActivity(caseId, item, index)));
    activities.push(...toEmails(caseId, events));
  }
  return { portfolio: { ...emptyPortfolio(resources), deals, activities }, leftOut };
}

function emptyPortfolio(resources: ReadonlySet<string>): Omit<Portfolio, "deals" | "activities"> {
  const users = [...resources].sort().map((id) => ({
    id,
    name: `Resource ${id}`,
    email: `resource-${id}@bank.example`,
    active: true,
  }));
  return { users, accounts: [], contacts: [], pipelines: [loanPipeline] };
}

function toDeal(
  caseId: string,
  events: readonly LogEvent[],
  moves: ReturnType<typeof stageMoves>["moves"],
  work: PairedWork,
): PortfolioDeal {
  const first = events[0];
  if (first === undefined) throw new Error(`case ${caseId} has no events`);
  const worker = work.items.findLast((item) => item.resource !== "")?.resource;
  const ownerId = worker ?? events.findLast((event) => event.resource !== "")?.resource;
  return {
    id: caseId,
    name: `Loan application ${caseId}`,
    pipelineId: loanPipeline.id,
    contactIds: [],
    amount: first.amount,
    currency: "EUR",
    createdAt: first.at,
    stages: moves.map(({ stageId, at, resource }) => ({
      stageId,
      at,
      ...(resource === "" ? {} : { userId: resource }),
    })),
    ...(ownerId === undefined ? {} : { ownerId }),
  };
}

function toActivity(caseId: string, item: WorkItem, index: number): PortfolioActivity {
  const base = {
    id: `${caseId}-work-${index}`,
    at: item.startAt,
    dealIds: [caseId],
    contactIds: [],
    accountIds: [],
    ...(item.resource === "" ? {} : { ownerId: item.resource }),
  };
  const durationMs = Date.parse(item.completeAt) - Date.parse(item.startAt);
  if (item.activity.startsWith("W_Nabellen")) {
    return { ...base, type: "call", direction: "outbound", title: item.activity, durationMs };
  }
  return {
    ...base,
    type: "task",
    subject: item.activity,
    done: true,
    completedAt: item.completeAt,
    durationMs,
  };
}

function toEmails(caseId: string, events: readonly LogEvent[]): PortfolioActivity[] {
  return events.flatMap((event, index) => {
    const email = emails[event.activity];
    if (email === undefined) return [];
    return [
      {
        ...email,
        type: "email" as const,
        id: `${caseId}-mail-${index}`,
        at: event.at,
        dealIds: [caseId],
        contactIds: [],
        accountIds: [],
        ...(event.resource === "" ? {} : { ownerId: event.resource }),
      },
    ];
  });
}
