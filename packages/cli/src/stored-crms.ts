import type { Store } from "@headway/sync";
import { ConfigError } from "./config-error.ts";

/** The CRMs of a store that `--crm` means; all of them for `all`. Throws `ConfigError` for one it does not know. */
export async function chosenCrms(store: Store, asked: string): Promise<string[]> {
  const known = await store.crms();
  if (asked === "all") return known;
  if (known.includes(asked)) return [asked];
  throw new ConfigError({
    path: "--crm",
    expected: `expected a CRM that the store knows: ${known.join(", ") || "none yet"}`,
    remedy: "Run `headway sync` for it first",
  });
}

/** The one CRM that is meant. Throws `ConfigError` where there are several to choose from, or none. */
export async function onlyCrm(store: Store, asked: string): Promise<string> {
  const crms = await chosenCrms(store, asked);
  const [only] = crms;
  if (only !== undefined && crms.length === 1) return only;
  throw new ConfigError({
    path: "--crm",
    expected: `expected one CRM, the store has ${crms.join(" and ") || "none"}`,
    remedy: "Name it with --crm",
  });
}
