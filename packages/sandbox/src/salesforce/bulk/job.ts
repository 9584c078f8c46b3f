import { instantText } from "../store/instant.ts";
import type { ResultTable } from "./result-table.ts";

/** What a job does with the records that it is given, or reads. */
export type JobOperation = "query" | "queryAll" | "insert" | "update" | "upsert" | "delete" | "hardDelete";

/** Where a job stands, in Salesforce's own words. */
export type JobState = "Open" | "UploadComplete" | "InProgress" | "JobComplete" | "Failed" | "Aborted";

/** What a job has come to once it has ended. */
export type JobEnd =
  | { readonly type: "failed"; readonly message: string }
  | { readonly type: "read"; readonly results: ResultTable }
  | {
      readonly type: "written";
      readonly outcomes: readonly RowOutcome[];
      readonly header: readonly string[];
    };

/** What became of one uploaded row. */
export interface RowOutcome {
  readonly cells: readonly string[];
  readonly id: string;
  readonly created: boolean;
  /** `CODE:message:fields --`; undefined if the row was written. */
  readonly error: string | undefined;
}

/** One job of Bulk API 2.0. Only the store of jobs changes it. */
export interface Job {
  readonly id: string;
  readonly type: "query" | "ingest";
  readonly operation: JobOperation;
  readonly object: string;
  readonly externalIdFieldName: string | undefined;
  readonly createdById: string;
  readonly createdAt: number;
  readonly version: string;
  readonly columnDelimiter: string;
  readonly lineEnding: string;
  /** The uploaded CSV of an ingest job. */
  upload: string | undefined;
  /** When it was handed over to be worked on; undefined while it is open. */
  startedAt: number | undefined;
  aborted: boolean;
  end: JobEnd | undefined;
}

type Shown = Readonly<Record<string, unknown>>;

/** What every answer about a job says. */
export function jobBasics(job: Job, state: JobState, changedAt: number): Shown {
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.createdById,
    createdDate: instantText(job.createdAt),
    systemModstamp: instantText(changedAt),
    state,
    ...(job.externalIdFieldName === undefined ? {} : { externalIdFieldName: job.externalIdFieldName }),
    concurrencyMode: "Parallel",
    contentType: "CSV",
    apiVersion: Number(job.version.slice(1)),
  };
}

/** What a new job's answer says beyond that. */
export function jobFormat(job: Job): Shown {
  const contentUrl = `services/data/${job.version}/jobs/ingest/${job.id}/batches`;
  return {
    ...(job.type === "ingest" ? { contentUrl } : {}),
    lineEnding: job.lineEnding,
    columnDelimiter: job.columnDelimiter,
  };
}

/** What `GET` of a job says beyond its basics. */
export function jobProgress(job: Job): Shown {
  const { end } = job;
  const written = end?.type === "written" ? end.outcomes : [];
  const processed = end?.type === "read" ? end.results.rowCount : written.length;
  const failed = written.filter((row) => row.error !== undefined).length;
  const isQuery = job.type === "query";
  return {
    jobType: isQuery ? "V2Query" : "V2Ingest",
    lineEnding: job.lineEnding,
    columnDelimiter: job.columnDelimiter,
    numberRecordsProcessed: processed,
    ...(isQuery ? {} : { numberRecordsFailed: failed }),
    retries: 0,
    totalProcessingTime: Math.ceil(processed / 10),
    ...(isQuery
      ? { isPkChunkingSupported: true }
      : { apiActiveProcessingTime: Math.ceil(processed / 12), apexProcessingTime: 0 }),
    ...(end?.type === "failed" && !isQuery ? { errorMessage: end.message } : {}),
  };
}
