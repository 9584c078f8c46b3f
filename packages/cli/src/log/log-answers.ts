import type { CrmAdapter } from "@headway/crm";
import { type LogOutcome, logEvidence, type OpenStore, type Worker } from "@headway/sync";
import type { FoundRecord } from "./find-record.ts";
import type { LogAnswers, LogKind } from "./log-kind.ts";
import { logPlace } from "./log-place.ts";
import { toCaptures } from "./to-captures.ts";

/** What logging takes besides what is logged. */
export interface LogTools {
  readonly store: OpenStore;
  readonly crm: CrmAdapter;
  readonly clock: () => number;
  readonly worker: Worker;
  readonly signal: AbortSignal;
}

/** What is logged about which record; the answers are checked already. */
export interface LogEntry {
  readonly found: FoundRecord;
  readonly kind: LogKind;
  readonly answers: LogAnswers;
  /** ISO 8601; the same entry at the same instant is the same entry. */
  readonly at: string;
  readonly personId?: string | undefined;
  readonly contactId?: string | undefined;
  readonly meetingId?: string | undefined;
}

/** Logs checked answers about one record, by the engine's outbox; one outcome for each capture they make. */
export async function logAnswers(tools: LogTools, entry: LogEntry): Promise<LogOutcome[]> {
  const { found, kind, answers, at, personId } = entry;
  const place = await logPlace(tools.store, found, { kind, answers, at });
  const { ref, links, contactId = entry.contactId, meetingId } = place;
  const captures = toCaptures(kind, answers, {
    at,
    personId,
    contactId: entry.contactId ?? contactId,
    meetingId: entry.meetingId ?? meetingId,
  });
  return logEvidence({ ...tools, captures, ref, links });
}

/** An instant cut to its minute, so that the same entry sent twice in a row is one. */
export function minuteOf(now: number): string {
  return new Date(Math.floor(now / 60_000) * 60_000).toISOString();
}
