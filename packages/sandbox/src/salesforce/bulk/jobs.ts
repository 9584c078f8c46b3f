import { ApiError, notFound } from "../api-error.ts";
import type { Org } from "../org.ts";
import { recordId } from "../store/record-id.ts";
import { runIngest } from "./ingest-job.ts";
import type { Job, JobState } from "./job.ts";
import type { BulkSettings } from "./settings.ts";

/** What a new job is made of. */
export type NewJob = Pick<
  Job,
  | "type"
  | "operation"
  | "object"
  | "externalIdFieldName"
  | "createdById"
  | "version"
  | "columnDelimiter"
  | "lineEnding"
>;

/** A failure that waits for the next job, of any object or of one. */
export interface JobFailure {
  readonly message: string;
  readonly object?: string;
}

/** The jobs of an org. */
export interface Jobs {
  readonly settings: Required<BulkSettings>;
  add(job: NewJob): Job;
  /** Throws NOT_FOUND for one that is unknown, of the other type, deleted or too old. */
  find(type: Job["type"], id: string): Job;
  all(type: Job["type"]): Job[];
  state(job: Job): JobState;
  /** The last instant at which its state changed. */
  changedAt(job: Job): number;
  /** Hands a job over to be worked on. */
  start(job: Job): void;
  delete(job: Job): void;
  /** Does the work of every job whose time has come. */
  advance(): void;
  failNext(failure: JobFailure): void;
  /** Query jobs made in the last 24 hours. */
  queriesToday(): number;
}

const dayMs = 86_400_000;

function stateOf(job: Job, now: number, { queuedMs, processingMs }: Required<BulkSettings>): JobState {
  if (job.aborted) return "Aborted";
  if (job.startedAt === undefined) return "Open";
  if (job.end?.type === "failed") return "Failed";
  if (now < job.startedAt + queuedMs) return "UploadComplete";
  return now < job.startedAt + queuedMs + processingMs ? "InProgress" : "JobComplete";
}

/** No jobs yet. */
export function jobs(org: Org, settings: Required<BulkSettings>): Jobs {
  const held = new Map<string, Job>();
  const failures: JobFailure[] = [];
  let serial = 0;
  const endsAt = (job: Job): number => (job.startedAt ?? 0) + settings.queuedMs + settings.processingMs;
  const fails = (job: Job): JobFailure | undefined => {
    const index = failures.findIndex(({ object }) => object === undefined || object === job.object);
    return index < 0 ? undefined : failures.splice(index, 1)[0];
  };
  const isDue = (job: Job): boolean =>
    job.startedAt !== undefined && job.end === undefined && !job.aborted && org.now() >= endsAt(job);
  return {
    settings,
    state: (job) => stateOf(job, org.now(), settings),
    add(given) {
      serial += 1;
      const progress = { upload: undefined, startedAt: undefined, aborted: false, end: undefined };
      const job: Job = { ...given, ...progress, id: recordId("750", serial), createdAt: org.now() };
      held.set(job.id, job);
      return job;
    },
    find(type, id) {
      const found = held.get(id);
      if (found?.type !== type || org.now() - found.createdAt > settings.keptMs) throw notFound();
      return found;
    },
    all: (type) => [...held.values()].filter((job) => job.type === type),
    changedAt: (job) => Math.min(org.now(), job.startedAt === undefined ? job.createdAt : endsAt(job)),
    start(job) {
      job.startedAt = org.now();
      const failure = fails(job);
      if (failure) job.end = { type: "failed", message: failure.message };
    },
    delete: (job) => void held.delete(job.id),
    advance() {
      for (const job of held.values()) {
        if (job.type === "ingest" && isDue(job)) {
          job.end = runIngest(org, job);
          if (job.end.type === "written") job.upload = undefined;
        }
      }
    },
    failNext: (failure) => void failures.push(failure),
    queriesToday: () =>
      [...held.values()].filter((job) => job.type === "query" && job.createdAt > org.now() - dayMs).length,
  };
}

/** Refuses what a job's state does not allow. */
export function invalidState(message: string): ApiError {
  return new ApiError(400, "INVALIDJOBSTATE", message);
}
