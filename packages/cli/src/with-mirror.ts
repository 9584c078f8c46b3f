import { plainText } from "@headway/report";
import type { Mirror } from "@headway/sync/mirror";
import { withChosenStore } from "./chosen-store.ts";
import type { CliContext } from "./context.ts";
import { configFlag, jsonFlag, storeFlag } from "./flags.ts";
import { openMirror } from "./open-mirror.ts";
import type { CommandResult } from "./output.ts";
import { readSettings, type StoreFlags } from "./settings.ts";

/** Flags that every command of a mirror has. */
export interface MirrorFlags extends StoreFlags {
  readonly json: boolean;
}

/** The same as stricli wants them. */
export const mirrorFlags = { store: storeFlag, config: configFlag, json: jsonFlag };

/** Opens the store and the mirror for one command. */
export function withMirror(
  context: CliContext,
  flags: MirrorFlags,
  work: (mirror: Mirror) => Promise<CommandResult>,
): Promise<CommandResult> {
  const settings = readSettings(context, flags);
  return withChosenStore(context, settings, (store) => work(openMirror(context, settings.config, store)), {
    mayMake: true,
  });
}

/** A result that says one thing. */
export function said(document: unknown, text: string): CommandResult {
  return { document, text: `${plainText(text)}\n` };
}
