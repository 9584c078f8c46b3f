import type { Reading } from "./reading.ts";
import type { ObjectName } from "./record-ref.ts";

/** A scalar as Headway carries it. Instants and dates are text (ISO 8601, `YYYY-MM-DD`); `null` is "unset in the CRM". */
export type FieldValue = string | number | boolean | null;

/**
 * What every canonical record has.
 *
 * `createdAt` and `modifiedAt` are the CRM's own clock, ISO 8601 in UTC. `links` holds, per linked
 * object, the ids of linked records; an absent key means "this object never links there", an
 * `unknown` reading means "there may be links, they could not be read". `fields` holds what was
 * asked for by name in the pull request, under the names used there; a name the CRM does not have
 * is absent.
 */
export interface RecordBase<Name extends ObjectName> {
  readonly object: Name;
  readonly id: string;
  readonly createdAt: string;
  readonly modifiedAt: string;
  /** Opens the record in the CRM's own pages. */
  readonly url?: string;
  readonly links: Links;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** Linked ids by object; see {@link RecordBase}. */
export type Links = { readonly [Name in ObjectName]?: Reading<readonly string[]> };

/** An amount as the CRM holds it: a decimal string, never a float, with its ISO 4217 code where the CRM says it. */
export interface Money {
  readonly amount: string;
  readonly currency: string | null;
}

/** The deal entered `stageId` at `at`. `byId` is the user the CRM names, `null` where it names none (automation, import). */
export interface StageEntry {
  readonly stageId: string;
  readonly at: string;
  readonly byId: string | null;
}

/** One change of one field, as the CRM kept it. `field` is the name that pull uses for it; amounts are decimal text. */
export interface FieldChange {
  readonly field: string;
  readonly at: string;
  /** The user the CRM names, `null` where it names none. */
  readonly byId: string | null;
  readonly from: FieldValue;
  readonly to: FieldValue;
  /**
   * `true`: the CRM names the credentials this adapter writes with as the author; `false`: it names
   * somebody else; absent: it does not say who wrote it.
   */
  readonly byUs?: boolean;
}

/** HubSpot deal, Salesforce Opportunity. `closeDate` is a calendar day, never an instant. */
export interface DealRecord extends RecordBase<"deal"> {
  readonly name: string | null;
  readonly pipelineId: string | null;
  readonly stageId: string | null;
  readonly amount: Money | null;
  readonly closeDate: string | null;
  readonly ownerId: string | null;
  readonly nextStep: string | null;
  /** Every stage the deal entered, oldest first. */
  readonly stageHistory: Reading<readonly StageEntry[]>;
  /** Changes of other fields than the stage, oldest first; absent where the adapter was not asked for them or has none. */
  readonly fieldHistory?: Reading<readonly FieldChange[]>;
}

/** HubSpot company, Salesforce Account. */
export interface AccountRecord extends RecordBase<"account"> {
  readonly name: string | null;
  readonly domain: string | null;
  readonly ownerId: string | null;
}

/** HubSpot contact, Salesforce Contact: a person on the buyer's side. */
export interface ContactRecord extends RecordBase<"contact"> {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly title: string | null;
  readonly ownerId: string | null;
}

/** HubSpot owner, Salesforce User: a person on the seller's side. */
export interface UserRecord extends RecordBase<"user"> {
  readonly name: string | null;
  readonly email: string | null;
  readonly active: boolean;
}

/** What every activity has: when it happened (a task: when it is due) and whose it is. */
interface ActivityBase<Name extends ObjectName> extends RecordBase<Name> {
  readonly occurredAt: string;
  readonly ownerId: string | null;
}

/** A to-do. `key` is Headway's own (see {@link Patch}), `null` on every task Headway did not make. */
export interface TaskRecord extends ActivityBase<"task"> {
  readonly subject: string | null;
  readonly body: string | null;
  readonly status: "open" | "done";
  readonly priority: string | null;
  readonly completedAt: string | null;
  readonly key: string | null;
}

/** A phone call. `disposition` is the label people see, resolved per portal or org; `null` where none was logged. */
export interface CallRecord extends ActivityBase<"call"> {
  readonly title: string | null;
  readonly body: string | null;
  readonly direction: "inbound" | "outbound" | null;
  readonly disposition: string | null;
  readonly status: string | null;
  readonly durationMs: number | null;
}

/** A meeting; `occurredAt` is its start. `outcome` is `null` where nobody logged one. */
export interface MeetingRecord extends ActivityBase<"meeting"> {
  readonly title: string | null;
  readonly body: string | null;
  readonly outcome: "scheduled" | "completed" | "rescheduled" | "no-show" | "cancelled" | null;
  readonly endAt: string | null;
}

/** An e-mail. Its text often needs a scope of its own: `unknown` without it, never an empty mail. */
export interface EmailRecord extends ActivityBase<"email"> {
  readonly subject: string | null;
  readonly text: Reading<string | null>;
  readonly direction: "inbound" | "outbound" | null;
  readonly status: string | null;
}

/** A note. */
export interface NoteRecord extends ActivityBase<"note"> {
  readonly body: string | null;
}

/** Any record, told apart by `object`. */
export type CrmRecord =
  | DealRecord
  | AccountRecord
  | ContactRecord
  | UserRecord
  | TaskRecord
  | CallRecord
  | MeetingRecord
  | EmailRecord
  | NoteRecord;
