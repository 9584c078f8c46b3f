import type { Reading } from "./reading.ts";
import type { ObjectName } from "./record-ref.ts";

/** What a CRM account looks like right now, as far as these credentials may see it. Reading it writes nothing. */
export interface CrmSchema {
  readonly account: CrmAccount;
  /** Only objects the adapter supports are present. */
  readonly objects: { readonly [Name in ObjectName]?: Reading<ObjectSchema> };
  /** HubSpot pipelines; on Salesforce the one list of stages, or one per sales process where readable. */
  readonly pipelines: Reading<readonly Pipeline[]>;
  /** Scopes or permissions that are needed and were found missing, by their vendor's name; empty when none. */
  readonly missingGrants: Reading<readonly string[]>;
  /**
   * What only some accounts of this CRM have (an edition, a feature that is switched on), that this one
   * lacks and that would be read: each with what goes without it. Absent where the adapter does not say.
   */
  readonly absentFeatures?: readonly AbsentFeature[];
  /** The CRM's clock when it answered, ISO 8601, `null` where it does not say. */
  readonly serverAt: string | null;
}

/** Something of the CRM that this account does not have. Nothing is wrong with that; nobody should wonder either. */
export interface AbsentFeature {
  /** In the vendor's terms, such as `Opportunity.PushCount`. */
  readonly name: string;
  /** One clause: what cannot be told without it. */
  readonly without: string;
}

/** Which account of the CRM the credentials open. */
export interface CrmAccount {
  readonly id: string;
  readonly name: string | null;
  /** IANA zone that the account's "today" is in; `null` where unreadable. */
  readonly timeZone: string | null;
  /** ISO 4217; `null` where unreadable. */
  readonly currency: string | null;
}

/** The fields of one object. */
export interface ObjectSchema {
  readonly fields: readonly FieldSchema[];
}

/** One field, under the name that pull and push use for it (`headway_…`, canonical, or the vendor's). */
export interface FieldSchema {
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind | "other";
  readonly writable: boolean;
  /** Why not writable, in the vendor's terms: calculated, read-only, no field-level security. */
  readonly reason?: string;
}

/** The kinds of field Headway itself needs. `text` up to 255 characters, `long-text` beyond. */
export type FieldKind = "text" | "long-text" | "number" | "date" | "instant" | "boolean";

/** A pipeline with its stages in selling order. */
export interface Pipeline {
  readonly id: string;
  readonly label: string;
  readonly stages: readonly PipelineStage[];
}

/** One stage. `status` is what the CRM itself says about it, never guessed from the label. */
export interface PipelineStage {
  readonly id: string;
  readonly label: string;
  readonly status: "open" | "won" | "lost";
  /** 0 to 1; `null` where the CRM has none. */
  readonly probability: number | null;
  /** How the CRM counts deals of this stage in a forecast, in its own words; absent where it has no such thing. */
  readonly forecastCategory?: string;
}
