import { defaultPolicy } from "@headway/core";
import { appFunction } from "@headway/hubspot/serverless";
import { type LogResult, logAnswer, logCapture } from "./log-capture.ts";
import type { LogAnswer } from "./src/app/cards/standing.ts";

/** The app function `headway_log`: keeps what a rep logged, then writes the fields that follow from it. */
export const main = appFunction<LogResult, LogAnswer>({
  run: (crm, ref, signal, { parameters }) =>
    logCapture(crm, ref, { entry: entryOf(parameters?.entry), policy: defaultPolicy, signal }),
  answer: logAnswer,
});

/** Text that is no JSON goes on as it is, and is refused by the schema. */
function entryOf(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return text;
  }
}
