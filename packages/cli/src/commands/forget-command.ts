import { type ForgetReport, forget } from "@headway/sync";
import { buildCommand } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { withChosenStore } from "../chosen-store.ts";
import { ConfigError } from "../config-error.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { configFlag, crmFlag, jsonFlag, storeFlag, switchFlag } from "../flags.ts";
import { type CommandResult, finish } from "../output.ts";
import { readSettings, type StoreFlags } from "../settings.ts";
import { onlyCrm } from "../stored-crms.ts";
import { thisWorker } from "../this-worker.ts";

interface ForgetFlags extends StoreFlags {
  readonly crm: string;
  readonly yes: boolean;
  readonly json: boolean;
}

/** `headway forget contact/ID`: removes a person from the store, for good. */
export function forgetCommand(vendors: readonly Vendor[]) {
  return buildCommand<ForgetFlags, [string], CliContext>({
    docs: {
      brief: "Remove a person from the store for good: records, activities, evidence, journal",
      fullDescription:
        "Erases the contact, every activity linked to it and all that was made of them, and rewrites the file so that no byte of it stays. A keyed hash keeps the person from coming back unnoticed. The CRM is left as it is; erase the person there as well. Backups are yours to erase.",
    },
    parameters: {
      flags: {
        crm: crmFlag(vendors),
        yes: switchFlag("Do not ask on a terminal"),
        store: storeFlag,
        config: configFlag,
        json: jsonFlag,
      },
      positional: {
        kind: "tuple",
        parameters: [
          {
            brief: "The contact, as contact/ID or its id in the CRM",
            placeholder: "CONTACT",
            parse: parseContact,
          },
        ],
      },
    },
    func(flags, id) {
      return finish(this, flags, () => forgetOne(this, flags, id));
    },
  });
}

function parseContact(text: string): string {
  const id = /^(?:contact\/)?([^/\s]+)$/.exec(text)?.[1];
  if (id !== undefined) return id;
  throw new ConfigError({ path: text, expected: "expected a contact, such as contact/123" });
}

function forgetOne(context: CliContext, flags: ForgetFlags, id: string): Promise<CommandResult> {
  const settings = readSettings(context, flags);
  return withChosenStore(context, settings, async (store) => {
    const crm = await onlyCrm(store, flags.crm);
    const { isInteractive } = terminalOf(context.process.stdout, context.process.env);
    const asks = isInteractive && !flags.yes && !flags.json;
    if (
      asks &&
      !(await context.confirm(`Remove contact ${id} of ${crm} and all that was made of it, for good?`))
    )
      return { document: null, text: "Not agreed; nothing was erased.\n" };
    const report = await forget(
      store,
      crm,
      { object: "contact", id },
      { clock: context.clock, worker: thisWorker() },
    );
    return { document: report, text: forgetText(report) };
  });
}

function forgetText({ crm, wasStored, activities, assessedAnew, journal }: ForgetReport): string {
  const lines = [
    wasStored ? `forgotten in ${crm}` : `nothing of that person was stored of ${crm}; a tombstone is set`,
    `  erased     ${activities} activities with their evidence, ${journal} rows or sentences of the journal`,
    `  next run   assesses ${assessedAnew} deals, accounts and people anew`,
    "  not done   the CRM still has the person, and so do backups of this store: erase them there",
  ];
  return `${lines.join("\n")}\n`;
}
