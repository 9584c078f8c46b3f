import type { Instant } from "../instant.ts";
import { emptyNotebook } from "./empty-notebook.ts";
import { latestBy, writtenBy } from "./entries-as-of.ts";
import type { Notebook } from "./notebook.ts";

/** The entries written by `asOf`; of several with one id the one written last, ties to the later in the list. */
export function notebookAsOf(notebook: Notebook, asOf: Instant): Notebook {
  if (notebook === emptyNotebook) return notebook;
  return {
    goals: latestBy(notebook.goals, asOf),
    quotas: latestBy(notebook.quotas, asOf),
    planItems: latestBy(notebook.planItems, asOf),
    fitLinks: latestBy(notebook.fitLinks, asOf),
    statedReasons: latestBy(notebook.statedReasons, asOf),
    triageDecisions: writtenBy(notebook.triageDecisions, asOf),
    snoozes: latestBy(notebook.snoozes, asOf),
    capabilities: latestBy(notebook.capabilities, asOf),
    optionRecords: latestBy(notebook.optionRecords, asOf),
    missions: latestBy(notebook.missions, asOf),
    missionLinks: latestBy(notebook.missionLinks, asOf),
    sealedNotes: writtenBy(notebook.sealedNotes, asOf),
    creditSplits: writtenBy(notebook.creditSplits, asOf),
    annotations: latestBy(notebook.annotations, asOf),
  };
}
