import type { OpenStore } from "@headway/sync";
import { createMirror, type Mirror, type MirrorOptions } from "@headway/sync/mirror";
import { ConfigError } from "./config-error.ts";
import type { Config } from "./config-file.ts";
import type { CliContext } from "./context.ts";
import { requireCredentials } from "./credentials.ts";

/** The mirror that the config describes. Throws `ConfigError` where it describes none, `SyncError` where an option is off. */
export function openMirror(context: CliContext, config: Config, store: OpenStore): Mirror {
  const { mirror } = config;
  if (mirror === undefined) {
    throw new ConfigError({
      path: config.path ?? "config",
      expected: "expected a section `mirror`, there is none",
      remedy: "Name two CRMs and the fields to keep the same; docs/mirror.md shows how",
    });
  }
  const { left, right, ...rest } = mirror;
  const open = (crm: string) => {
    const [found] = requireCredentials(context, config, crm);
    if (found === undefined) throw new ConfigError({ path: crm, expected: "expected credentials" });
    return found.vendor.open(found.credentials);
  };
  const joined = { left: open(left), right: open(right), store: store.mirrors, clock: context.clock };
  // What the file holds is checked by `createMirror`, which names every path that is off.
  return createMirror({ ...rest, ...joined } as unknown as MirrorOptions);
}
