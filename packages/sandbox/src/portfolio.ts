/**
 * A portfolio in neutral words, which either sandbox can load. It exists so that the demo, the
 * tests and runs on real data describe their records once.
 *
 * Ids here are the author's own; the sandbox mints vendor ids and returns the mapping.
 * Instants are ISO 8601 with an offset; dates are `YYYY-MM-DD`; amounts are decimal strings.
 */
export interface Portfolio {
  readonly users: readonly PortfolioUser[];
  readonly accounts: readonly PortfolioAccount[];
  readonly contacts: readonly PortfolioContact[];
  readonly pipelines: readonly PortfolioPipeline[];
  readonly deals: readonly PortfolioDeal[];
  readonly activities: readonly PortfolioActivity[];
  /** Meetings and notes; only HubSpot's sandbox loads them. */
  readonly engagements?: readonly PortfolioEngagement[];
}

/** Somebody who sells and can own records; `active: false` has left and keeps what was owned. */
export interface PortfolioUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
}

/** A company that buys. */
export interface PortfolioAccount {
  readonly id: string;
  readonly name: string;
  readonly domain?: string;
  readonly ownerId?: string;
  readonly createdAt: string;
}

/** A person at a company that buys. */
export interface PortfolioContact {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly title?: string;
  readonly accountId?: string;
  readonly createdAt: string;
}

/** A way of selling with its stages; HubSpot's pipeline, Salesforce's record type with a sales process. */
export interface PortfolioPipeline {
  readonly id: string;
  readonly label: string;
  /** In selling order. */
  readonly stages: readonly PortfolioStage[];
}

/** One step of a pipeline. */
export interface PortfolioStage {
  readonly id: string;
  readonly label: string;
  /** 0 to 1; a closed stage is won at 1 and lost at 0. */
  readonly probability: number;
  readonly closed: boolean;
}

/** A deal or opportunity with the stages it has been through. */
export interface PortfolioDeal {
  readonly id: string;
  readonly name: string;
  readonly pipelineId: string;
  readonly accountId?: string;
  readonly contactIds: readonly string[];
  readonly ownerId?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly closeDate?: string;
  readonly nextStep?: string;
  readonly createdAt: string;
  /** Every stage the deal was in, oldest first, at least one; the last is the current one. */
  readonly stages: readonly { readonly stageId: string; readonly at: string; readonly userId?: string }[];
  /** Custom fields of the company that owns this CRM, by name (HubSpot property name; Salesforce adds `__c`). */
  readonly fields?: Readonly<Record<string, string | number | boolean>>;
}

interface ActivityBase {
  readonly id: string;
  readonly at: string;
  readonly ownerId?: string;
  readonly dealIds: readonly string[];
  readonly contactIds: readonly string[];
  readonly accountIds: readonly string[];
}

/**
 * Something that was done or said: a call, a mail or a task, linked to deals, people and companies.
 * `at` is when it happened, of a task when it is due.
 */
export type PortfolioActivity =
  | (ActivityBase & {
      readonly type: "call";
      readonly direction: "inbound" | "outbound";
      readonly title: string;
      readonly body?: string;
      readonly durationMs?: number;
      /** The CRM's own label, for example `Connected` or `No answer`. */
      readonly disposition?: string;
    })
  | (ActivityBase & {
      readonly type: "email";
      readonly direction: "inbound" | "outbound";
      readonly subject: string;
      readonly text?: string;
    })
  | (ActivityBase & {
      readonly type: "task";
      readonly subject: string;
      readonly body?: string;
      /** `at` is the due instant. */
      readonly done: boolean;
      readonly completedAt?: string;
      readonly durationMs?: number;
    });

/** A meeting, held or not, or a note: `at` is when it begins or was written. */
export type PortfolioEngagement =
  | (ActivityBase & {
      readonly type: "meeting";
      readonly title: string;
      readonly body?: string;
      readonly durationMs?: number;
      /** The CRM's own word, for example `COMPLETED` or `NO_SHOW`. */
      readonly outcome?: string;
    })
  | (ActivityBase & { readonly type: "note"; readonly body: string });

/** Vendor ids by the portfolio's ids; engagements are among the activities. */
export interface LoadedIds {
  readonly users: ReadonlyMap<string, string>;
  readonly accounts: ReadonlyMap<string, string>;
  readonly contacts: ReadonlyMap<string, string>;
  readonly deals: ReadonlyMap<string, string>;
  readonly activities: ReadonlyMap<string, string>;
}
