import type { CrmErrorCode } from "../crm-error.ts";
import type { Patch } from "../patch.ts";
import { check, checkEqual, checkRejects, checkSame } from "./check.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { drain, recordsById } from "./drain.ts";
import type { RequestFaultKind } from "./fault.ts";
import { createDeals } from "./sample-records.ts";
import { checkTruth } from "./truth.ts";

/** Every way a request fails as a whole, with the code it must be known by. */
const failures: readonly (readonly [fault: RequestFaultKind, code: CrmErrorCode])[] = [
  ["unauthenticated", "unauthenticated"],
  ["forbidden", "forbidden"],
  ["not-found", "not-found"],
  ["rate-limited", "rate-limited"],
  ["unavailable", "unavailable"],
  ["broken-json", "malformed-response"],
  ["no-answer", "unavailable"],
];

/** Attempts per request, the first included (`invariant:R1`). */
const mostAttempts = 3;
/** "For as long as the case lasts". */
const always = 1000;

/** What every call owes when the CRM fails: the right code, bounded retries, and the truth about what was written. */
export const failureCases: readonly ConformanceCase[] = [
  ...failures.map(readFailure),
  ...failures.map(writeFailure),
  recovery("unavailable"),
  recovery("no-answer"),
  recovery("rate-limited"),
  {
    name: "a-wait-that-the-crm-asks-for-is-kept",
    faults: ["rate-limited"],
    async run(harness) {
      const { backend } = harness;
      await createDeals(harness, 1);
      backend.failNext({ kind: "rate-limited", on: "read", times: 1, retryAfterMs: 7000 });
      const before = backend.now();
      await drain(harness, "deal");
      const waited = backend.now() - before;
      check(waited >= 7000, `the CRM asked for 7000 ms of patience and got ${waited}`);
    },
  },
  {
    name: "a-failure-midway-tells-what-was-written",
    faults: ["forbidden"],
    async run(harness) {
      const ids = await createDeals(harness, harness.adapter.capabilities.pushBatchSize + 2);
      harness.backend.failNext({ kind: "forbidden", on: "write", times: always, after: 1 });
      const outcomes = await harness.adapter.push(ids.map(rename));
      await checkTruth(harness, ids, outcomes, "Renamed");
      const written = outcomes.filter((outcome) => outcome.status === "written").length;
      check(
        written > 0 && written < ids.length,
        `${written} of ${ids.length} written; expected some, not all`,
      );
    },
  },
];

function readFailure([fault, code]: (typeof failures)[number]): ConformanceCase {
  return {
    name: `a-read-that-meets-${fault}-throws-${code}`,
    faults: [fault],
    async run(harness) {
      const { backend } = harness;
      await createDeals(harness, 1);
      const start = backend.requestCount();
      await drain(harness, "deal");
      const healthy = backend.requestCount() - start;
      backend.failNext({ kind: fault, on: "read", times: always });
      await checkRejects(drain(harness, "deal"), code, `a pull that meets ${fault}`);
      const attempts = backend.requestCount() - start - healthy;
      const most = mostAttempts * healthy;
      check(attempts <= most, `${attempts} requests where at most ${most} are due`);
    },
  };
}

/** A write may fail by a throw or by outcomes; either way nothing may be claimed that is not so. */
function writeFailure([fault, code]: (typeof failures)[number]): ConformanceCase {
  return {
    name: `a-write-that-meets-${fault}-tells-the-truth`,
    faults: [fault],
    async run(harness) {
      const { adapter, backend } = harness;
      const ids = await createDeals(harness, 2);
      backend.failNext({ kind: fault, on: "write", times: always });
      const start = backend.requestCount();
      const outcomes = await adapter.push(ids.map(rename)).catch((error: unknown) => error);
      const attempts = backend.requestCount() - start;
      check(attempts <= mostAttempts * ids.length, `${attempts} requests for ${ids.length} patches`);
      if (!Array.isArray(outcomes)) {
        await checkRejects(Promise.reject(outcomes), code, `a push that meets ${fault}`);
        await checkTruth(
          harness,
          ids,
          ids.map(() => ({ status: "not-sent", reason: "" })),
          "Renamed",
        );
        return;
      }
      await checkTruth(harness, ids, outcomes, "Renamed");
      // A write whose answer broke has had its effect; who reads it back may say so.
      if (fault === "broken-json") return;
      const claims = outcomes.map((outcome) => outcome.status);
      check(!claims.includes("written"), `\`written\` claimed though every answer was ${fault}`);
    },
  };
}

function recovery(fault: "unavailable" | "no-answer" | "rate-limited"): ConformanceCase {
  return {
    name: `a-pull-outlives-one-${fault}`,
    faults: [fault],
    async run(harness) {
      const ids = await createDeals(harness, 3);
      harness.backend.failNext({ kind: fault, on: "read", times: 1 });
      const { changes } = await drain(harness, "deal");
      checkSame(recordsById(changes).keys(), ids, `deals pulled in spite of one ${fault}`);
      harness.backend.failNext({ kind: fault, on: "write", times: 1 });
      const outcomes = await harness.adapter.push(ids.map(rename));
      checkEqual(outcomes.length, ids.length, "outcomes");
      await checkTruth(harness, ids, outcomes, "Renamed");
    },
  };
}

function rename(id: string): Patch {
  return { type: "update", ref: { object: "deal", id }, fields: { name: "Renamed" } };
}
