import { conformanceCases } from "@headway/crm/conformance";
import type { ProofCase } from "../conformance-proof.ts";
import { overFetch, overSdk } from "./testing/adapter-world.ts";

/**
 * Every case of the suite that any adapter owes, under its own name. None may be beside the point here: a
 * case that this adapter does not have to pass fails, so that nothing is skipped quietly.
 */
export const contractCases: readonly ProofCase[] = Object.values(conformanceCases)
  .flat()
  .map((subject) => ({
    name: subject.name,
    async run({ transport }) {
      const harness = await (transport === "sdk" ? overSdk() : overFetch());
      try {
        const reason = subject.besideThePoint?.(harness.adapter.capabilities);
        if (reason !== undefined) throw new Error(`left out: ${reason}`);
        await subject.run(harness);
      } finally {
        await harness.close();
      }
    },
  }));
