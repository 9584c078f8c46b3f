import { type WorkingCalendar, workingCalendar } from "./calendar/working-calendar.ts";
import { Instant, instantMs } from "./instant.ts";
import { emptyNotebook, type Notebook, notebookAsOf } from "./notebook/notebook.ts";
import type { Policy } from "./policy/policy.ts";

/** The instant something is seen from, and the policy it is judged by. */
export interface Standpoint {
  readonly policy: Policy;
  readonly asOf: Instant;
  readonly asOfMs: number;
  /** What people had written down by then. */
  readonly notebook: Notebook;
  /** Local days, months and periods, for what is about them; momentum is not (domain:R1). */
  readonly calendar: WorkingCalendar;
}

/** A standpoint; throws a `ZodError` when `asOf` is no ISO instant with a time and an offset. */
export function standpoint(policy: Policy, asOf: string, notebook: Notebook = emptyNotebook): Standpoint {
  const instant = Instant.parse(asOf);
  return {
    policy,
    asOf: instant,
    asOfMs: instantMs(asOf),
    notebook: notebookAsOf(notebook, instant),
    calendar: workingCalendar(policy.calendar),
  };
}
