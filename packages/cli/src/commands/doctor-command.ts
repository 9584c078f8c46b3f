import { buildCommand } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { checkLines } from "../check-lines.ts";
import type { Config } from "../config-file.ts";
import { type CliContext, terminalOf } from "../context.ts";
import { findCredentials } from "../credentials.ts";
import {
  checkNode,
  checkStore,
  type DoctorCheck,
  failed,
  good,
  lacking,
  lookAtCrm,
} from "../doctor-check.ts";
import { configFlag, jsonFlag, storeFlag } from "../flags.ts";
import { type CommandResult, finish } from "../output.ts";
import { readSettings, type StoreFlags } from "../settings.ts";

interface DoctorFlags extends StoreFlags {
  readonly json: boolean;
}

/** `headway doctor`: looks at everything a run needs, changes nothing, and says what to do about each gap. */
export function doctorCommand() {
  return buildCommand<DoctorFlags, [], CliContext>({
    docs: {
      brief: "Check Node, credentials, scopes, fields, clocks and the store; change nothing",
    },
    parameters: { flags: { store: storeFlag, config: configFlag, json: jsonFlag } },
    func(flags) {
      return finish(this, flags, () => examine(this, flags));
    },
  });
}

async function examine(context: CliContext, flags: DoctorFlags): Promise<CommandResult> {
  const checks = [checkNode(context.nodeVersion), ...(await settingChecks(context, flags))];
  const { columns } = terminalOf(context.process.stdout, context.process.env);
  return {
    document: { checks: checks.map(({ exitCode: _, ...check }) => check) },
    text: `${checks.flatMap((check) => checkLines(check, columns)).join("\n")}\n`,
    exitCode: Math.max(...checks.map(({ exitCode }) => exitCode)),
  };
}

/** A config that is off ends the checks that need one; it never hides what can be said without. */
async function settingChecks(context: CliContext, flags: DoctorFlags): Promise<DoctorCheck[]> {
  try {
    const { storePath, config } = readSettings(context, flags);
    const file = good("config file", config.path ?? "none; only the environment is used");
    const crms = await crmChecks(context, config);
    return [file, ...crms, await checkStore(context, storePath)];
  } catch (error) {
    return [failed("config file", error)];
  }
}

async function crmChecks(context: CliContext, config: Config): Promise<DoctorCheck[]> {
  const checks: DoctorCheck[] = [];
  for (const vendor of context.vendors) checks.push(...(await vendorChecks(context, config, vendor)));
  if (checks.length > 0) return checks;
  const variables = context.vendors.map(({ environment }) => Object.values(environment).join(", "));
  return [
    lacking(
      "credentials",
      "none of any CRM",
      `Set ${variables.join(" or ")}, or try \`headway demo\` without any`,
    ),
  ];
}

/** Nothing for a CRM that is not used: one of them is enough. */
async function vendorChecks(
  context: CliContext,
  config: Config,
  vendor: Vendor,
): Promise<readonly DoctorCheck[]> {
  try {
    const found = findCredentials(context, config, vendor);
    return found === undefined ? [] : (await lookAtCrm(context, found)).checks;
  } catch (error) {
    return [failed(`${vendor.crm} credentials`, error)];
  }
}
