import type { ObjectName } from "@headway/crm";
import { derivePage } from "./derive-page.ts";
import { progress, type RunContext } from "./run-context.ts";

const withEvidence: readonly ObjectName[] = ["deal", "task", "call", "meeting", "email", "note"];
const pageSize = 500;

/** Derives the evidence of everything stored again, without asking the CRM: the rules or the pipelines changed. */
export async function deriveAgain(context: RunContext): Promise<void> {
  const { store, crm } = context;
  for (const object of withEvidence) {
    let after: string | null = null;
    let done = 0;
    for (;;) {
      const records = await store.records(crm.crm, object, after, pageSize);
      if (records.length === 0) break;
      await store.replaceEvidence(crm.crm, await derivePage(context, records));
      done += records.length;
      after = records.at(-1)?.id ?? null;
      await context.beat("derive");
      progress(context, { phase: "derive", object, done, expected: null });
    }
  }
}
