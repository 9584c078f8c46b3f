import type { PushOutcome } from "../patch.ts";
import { check, checkEqual } from "./check.ts";
import type { ConformanceHarness } from "./harness.ts";

/**
 * Fails where an outcome of setting the name of `deal/ids[n]` says what is not so: `written` and the
 * CRM does not hold it, or `refused` or `not-sent` and the CRM does. `unknown` claims nothing.
 */
export async function checkTruth(
  { backend }: ConformanceHarness,
  ids: readonly string[],
  outcomes: readonly PushOutcome[],
  name: string,
): Promise<void> {
  checkEqual(outcomes.length, ids.length, "the number of outcomes");
  for (const [index, id] of ids.entries()) {
    const status = outcomes[index]?.status;
    if (status === "unknown") continue;
    const isHeld = (await backend.read("deal", id)).fields.name === name;
    const claim = status === "written";
    check(
      isHeld === claim,
      `deal/${id} is told as \`${status}\`, but the CRM ${isHeld ? "holds" : "lacks"} it`,
    );
  }
}
