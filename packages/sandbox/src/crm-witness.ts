import type { FaultRequest } from "./fault-request.ts";

/** A record of either CRM, as its sandbox shows it past the API. */
export interface ShownRecord {
  readonly id: string;
  /** Values by property or field name. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The whole record, for the JSON beside the page. */
  readonly whole: unknown;
}

/** What the control server needs of a CRM. */
export interface CrmWitness {
  /** `hubspot` or `salesforce`: the first part of every path. */
  readonly name: string;
  readonly title: string;
  readonly apiUrl: string;
  readonly objectTypes: readonly string[];
  /** Columns to show first, by object type; fields that Headway writes come after them. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  count(objectType: string): number;
  page(objectType: string, offset: number, limit: number): readonly ShownRecord[];
  record(objectType: string, id: string): ShownRecord | undefined;
  /** Changes a record as a person would; `by` names who. Throws when the CRM refuses. */
  edit(
    objectType: string,
    id: string,
    values: Readonly<Record<string, unknown>>,
    by: { readonly source?: string; readonly userId?: string },
  ): ShownRecord;
  failNext(fault: FaultRequest): void;
  requests(): { readonly total: number; readonly byOperation: Readonly<Record<string, number>> };
  resetRequests(): void;
}
