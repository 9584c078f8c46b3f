import { comparePolicies, type PolicyComparison } from "@headway/sync";
import { buildCommand, buildRouteMap } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { withChosenStore } from "../chosen-store.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { configFlag, crmFlag, jsonFlag, policyFlag, storeFlag } from "../flags.ts";
import { readNotebook } from "../notebook/read-notebook.ts";
import { type CommandResult, finish } from "../output.ts";
import { policyDiffText } from "../policy-diff-text.ts";
import { readPolicy } from "../policy-file.ts";
import { readSettings, type SettingsFlags } from "../settings.ts";

interface PolicyFlags extends SettingsFlags {
  readonly crm: string;
  readonly json: boolean;
  readonly against?: string | undefined;
}

/** `headway policy diff`: who and what a policy would change, before anything is written. */
export function policyRoutes(vendors: readonly Vendor[]) {
  return buildRouteMap({
    docs: { brief: "Work on the policy" },
    routes: {
      diff: buildCommand<PolicyFlags, [], CliContext>({
        docs: { brief: "Show who and what a policy would change, from the store, writing nothing" },
        parameters: {
          flags: {
            crm: crmFlag(vendors),
            store: storeFlag,
            policy: policyFlag,
            against: {
              kind: "parsed",
              parse: String,
              brief: "The policy file to compare with (default: the policy of the last run)",
              placeholder: "FILE",
              optional: true,
            },
            config: configFlag,
            json: jsonFlag,
          },
        },
        func(flags) {
          return finish(this, flags, () => diff(this, flags));
        },
      }),
    },
  });
}

async function diff(context: CliContext, flags: PolicyFlags): Promise<CommandResult> {
  const { storePath, policy, notebookPath } = readSettings(context, flags);
  const notebook = readNotebook(notebookPath);
  const before = flags.against === undefined ? undefined : readPolicy(context.directory, flags.against);
  const found = await withChosenStore(context, { storePath }, async (store) => {
    const comparisons: PolicyComparison[] = [];
    for (const crm of await store.crms()) {
      if (flags.crm === "all" || flags.crm === crm)
        comparisons.push(await comparePolicies(store, crm, policy, before, notebook));
    }
    return comparisons;
  });
  const { columns } = terminalOf(context.process.stdout, context.process.env);
  return {
    document: { crms: found },
    text: found.map((comparison) => policyDiffText(comparison, columns)).join("\n"),
  };
}
