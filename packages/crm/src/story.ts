import type { CallOptions, CrmCapabilities } from "./adapter.ts";
import type { Patch, PushOutcome } from "./patch.ts";
import type { Change, FieldNames } from "./pull.ts";
import type { Reading } from "./reading.ts";
import type { ObjectName, RecordRef } from "./record-ref.ts";
import type { Pipeline } from "./schema.ts";

/** One deal or account, with all that hangs on it. `fields` as in a pull. */
export interface StoryRequest {
  readonly ref: RecordRef;
  readonly fields?: { readonly [Name in ObjectName]?: FieldNames };
}

/** What `CrmAdapter.story` brings: enough to assess one record without a store. */
export interface Story {
  /** As `describe` names the account of the CRM. */
  readonly accountId: string;
  readonly pipelines: Reading<readonly Pipeline[]>;
  /** The record asked for first, then its people, account or deals, and activities. */
  readonly changes: readonly Change[];
  /** Headway's own fields that can be written, as `deal.headway_stall`. */
  readonly writable: readonly string[];
  /** What was left out to stay within the requests that one record may take, or could not be read: a clause each. */
  readonly gaps: readonly string[];
}

/** The part of an adapter that works on one record at a time: small enough for a function inside a CRM. */
export interface RecordCrm {
  readonly crm: string;
  readonly capabilities: CrmCapabilities;
  /** Reads one record with all that hangs on it, in as few requests as the CRM allows. Only reads. */
  story(request: StoryRequest, options?: CallOptions): Promise<Story>;
  /** As `CrmAdapter.push`. */
  push(patches: readonly Patch[], options?: CallOptions): Promise<PushOutcome[]>;
}
