import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Policy, parsePolicy } from "@headway/core";
import { plainText } from "@headway/report";
import { ConfigError } from "./config-error.ts";
import { type Config, readConfig } from "./config-file.ts";
import type { CliContext } from "./context.ts";

/** Flags of commands that look at the store. */
export interface StoreFlags {
  readonly config?: string | undefined;
  readonly store?: string | undefined;
}

/** Flags that say where settings come from. */
export interface SettingsFlags extends StoreFlags {
  readonly policy?: string | undefined;
}

/** Everything a run is set to, from flags first and the config file second. */
export interface Settings {
  readonly config: Config;
  readonly storePath: string;
  readonly policy: Policy;
}

const defaultStorePath = ".headway/headway.db";

/** Reads the settings, checking each; throws `ConfigError`. */
export function readSettings(context: CliContext, flags: SettingsFlags): Settings {
  const config = readConfig(context.directory, flags.config, context.vendors);
  return {
    config,
    storePath: resolve(context.directory, flags.store ?? config.store ?? defaultStorePath),
    policy: readPolicy(context.directory, flags.policy ?? config.policy),
  };
}

/** The policy of a JSON file over the default one, or the default one without a file. */
export function readPolicy(directory: string, file: string | undefined): Policy {
  if (file === undefined) return parsePolicy({});
  const path = resolve(directory, file);
  try {
    return parsePolicy(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    throw new ConfigError({
      path,
      expected: `expected a policy as JSON: ${plainText(error instanceof Error ? error.message : String(error)).replaceAll("\n", "; ")}`,
      remedy: "The default policy in @headway/core shows every key with its reason",
    });
  }
}
