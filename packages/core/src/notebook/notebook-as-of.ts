import { type Instant, instantMs } from "../instant.ts";
import { emptyNotebook } from "./empty-notebook.ts";
import type { Notebook } from "./notebook.ts";

/** The entries written by `asOf`; of several with one id the one written last, ties to the later in the list. */
export function notebookAsOf(notebook: Notebook, asOf: Instant): Notebook {
  if (notebook === emptyNotebook) return notebook;
  const atMs = instantMs(asOf);
  return {
    goals: latest(notebook.goals, atMs),
    quotas: latest(notebook.quotas, atMs),
    planItems: latest(notebook.planItems, atMs),
    fitLinks: latest(notebook.fitLinks, atMs),
    statedReasons: latest(notebook.statedReasons, atMs),
    triageDecisions: written(notebook.triageDecisions, atMs),
    snoozes: latest(notebook.snoozes, atMs),
    capabilities: latest(notebook.capabilities, atMs),
    optionRecords: latest(notebook.optionRecords, atMs),
    missions: latest(notebook.missions, atMs),
    missionLinks: latest(notebook.missionLinks, atMs),
    sealedNotes: written(notebook.sealedNotes, atMs),
    creditSplits: written(notebook.creditSplits, atMs),
    annotations: latest(notebook.annotations, atMs),
  };
}

interface Entry {
  readonly id: string;
  readonly writtenAt: Instant;
}

/** Every entry written by then, oldest first: for lists whose history is shown (decisions, splits). */
function written<E extends Entry>(entries: readonly E[], atMs: number): E[] {
  const seen = entries.filter(({ writtenAt }) => instantMs(writtenAt) <= atMs);
  return seen.sort((left, right) => instantMs(left.writtenAt) - instantMs(right.writtenAt));
}

function latest<E extends Entry>(entries: readonly E[], atMs: number): E[] {
  return [...new Map(written(entries, atMs).map((entry) => [entry.id, entry])).values()];
}
