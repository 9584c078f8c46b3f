import type { Application } from "./offer-events.ts";
import { type OutcomeRecord, outcomeRecord } from "./outcome-record.ts";
import { type SellerPace, sellerPace } from "./seller-pace.ts";
import { type SellerWork, sellerWork } from "./seller-work.ts";

/** What was known at the bank strictly before an instant, of whoever handles an application. */
export interface Office {
  readonly work: SellerWork;
  readonly record: OutcomeRecord;
  readonly pace: SellerPace;
}

/** Reads the whole log once; every look-up sees only what lies before its instant. */
export function office(applications: readonly Application[]): Office {
  return {
    work: sellerWork(applications),
    record: outcomeRecord(applications),
    pace: sellerPace(applications),
  };
}
