import { type ConformanceCase, reasonToSkip } from "./conformance-case.ts";
import { describeCases } from "./describe-cases.ts";
import { failureCases } from "./failure-cases.ts";
import type { CaseContext, ConformanceRunner, OpenHarness } from "./harness.ts";
import { historyCases } from "./history-cases.ts";
import { honestyCases } from "./honesty-cases.ts";
import { interruptionCases } from "./interruption-cases.ts";
import { provisionCases } from "./provision-cases.ts";
import { pullCases } from "./pull-cases.ts";
import { pullPagingCases } from "./pull-paging-cases.ts";
import { pushCases } from "./push-cases.ts";
import { recordCases } from "./record-cases.ts";
import { taskCases } from "./task-cases.ts";

/** The whole suite by area, as data: to run it without a test framework, or to count it. */
export const conformanceCases: Readonly<Record<string, readonly ConformanceCase[]>> = {
  describe: describeCases,
  provision: provisionCases,
  pull: pullCases,
  paging: pullPagingCases,
  records: recordCases,
  history: historyCases,
  push: pushCases,
  tasks: taskCases,
  failures: failureCases,
  interruptions: interruptionCases,
  honesty: honestyCases,
};

/**
 * Registers every case an adapter owes with a test framework; `adapterConformance({ describe, test }, open)`.
 * Each case opens a harness of its own and closes it. What does not concern this CRM is reported as
 * skipped, with the reason.
 */
export function adapterConformance(runner: ConformanceRunner, openHarness: OpenHarness): void {
  for (const [area, cases] of Object.entries(conformanceCases)) {
    runner.describe(area, () => {
      for (const subject of cases) {
        runner.test(subject.name, (context) => runCase(subject, openHarness, context));
      }
    });
  }
}

async function runCase(
  subject: ConformanceCase,
  openHarness: OpenHarness,
  context: CaseContext,
): Promise<void> {
  const harness = await openHarness();
  try {
    const reason = reasonToSkip(subject, harness);
    if (reason === undefined) await subject.run(harness);
    else context.skip(reason);
  } finally {
    await harness.close();
  }
}
