import { resolve } from "node:path";
import type { Policy } from "@headway/core";
import { ConfigError } from "./config-error.ts";
import { type Config, readConfig } from "./config-file.ts";
import type { CliContext } from "./context.ts";
import { readPolicy } from "./policy-file.ts";

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
  /** The SQLite file, or `postgres` for the one that `DATABASE_URL` names. */
  readonly storePath: string;
  readonly policy: Policy;
  /** The notebook's file, which need not be there. */
  readonly notebookPath: string;
}

const defaultStorePath = ".headway/headway.db";
const defaultNotebookPath = ".headway/notebook.jsonl";

/** Reads the settings, checking each; throws `ConfigError`. */
export function readSettings(context: CliContext, flags: SettingsFlags): Settings {
  const config = readConfig(context.directory, flags.config, context.vendors);
  return {
    config,
    storePath: storePathOf(context, flags.store ?? config.store ?? defaultStorePath),
    policy: readPolicy(context.directory, flags.policy ?? config.policy),
    notebookPath: resolve(context.directory, config.notebook ?? defaultNotebookPath),
  };
}

function storePathOf({ directory }: CliContext, chosen: string): string {
  if (/^postgres(ql)?:/.test(chosen)) {
    throw new ConfigError({
      path: "store",
      expected: "expected a path or `postgres`, found an address, which may hold a password",
      remedy: "Say `postgres` and set DATABASE_URL in the environment",
    });
  }
  return chosen === "postgres" ? chosen : resolve(directory, chosen);
}
