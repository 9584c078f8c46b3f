import type { LogEvent } from "./log-event.ts";

/** A stretch of work by the bank's people. */
export interface WorkItem {
  readonly activity: string;
  readonly startAt: string;
  readonly completeAt: string;
  readonly resource: string;
}

/** The work of one case, and what had no partner. */
export interface PairedWork {
  readonly items: readonly WorkItem[];
  readonly startsAlone: number;
  readonly completesAlone: number;
}

/** Pairs each COMPLETE with the latest open START of its activity. SCHEDULE rows are plans, not work. */
export function pairWork(events: readonly LogEvent[]): PairedWork {
  const open = new Map<string, LogEvent[]>();
  const items: WorkItem[] = [];
  let completesAlone = 0;
  for (const event of events) {
    if (!event.activity.startsWith("W_")) continue;
    const starts = open.get(event.activity) ?? [];
    open.set(event.activity, starts);
    if (event.lifecycle === "START") starts.push(event);
    if (event.lifecycle !== "COMPLETE") continue;
    const start = starts.pop();
    if (start === undefined) completesAlone += 1;
    else items.push(toItem(start, event));
  }
  const startsAlone = [...open.values()].reduce((sum, starts) => sum + starts.length, 0);
  return { items, startsAlone, completesAlone };
}

function toItem(start: LogEvent, complete: LogEvent): WorkItem {
  return {
    activity: start.activity,
    startAt: start.at,
    completeAt: complete.at,
    resource: complete.resource === "" ? start.resource : complete.resource,
  };
}
