import { type RulesReport, testRules } from "@headway/sync";
import { buildCommand, buildRouteMap } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { withChosenStore } from "../chosen-store.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { configFlag, crmFlag, jsonFlag, policyFlag, storeFlag } from "../flags.ts";
import { type CommandResult, finish } from "../output.ts";
import { rulesText } from "../rules-text.ts";
import { readSettings, type SettingsFlags } from "../settings.ts";

interface RulesFlags extends SettingsFlags {
  readonly crm: string;
  readonly json: boolean;
}

/** `headway rules test`: what the policy's evidence rules catch in the store, and what none of them does. */
export function rulesRoutes(vendors: readonly Vendor[]) {
  return buildRouteMap({
    docs: { brief: "Work on evidence rules" },
    routes: {
      test: buildCommand<RulesFlags, [], CliContext>({
        docs: { brief: "Show what each evidence rule catches in the store, and what none does" },
        parameters: {
          flags: {
            crm: crmFlag(vendors),
            store: storeFlag,
            policy: policyFlag,
            config: configFlag,
            json: jsonFlag,
          },
        },
        func(flags) {
          return finish(this, flags, () => test(this, flags));
        },
      }),
    },
  });
}

async function test(context: CliContext, flags: RulesFlags): Promise<CommandResult> {
  const { storePath, policy } = readSettings(context, flags);
  const reports = await withChosenStore(context, { storePath }, async (store) => {
    const found: RulesReport[] = [];
    for (const crm of await store.crms()) {
      if (flags.crm === "all" || flags.crm === crm)
        found.push(await testRules(store, crm, policy.evidenceRules));
    }
    return found;
  });
  const { columns } = terminalOf(context.process.stdout, context.process.env);
  return {
    document: { crms: reports },
    text: reports.map((report) => rulesText(report, columns)).join("\n"),
  };
}
