import type { OpenStore } from "@headway/sync";
import { postgresStore } from "@headway/sync/postgres";
import { ConfigError } from "./config-error.ts";
import type { CliContext } from "./context.ts";
import { openExistingStore, openStore } from "./open-store.ts";
import type { Settings } from "./settings.ts";

/** What `--store` and the config's `store` say for the Postgres that `DATABASE_URL` names. */
export const postgresChoice = "postgres";

/** Uses the store that the settings choose, which must be there unless it `mayMake` one, and closes it whatever happens. */
export async function withChosenStore<T>(
  context: CliContext,
  settings: Pick<Settings, "storePath">,
  work: (store: OpenStore) => Promise<T>,
  options: { readonly mayMake?: boolean } = {},
): Promise<T> {
  const store = await chosenStore(context, settings, options.mayMake ?? false);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function chosenStore(
  context: CliContext,
  { storePath }: Pick<Settings, "storePath">,
  mayMake: boolean,
): Promise<OpenStore> {
  if (storePath === postgresChoice) return postgresStore({ url: databaseUrl(context) });
  return Promise.resolve(mayMake ? openStore(storePath) : openExistingStore(storePath));
}

/** From the environment only: an address holds a password, and others may read arguments and configs. */
function databaseUrl({ process: { env }, secrets }: CliContext): string {
  const url = env.DATABASE_URL ?? "";
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new ConfigError({
      path: "DATABASE_URL",
      expected: "expected the address of a Postgres, as the store is `postgres`",
      remedy: "Set DATABASE_URL=postgres://user:password@host:5432/database in the environment",
    });
  }
  secrets.add(url);
  const password = /^[^:]+:\/\/[^:@/]*:([^@/]+)@/.exec(url)?.[1];
  if (password !== undefined) secrets.add(decodeURIComponent(password));
  return url;
}
