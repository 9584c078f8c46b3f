import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import type { LogEvent } from "./log-event.ts";

/** Reads the gzipped log into cases, each in file order. */
export async function readLog(path: string): Promise<Map<string, LogEvent[]>> {
  const rows = createReadStream(path)
    .pipe(createGunzip())
    .pipe(parse({ columns: true }));
  const cases = new Map<string, LogEvent[]>();
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    const event = toEvent(row);
    const events = cases.get(event.caseId);
    if (events === undefined) cases.set(event.caseId, [event]);
    else events.push(event);
  }
  return cases;
}

function toEvent(row: Record<string, string>): LogEvent {
  const column = (name: string): string => {
    const value = row[name];
    if (value === undefined) throw new Error(`the log has no column ${name}`);
    return value;
  };
  return {
    caseId: column("case_id"),
    amount: column("AMOUNT_REQ"),
    activity: column("activity"),
    lifecycle: column("lifecycle"),
    at: column("timestamp"),
    resource: column("resource"),
  };
}
