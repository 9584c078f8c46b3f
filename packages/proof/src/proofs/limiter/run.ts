import { parseArgs } from "node:util";
import { leaveResult } from "../../proof-folder.ts";
import type { Proof } from "../proof.ts";
import { type Outage, outlastAnOutage } from "./outlast-an-outage.ts";
import { type SharedPortal, shareAPortal } from "./share-a-portal.ts";

/** The figures wanted (`invariant:R1`, `invariant:R4`, `invariant:R5`). */
const marks = {
  generalToShare: 1.02,
  searchToShare: 1.02,
  /** So that the limit is not kept by doing nothing. */
  leastShareUsed: 0.5,
  neighbourGot: 0.95,
  retriesToCalls: 0.1,
};

/**
 * Eight real processes on one portal with its limits on, beside a neighbour that wants its own half, measured at the
 * portal; and as many in simulated time against a CRM that is down for ten minutes. `--seconds N` is how long the
 * first part lasts, 60 by default.
 */
export const proof: Proof = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { seconds: { type: "string", default: "60" } } });
  const seconds = Number(values.seconds);
  if (!Number.isInteger(seconds) || seconds < 20) {
    console.error("--seconds is expected to be a whole number, 20 or more");
    return 2;
  }
  const outage = await outlastAnOutage(8);
  console.log(`ten minutes of 503: ${outage.retries} retries to ${outage.calls} calls`);
  const shared = await shareAPortal(8, seconds, console.log);
  const missed = missedMarks(shared, outage);
  const path = leaveResult("proof/limiter.json", { shared, outage, marks, missed });
  console.log(JSON.stringify({ shared, outage }, null, 2));
  console.log(missed.length === 0 ? `held; figures in ${path}` : `missed: ${missed.join("; ")}`);
  return missed.length === 0 ? 0 : 1;
};

function missedMarks(shared: SharedPortal, { retriesToCalls }: Outage): string[] {
  const missed: string[] = [];
  if (!(shared.generalToShare <= marks.generalToShare)) missed.push("more than the share in a window");
  if (!(shared.searchToShare <= marks.searchToShare)) missed.push("more searches than the share in a window");
  if (!(shared.shareUsed >= marks.leastShareUsed)) missed.push("leaves too much of its share unused");
  if (!(shared.neighbourGot >= marks.neighbourGot)) missed.push("the neighbour does not get its demand");
  if (!(retriesToCalls <= marks.retriesToCalls)) missed.push("retries too much of what fails");
  return missed;
}
