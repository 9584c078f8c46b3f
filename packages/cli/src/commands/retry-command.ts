import { plainText } from "@headway/report";
import { retryWrites } from "@headway/sync";
import { buildCommand } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { withChosenStore } from "../chosen-store.ts";
import { ConfigError } from "../config-error.ts";
import type { CliContext } from "../context.ts";
import { configFlag, crmFlag, jsonFlag, storeFlag } from "../flags.ts";
import { type CommandResult, finish } from "../output.ts";
import { readSettings, type StoreFlags } from "../settings.ts";
import { chosenCrms } from "../stored-crms.ts";
import { thisWorker } from "../this-worker.ts";

interface RetryFlags extends StoreFlags {
  readonly crm: string;
  readonly json: boolean;
}

/** `headway retry [REF]`: lets the next run send again what was refused. */
export function retryCommand(vendors: readonly Vendor[]) {
  return buildCommand<RetryFlags, [string?], CliContext>({
    docs: {
      brief: "Let the next run send again what the CRM refused, or what has had no answer for a day",
      fullDescription:
        "Sends nothing by itself. Refused writes are sent again without it as soon as the record, the want, the schema or the grants change.",
    },
    parameters: {
      flags: { crm: crmFlag(vendors), store: storeFlag, config: configFlag, json: jsonFlag },
      positional: {
        kind: "tuple",
        parameters: [
          {
            brief: "One write, such as deal/123; all of them without it",
            placeholder: "REF",
            parse: parseTarget,
            optional: true,
          },
        ],
      },
    },
    func(flags, target) {
      return finish(this, flags, () => retry(this, flags, target));
    },
  });
}

function parseTarget(text: string): string {
  if (/^(deal|account)\/\S+$|^task:\S+$/.test(text)) return text;
  throw new ConfigError({ path: text, expected: "expected a write such as deal/123, account/9 or task:KEY" });
}

function retry(context: CliContext, flags: RetryFlags, target?: string): Promise<CommandResult> {
  const settings = readSettings(context, flags);
  return withChosenStore(context, settings, async (store) => {
    const worker = thisWorker();
    const crms: { crm: string; targets: string[] }[] = [];
    for (const crm of await chosenCrms(store, flags.crm)) {
      const options = { clock: context.clock, worker, ...(target === undefined ? {} : { target }) };
      crms.push({ crm, targets: await retryWrites(store, crm, options) });
    }
    const targets = crms.flatMap((one) => one.targets);
    if (target !== undefined && targets.length === 0) {
      throw new ConfigError({
        path: target,
        expected: "expected a write that was refused or lost, it is neither",
        remedy: "`headway status` counts them, `headway explain` says how one record stands",
      });
    }
    const lines = crms.map((one) => `${one.crm}: the next run sends ${one.targets.length} writes again`);
    const named = targets.map((one) => `  ${plainText(one)}`);
    return { document: { crms }, text: `${[...lines, ...named].join("\n")}\n` };
  });
}
