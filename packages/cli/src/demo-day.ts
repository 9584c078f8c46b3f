import { demoPortfolio, type Portfolio } from "@headway/sandbox";
import { demoMeetings, demoWords } from "./demo-meetings.ts";

/** The demo tells the same stories every time. */
const seed = 7;

/** Today's midnight, UTC: everything of the demo is as of then. */
export function demoDay(now: number): string {
  return new Date(Math.floor(now / 86_400_000) * 86_400_000).toISOString();
}

/** The demo's records, ending shortly before a day: the sandbox's stories, with meetings and buyers' own words. */
export function demoRecords(asOf: string): Portfolio {
  const told = demoPortfolio({ seed, asOf });
  return {
    ...told,
    activities: [...told.activities, ...demoWords(told, asOf)],
    engagements: demoMeetings(told, asOf),
  };
}
