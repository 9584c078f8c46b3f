import { readStatus } from "@headway/sync";
import { buildCommand } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { withChosenStore } from "../chosen-store.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { exitCodes } from "../failure.ts";
import { configFlag, jsonFlag, storedCrmFlag, storeFlag } from "../flags.ts";
import { type CommandResult, finish } from "../output.ts";
import { readSettings, type StoreFlags } from "../settings.ts";
import { statusText } from "../status-text.ts";
import { chosenCrms } from "../stored-crms.ts";

interface StatusFlags extends StoreFlags {
  readonly crm: string;
  readonly json: boolean;
}

/** `headway status`: how each CRM in the store stands, without asking any. */
export function statusCommand(vendors: readonly Vendor[]) {
  return buildCommand<StatusFlags, [], CliContext>({
    docs: {
      brief: "Say how each CRM stands: last run, up to when it was read, what waits and what is amiss",
      fullDescription:
        "Reads the store alone. Exit code 1 says that something is amiss; each thing is named.",
    },
    parameters: {
      flags: { crm: storedCrmFlag(vendors), store: storeFlag, config: configFlag, json: jsonFlag },
    },
    func(flags) {
      return finish(this, flags, () => status(this, flags));
    },
  });
}

function status(context: CliContext, flags: StatusFlags): Promise<CommandResult> {
  const settings = readSettings(context, flags);
  return withChosenStore(context, settings, async (store) => {
    const crms = await Promise.all(
      (await chosenCrms(store, flags.crm)).map(async (crm) => {
        const found = await readStatus(store, crm, context.clock());
        const vendor = context.vendors.find((one) => one.crm === crm);
        return { ...found, horizonSeconds: vendor?.horizonSeconds ?? null };
      }),
    );
    const document = { store: settings.storePath, sizeBytes: await store.sizeBytes(), crms };
    const { columns } = terminalOf(context.process.stdout, context.process.env);
    const isAmiss = crms.length === 0 || crms.some(({ amiss }) => amiss.length > 0);
    return {
      document,
      text: statusText(document, columns),
      exitCode: isAmiss ? exitCodes.incomplete : exitCodes.done,
    };
  });
}
