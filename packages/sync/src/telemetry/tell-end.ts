import type { RunRow } from "../journal.ts";
import type { RunReport } from "../report.ts";
import type { Store } from "../store.ts";
import type { Instruments } from "./instruments.ts";
import type { Log } from "./logger.ts";

/** Where a run's end is told. */
export interface Tellers {
  readonly crm: { readonly crm: string };
  readonly store: Store;
  readonly measure: Instruments;
  readonly log: Log;
}

/** Tells metrics and log how a run ended; without a report it failed. */
export async function tellEnd(tellers: Tellers, row: RunRow, report: RunReport | null): Promise<void> {
  const { measure, store } = tellers;
  const { crm } = tellers.crm;
  const ended = Date.parse(row.finishedAt ?? row.aliveAt);
  measure.runSeconds.record((ended - Date.parse(row.startedAt)) / 1_000, { crm, status: row.status });
  for (const [object, n] of Object.entries(row.pulled)) measure.pulled.add(n, { crm, object });
  for (const [object, n] of Object.entries(row.written)) measure.written.add(n, { crm, object });
  if (report !== null) tellReport(tellers, row, report);
  const runs = await store.rows(crm, "run", null, 1_000);
  const complete = runs.findLast(({ status, dryRun }) => status === "complete" && !dryRun);
  if (complete?.finishedAt == null) return;
  const completeAt = Date.parse(complete.finishedAt);
  measure.lastComplete.record(completeAt / 1_000, { crm });
  measure.completeAgeSeconds.record((ended - completeAt) / 1_000, { crm });
}

function tellReport({ measure, log, crm: { crm } }: Tellers, { id }: RunRow, report: RunReport): void {
  for (const { target, code, reason, parked } of report.refused) {
    if (!parked) measure.refused.add(1, { crm, code });
    log("warn", "write-refused", { target, code, parked }, { reason });
  }
  measure.parked.record(report.refused.length, { crm });
  for (const target of report.unsettled) log("warn", "write-unsettled", { target });
  for (const { object, id: record, field, reason } of report.unreadable)
    log("warn", "record-unreadable", { object, id: record, field }, { reason });
  const unwritten = new Set([...report.refused.map(({ target }) => target), ...report.unsettled]);
  for (const { ref, field, theirs, ours } of report.conflicts ?? []) {
    const values = { theirs: String(theirs), ours: String(ours) };
    const event = unwritten.has(`${ref.object}/${ref.id}`) ? "field-differs" : "field-overwritten";
    log("warn", event, { object: ref.object, id: ref.id, field }, values);
  }
  for (const { subject, id: undecided, reason } of report.undecided)
    log("warn", "subject-undecided", { subject, id: undecided }, { reason });
  const level = report.state === "complete" ? "info" : "warn";
  const { assessed, refused, unsettled, gaps } = report;
  log(level, "run-ended", {
    run: id,
    state: report.state,
    pulled: total(report.pulled),
    written: total(report.written),
    deals: assessed.deal,
    refused: refused.length,
    unsettled: unsettled.length,
    gaps: gaps.length,
  });
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, each) => sum + each, 0);
}
