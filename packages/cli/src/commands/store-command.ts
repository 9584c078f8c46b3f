import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { buildCommand, buildRouteMap } from "@stricli/core";
import { postgresChoice, withChosenStore } from "../chosen-store.ts";
import { ConfigError } from "../config-error.ts";
import type { CliContext } from "../context.ts";
import { configFlag, jsonFlag, storeFlag } from "../flags.ts";
import { openExistingStore, withStore } from "../open-store.ts";
import { type CommandResult, finish } from "../output.ts";
import { readSettings, type StoreFlags } from "../settings.ts";

interface StoreCommandFlags extends StoreFlags {
  readonly json: boolean;
}

const flags = { store: storeFlag, config: configFlag, json: jsonFlag };

/** `headway store backup FILE` and `headway store upgrade`. */
export function storeRoutes() {
  return buildRouteMap({
    docs: { brief: "Copy the store while it is in use, or bring it up to this version" },
    routes: { backup: backupCommand(), upgrade: upgradeCommand() },
  });
}

function backupCommand() {
  return buildCommand<StoreCommandFlags, [string], CliContext>({
    docs: {
      brief: "Copy the store to a new file, as it is at one moment",
      fullDescription:
        "The copy is readable by its owner alone and appears when it is whole. A run may go on meanwhile.",
    },
    parameters: {
      flags,
      positional: {
        kind: "tuple",
        parameters: [
          { brief: "Where the copy goes; there must be no file yet", placeholder: "FILE", parse: String },
        ],
      },
    },
    func(given, file) {
      return finish(this, given, () => backUp(this, given, file));
    },
  });
}

async function backUp(context: CliContext, given: StoreCommandFlags, file: string): Promise<CommandResult> {
  const { storePath } = readSettings(context, given);
  if (storePath === postgresChoice) {
    throw new ConfigError({
      path: "store",
      expected: "expected a store file; the store is a Postgres",
      remedy: "Use `pg_dump --schema headway`, or your provider's backups",
    });
  }
  const copy = resolve(context.directory, file);
  const store = openExistingStore(storePath);
  const bytes = await withStore(store, async () => {
    await store.backup(copy);
    return store.sizeBytes();
  });
  return { document: { store: storePath, copy, bytes }, text: `copied ${storePath}\n    to ${copy}\n` };
}

function upgradeCommand() {
  return buildCommand<StoreCommandFlags, [], CliContext>({
    docs: {
      brief: "Bring the store up to this version, in one transaction",
      fullDescription:
        "Every command does that by itself when it opens a store of an earlier version; this one does nothing else. A store of a later version is refused and left as it is. Back it up first: there is no way back to an earlier Headway.",
    },
    parameters: { flags },
    func(given) {
      return finish(this, given, () => upgrade(this, given));
    },
  });
}

function upgrade(context: CliContext, given: StoreCommandFlags): Promise<CommandResult> {
  const settings = readSettings(context, given);
  const isThere = settings.storePath === postgresChoice || existsSync(settings.storePath);
  return withChosenStore(context, settings, async (store) => {
    const crms = await store.crms();
    return {
      document: { store: settings.storePath, wasThere: isThere, crms },
      text: `${settings.storePath} is of this version and holds ${crms.join(", ") || "no CRM yet"}\n`,
    };
  });
}
