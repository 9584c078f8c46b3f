import { type AssessProgress, assessStore, type StoreAssessment } from "@headway/sync/portfolio";
import { withChosenStore } from "./chosen-store.ts";
import { ConfigError } from "./config-error.ts";
import type { CliContext } from "./context.ts";
import { readNotebook } from "./notebook/read-notebook.ts";
import { withProgress } from "./progress.ts";
import { endIfStopped } from "./reading-stopped.ts";
import type { Settings } from "./settings.ts";
import { chosenCrms } from "./stored-crms.ts";

const words: Readonly<Record<AssessProgress["phase"], string>> = {
  deals: "reading deals",
  accounts: "reading accounts",
  people: "reading people",
  assess: "assessing",
};

/** What of a store is to be assessed, and as of when. */
export interface AssessedStoreOptions {
  /** What is done, for the progress: `plan`, `review`. */
  readonly title: string;
  /** A CRM's name, or `all`. */
  readonly crm: string;
  /** Without it as of the last run. */
  readonly asOf?: string | undefined;
}

/**
 * Everything the store holds of the chosen CRMs, assessed with the notebook, one after the other; can be stopped
 * between two pages. Throws `ConfigError` where no run has come to its end yet.
 */
export async function assessedStore(
  context: CliContext,
  settings: Settings,
  { title, crm: asked, asOf }: AssessedStoreOptions,
): Promise<StoreAssessment[]> {
  const notebook = readNotebook(settings.notebookPath);
  const found = await withChosenStore(context, settings, (store) =>
    withProgress(context, title, async (view) => {
      const all: StoreAssessment[] = [];
      for (const crm of await chosenCrms(store, asked)) {
        const onProgress = ({ phase, done, expected }: AssessProgress): void => {
          endIfStopped(context.signal);
          view.onCount({ crm, what: words[phase], done, expected });
        };
        const { assessedAt } = await store.state(crm);
        const one =
          assessedAt === null ? undefined : await assessStore({ store, crm, notebook, asOf, onProgress });
        if (one !== undefined) all.push(one);
      }
      return all;
    }),
  );
  if (found.length > 0) return found;
  throw new ConfigError({
    path: "--store",
    expected: `expected a store with a run that came to its end: ${settings.storePath}`,
    remedy: "Run `headway sync` first",
  });
}
