import type { Patch } from "@headway/crm";
import {
  type HubspotRule,
  type HubspotSandbox,
  hubspotSandbox,
  type Portfolio,
  type SalesforceSandbox,
  salesforceSandbox,
} from "@headway/sandbox";
import { fold } from "./draws.ts";
import type { TasksPlan } from "./tasks-plan.ts";
import { beginsAt, sellers } from "./world.ts";

/** One task of Headway's, as the witness sees it. */
export interface SeenTask {
  readonly id: string;
  readonly key: string;
  readonly subject: string;
  readonly isGone: boolean;
  readonly isDone: boolean;
}

/** One CRM with deals whose buyers promise things. */
export interface TasksWorld {
  readonly hubspot: HubspotSandbox;
  readonly salesforce: SalesforceSandbox;
  readonly deals: readonly string[];
  /** Tasks with a key of Headway's, those that are gone among them. */
  tasks(): SeenTask[];
  promise(deal: number, what: string): void;
  /** What the buyer of a deal has promised, as the CRM holds it now. */
  promised(deal: number): string;
  finish(id: string): void;
  remove(id: string): void;
}

/** The rule by which this company's promises become evidence; Salesforce ends its own fields in `__c`. */
export const promisePolicy = {
  version: "simulated-1",
  evidenceRules: ["", "__c"].map((ending) => ({
    id: `promise${ending}`,
    version: "1",
    on: { object: "deal", where: [{ field: `buyer_next_step${ending}`, present: true }] },
    gives: {
      kind: "next-step-committed",
      actorSide: "buyer",
      grade: 3,
      occurredField: `buyer_said_on${ending}`,
      commitment: { what: { field: `buyer_next_step${ending}` }, dueField: `buyer_next_step_due${ending}` },
    },
  })),
};

const promised = {
  buyer_next_step: "Promise 0",
  buyer_next_step_due: "2027-01-01",
  buyer_said_on: "2026-12-20",
};
const daysAgo = (days: number): string => new Date(beginsAt - days * 86_400_000).toISOString();

function portfolio(deals: number): Portfolio {
  return {
    users: sellers,
    accounts: [{ id: "account", name: "Acme", createdAt: daysAgo(90) }],
    contacts: [],
    pipelines: [
      {
        id: "sales",
        label: "Sales",
        stages: [
          { id: "open", label: "Open", probability: 0.2, closed: false },
          { id: "won", label: "Won", probability: 1, closed: true },
          { id: "lost", label: "Lost", probability: 0, closed: true },
        ],
      },
    ],
    deals: Array.from({ length: deals }, (_, deal) => ({
      id: `deal-${deal}`,
      name: `Deal ${deal}`,
      pipelineId: "sales",
      accountId: "account",
      contactIds: [],
      ownerId: "ida",
      amount: "1000",
      createdAt: daysAgo(60),
      stages: [{ stageId: "open", at: daysAgo(60) }],
      fields: promised,
    })),
    activities: [],
  };
}

/** Builds the CRM that a plan wants. */
export function openTasksWorld(plan: TasksPlan, now: () => number): TasksWorld {
  const hubspot = hubspotSandbox({
    now,
    uniqueTaskProperty: plan.uniqueTasks,
    rules: plan.refuses ? [refusingRule] : [],
    limits: "off",
    indexLagMs: (id) => fold(`${plan.seed} ${id}`) % (plan.indexLagMs + 1),
    shortPages: plan.shortPages === 0 ? null : { seed: plan.seed, share: plan.shortPages },
  });
  const salesforce = salesforceSandbox({ now, limits: "off" });
  const ids = (plan.side === "left" ? hubspot : salesforce).loadPortfolio(portfolio(plan.deals)).deals;
  const deals = [...ids.values()];
  if (plan.refuses) refuseOne(salesforce, deals[0] ?? "");
  return {
    hubspot,
    salesforce,
    deals,
    ...(plan.side === "left" ? leftTasks(hubspot, deals) : rightTasks(salesforce, deals)),
  };
}

/** Asks that hold one of these words may not be written in HubSpot. */
const refusedAsk = /Promise [37]\b/;

const refusingRule: HubspotRule = {
  type: "pattern",
  objectType: "deals",
  property: "headway_next_ask",
  pattern: "^(?!.*Promise [37]\\b).*$",
  error: "PATTERN_MISMATCH",
  message: "This promise is not to be spoken of",
};

/** Whether a CRM of this plan has a reason to refuse a patch; anything else that is parked was mixed up (W4). */
export function mayBeRefused(plan: TasksPlan, deals: readonly string[], patch: Patch): boolean {
  if (!plan.refuses || patch.type !== "update") return false;
  if (plan.side === "right") return patch.ref.id === deals[0];
  return refusedAsk.test(String(patch.fields.headway_next_ask ?? ""));
}

function refuseOne(salesforce: SalesforceSandbox, id: string): void {
  salesforce.addValidationRule({
    object: "Opportunity",
    message: "This deal is sealed",
    breaks: (after, before) => after.Id === id && after.Headway_Stall__c !== before?.Headway_Stall__c,
  });
}

type TaskHands = Pick<TasksWorld, "tasks" | "promise" | "promised" | "finish" | "remove">;

function leftTasks(hubspot: HubspotSandbox, deals: readonly string[]): TaskHands {
  return {
    tasks: () =>
      hubspot.records("tasks", { archived: true }).flatMap(({ id, properties, archived }) => {
        const key = properties.headway_key;
        const isDone = properties.hs_task_status === "COMPLETED";
        return key === undefined
          ? []
          : [{ id, key, subject: properties.hs_task_subject ?? "", isGone: archived, isDone }];
      }),
    promise: (deal, what) => void hubspot.edit("deals", deals[deal] ?? "", { buyer_next_step: what }),
    promised: (deal) => String(hubspot.record("deals", deals[deal] ?? "")?.properties.buyer_next_step),
    finish: (id) => void hubspot.edit("tasks", id, { hs_task_status: "COMPLETED" }),
    remove: (id) => hubspot.archive("tasks", id),
  };
}

function rightTasks(salesforce: SalesforceSandbox, deals: readonly string[]): TaskHands {
  return {
    tasks: () =>
      salesforce.records("Task").flatMap((task) => {
        const key = task.Headway_Key__c;
        if (typeof key !== "string") return [];
        const isDone = task.Status === "Completed";
        const subject = String(task.Subject);
        return [{ id: String(task.Id), key, subject, isGone: task.IsDeleted === true, isDone }];
      }),
    promise: (deal, what) => salesforce.edit("Opportunity", deals[deal] ?? "", { buyer_next_step__c: what }),
    promised: (deal) => String(salesforce.record("Opportunity", deals[deal] ?? "")?.buyer_next_step__c),
    finish: (id) => salesforce.edit("Task", id, { Status: "Completed" }),
    remove: (id) => salesforce.remove("Task", id),
  };
}
