import type { Notebook, TriageDecision } from "@headway/core";
import type { ChangePage } from "@headway/crm";
import { capturedDecision } from "./captured-evidence.ts";
import type { Store } from "./store.ts";

/**
 * Remembers the tasks of a page in which reps logged a triage decision, so that a run need not look through every
 * task for the few that hold one. Before the page itself is stored: whoever is killed in between does both again.
 */
export async function noteDecisions(store: Store, crm: string, page: ChangePage): Promise<void> {
  if (page.object !== "task") return;
  const ids = page.changes.flatMap((change) =>
    change.type === "upserted" && capturedDecision(change.record) ? [change.record.id] : [],
  );
  if (ids.length === 0) return;
  const known = (await store.state(crm)).decisionTasks ?? [];
  await store.saveState(crm, { decisionTasks: [...new Set([...known, ...ids])].sort() });
}

/**
 * The notebook with what reps decided and logged in the CRM (`domain:T19`). A task that was deleted, or holds no
 * decision any more, decides nothing.
 */
export async function withLoggedDecisions(store: Store, crm: string, notebook: Notebook): Promise<Notebook> {
  const ids = (await store.state(crm)).decisionTasks ?? [];
  if (ids.length === 0) return notebook;
  const records = await store.recordsNamed(crm, "task", ids);
  return withDecisions(
    notebook,
    [...records.values()].flatMap((record) => capturedDecision(record) ?? []),
  );
}

/** A notebook with further decisions. */
export function withDecisions(notebook: Notebook, decisions: readonly TriageDecision[]): Notebook {
  if (decisions.length === 0) return notebook;
  return { ...notebook, triageDecisions: [...notebook.triageDecisions, ...decisions] };
}
