import { defaultPolicy } from "@headway/core";
import { appFunction } from "@headway/hubspot/serverless";
import { assessRecord, type RecordResult } from "@headway/sync/one-record";
import type { Standing } from "./src/app/cards/standing.ts";
import { tellStanding } from "./tell-standing.ts";

/** The app function `headway_assess`: reads and assesses, and writes nothing, since looking is no write. */
export const main = appFunction<RecordResult, Standing>({
  run: (crm, ref, signal) => {
    const asOf = new Date().toISOString();
    return assessRecord(crm, ref, { policy: defaultPolicy, asOf, signal, dryRun: true });
  },
  answer: tellStanding,
});
