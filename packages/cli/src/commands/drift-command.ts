import { type DriftReport, findDrift } from "@headway/sync";
import { buildCommand } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { withChosenStore } from "../chosen-store.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { requireCredentials } from "../credentials.ts";
import { driftText } from "../drift-text.ts";
import { eachCrm, worstExitCode } from "../each-crm.ts";
import { exitCodes } from "../failure.ts";
import { configFlag, crmFlag, jsonFlag, storeFlag } from "../flags.ts";
import { type CommandResult, finish } from "../output.ts";
import { withProgress } from "../progress.ts";
import { endIfStopped, readOnly } from "../reading-stopped.ts";
import { readSettings, type StoreFlags } from "../settings.ts";

interface DriftFlags extends StoreFlags {
  readonly crm: string;
  readonly json: boolean;
}

/** `headway drift`: what each CRM holds of Headway's fields against what it confirmed. */
export function driftCommand(vendors: readonly Vendor[]) {
  return buildCommand<DriftFlags, [], CliContext>({
    docs: {
      brief: "Compare Headway's fields in the CRM with what was written, by counts, hashes and names",
      fullDescription:
        "Reads only, on both sides. Exit code 1 says that something differs; each field is named.",
    },
    parameters: {
      flags: { crm: crmFlag(vendors), store: storeFlag, config: configFlag, json: jsonFlag },
    },
    func(flags) {
      return finish(this, flags, () => drift(this, flags));
    },
  });
}

async function drift(context: CliContext, flags: DriftFlags): Promise<CommandResult> {
  const settings = readSettings(context, flags);
  const found = requireCredentials(context, settings.config, flags.crm);
  const { done, errors } = await withChosenStore(context, settings, (store) =>
    withProgress(context, "drift", (view) =>
      eachCrm(found, async ({ vendor, credentials }): Promise<DriftReport> => {
        const crm = vendor.open(credentials);
        const { signal } = context;
        const counts = await store.counts(crm.crm);
        return readOnly(signal, () =>
          findDrift(store, crm, { signal }, (done, object) => {
            endIfStopped(signal);
            view.onCount({
              crm: crm.crm,
              what: `comparing ${object}`,
              done,
              expected: counts[object] ?? null,
            });
          }),
        );
      }),
    ),
  );
  const { columns } = terminalOf(context.process.stdout, context.process.env);
  const codes = done.map(({ isEqual }) => (isEqual ? exitCodes.done : exitCodes.incomplete));
  return {
    document: { crms: done, errors },
    text: done.map((report) => driftText(report, columns)).join("\n"),
    errors,
    exitCode: worstExitCode(errors, codes),
  };
}
