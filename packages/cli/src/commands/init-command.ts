import { buildCommand } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { ConfigError } from "../config-error.ts";
import type { CliContext } from "../context.ts";
import { jsonFlag, switchFlag } from "../flags.ts";
import { type InitFlags, type NamedVariable, vendorsNamed } from "../init/init-choice.ts";
import { initialise } from "../init/initialise.ts";
import { finish } from "../output.ts";

/** `headway init`: from nothing to a config, a policy and the next command to run. */
export function initCommand(vendors: readonly Vendor[]) {
  return buildCommand<InitFlags, [], CliContext>({
    docs: {
      brief: "Set up: choose a CRM, check credentials and scopes, map stages, write config and policy",
      fullDescription:
        "Asks on a terminal; with --yes, or away from one, flags and the environment answer. Secrets are typed unseen or named as environment variables, never given as arguments. The CRM is only read. Files that are there are not overwritten without a yes.",
    },
    parameters: {
      flags: {
        crm: {
          kind: "parsed",
          parse: (text: string) => {
            vendorsNamed(vendors, text);
            return text;
          },
          brief: `Which: ${vendors.map(({ crm }) => crm).join(", ")}, several with commas, all, or sandbox to try without`,
          placeholder: "NAMES",
          optional: true,
        },
        variable: {
          kind: "parsed",
          parse: (text: string) => parseVariable(vendors, text),
          brief: "The environment variable that holds a credential, such as hubspot.accessToken=MY_TOKEN",
          placeholder: "CRM.NAME=VARIABLE",
          variadic: true,
          optional: true,
        },
        yes: switchFlag("Ask nothing; flags and the environment answer"),
        overwrite: switchFlag("Write files anew that are there"),
        json: jsonFlag,
      },
    },
    func(flags) {
      return finish(this, flags, () => initialise(this, flags));
    },
  });
}

/** A value that looks like a secret is refused by its form alone, and never repeated. */
function parseVariable(vendors: readonly Vendor[], text: string): NamedVariable {
  const [, crm = "", name = "", variable = ""] =
    /^([a-z]+)\.([A-Za-z]+)=([A-Za-z_][A-Za-z0-9_]*)$/.exec(text) ?? [];
  const vendor = vendors.find((one) => one.crm === crm);
  if (vendor !== undefined && name in vendor.environment) return { crm, name, variable };
  const known = vendors.flatMap((one) => one.asks.map((ask) => `${one.crm}.${ask.name}`)).join(", ");
  throw new ConfigError({
    path: "--variable",
    expected: `expected CREDENTIAL=NAME of a variable; credentials are ${known}`,
  });
}
