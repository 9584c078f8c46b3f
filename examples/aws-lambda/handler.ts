import { hubspotFetch } from "@headway/hubspot/fetch";
import { createSync } from "@headway/sync";
import { postgresStore } from "@headway/sync/postgres";

/** What AWS hands to a function besides the event, as far as it is read. */
interface LambdaContext {
  getRemainingTimeInMillis(): number;
}

/** What a scheduled run came to, for the log and for alarms. */
export interface ScheduledRun {
  readonly state: string;
  readonly written: Readonly<Record<string, number>>;
  readonly refused: number;
  readonly gaps: readonly string[];
}

/** Left of the function's time for closing the store and for AWS. */
const marginMs = 10_000;

/**
 * One run of the engine by a schedule of EventBridge, on a Postgres store. It stops by itself before AWS would, and the
 * next one goes on from there: `incomplete` is no error. Throws where nothing could be done at all, so that AWS counts
 * it as failed.
 */
export async function handler(_event: unknown, context: LambdaContext): Promise<ScheduledRun> {
  const store = await postgresStore({ url: needed("HEADWAY_POSTGRES_URL") });
  try {
    const origin = process.env.HUBSPOT_BASE_URL ?? "https://api.hubapi.com";
    const crm = hubspotFetch({ accessToken: needed("HUBSPOT_ACCESS_TOKEN"), origin });
    const budgetMs = Math.max(1_000, context.getRemainingTimeInMillis() - marginMs);
    const { state, written, refused, gaps } = await createSync({ crm, store }).run({ budgetMs });
    return { state, written: { ...written }, refused: refused.length, gaps };
  } finally {
    await store.close();
  }
}

function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`Set ${name}`);
  return value;
}
