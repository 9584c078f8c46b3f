import type { Notebook } from "@headway/core";
import type { OpenStore } from "@headway/sync";
import { assessStore, type StoreAssessment } from "@headway/sync/portfolio";

/** The store as the pages see it: assessed as a whole, and again only after a run has changed it. */
export interface LiveStore {
  readonly store: OpenStore;
  crms(): Promise<string[]>;
  /** `undefined` where no run of this CRM has come to its end yet. */
  assessed(crm: string): Promise<StoreAssessment | undefined>;
}

interface Kept {
  readonly mark: string;
  readonly assessment: Promise<StoreAssessment | undefined>;
}

/** Reads only: nothing here keeps a run from the store. `readNotebook` is asked again whenever it is assessed. */
export function liveStore(store: OpenStore, readNotebook: () => Notebook): LiveStore {
  const kept = new Map<string, Kept>();
  const runs = new Map<string, string | null>();
  const assess = async (crm: string): Promise<StoreAssessment | undefined> => {
    const { assessedAt } = await store.state(crm);
    return assessedAt === null ? undefined : assessStore({ store, crm, notebook: readNotebook() });
  };
  return {
    store,
    crms: () => store.crms(),
    async assessed(crm) {
      const mark = await markOf(store, crm, runs);
      const known = kept.get(crm);
      if (known?.mark === mark) return known.assessment;
      const assessment = assess(crm);
      kept.set(crm, { mark, assessment });
      // What failed is tried again, not remembered.
      assessment.catch(() => kept.delete(crm));
      return assessment;
    },
  };
}

/** Differs after every run that ended; one that goes on has not made up its mind. */
async function markOf(store: OpenStore, crm: string, runs: Map<string, string | null>): Promise<string> {
  let after = runs.get(crm) ?? null;
  const ended: string[] = [];
  for (;;) {
    const page = await store.rows(crm, "run", after, 1_000);
    for (const { id, status, finishedAt } of page)
      if (status !== "running") ended.push(`${id} ${finishedAt}`);
    if (page.length < 1_000) break;
    after = page.at(-1)?.id ?? null;
    runs.set(crm, after);
  }
  const { assessedAt } = await store.state(crm);
  return `${assessedAt} ${after} ${ended.at(-1) ?? ""}`;
}
