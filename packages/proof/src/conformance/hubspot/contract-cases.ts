import { conformanceCases } from "@headway/crm/conformance";
import type { ProofCase } from "../conformance-proof.ts";
import { wayOf } from "./portal-case.ts";
import { openHarness } from "./testing/portal-world.ts";

/** What HubSpot's adapter has no need to prove: it declares every object. */
const besideThePoint: ReadonlySet<string> = new Set(["an-undeclared-object-is-refused-as-unsupported"]);

/**
 * Every case of the suite that any adapter owes, under its own name. A case that turns out to be beside
 * the point fails unless it is named above, so that nothing is skipped quietly.
 */
export const contractCases: readonly ProofCase[] = Object.values(conformanceCases)
  .flat()
  .filter(({ name }) => !besideThePoint.has(name))
  .map((subject) => ({
    name: subject.name,
    async run(variant) {
      const harness = await openHarness(wayOf(variant));
      try {
        const reason = subject.besideThePoint?.(harness.adapter.capabilities);
        if (reason !== undefined) throw new Error(`left out: ${reason}`);
        await subject.run(harness);
      } finally {
        await harness.close();
      }
    },
  }));
