import { describe, test } from "vitest";
import { adapterConformance } from "../conformance/adapter-conformance.ts";
import type { ConformanceHarness } from "../conformance/harness.ts";
import { simulatedClock } from "../conformance/simulated-clock.ts";
import type { ObjectName } from "../record-ref.ts";
import { memoryCrm } from "./memory-crm.ts";

async function openMemory(objects?: readonly ObjectName[]): Promise<ConformanceHarness> {
  const clock = simulatedClock(Date.UTC(2027, 0, 4, 9));
  const options = { clock, pageSize: 3, pushBatchSize: 4, ...(objects === undefined ? {} : { objects }) };
  const crm = memoryCrm(options);
  return { adapter: crm, backend: crm.backend, secrets: [], close: async () => undefined };
}

describe("memory adapter", () => {
  adapterConformance({ describe, test }, () => openMemory());
});

describe("memory adapter with few objects", () => {
  adapterConformance({ describe, test }, () => openMemory(["deal", "account"]));
});
