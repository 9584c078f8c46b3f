import type { Store } from "@headway/sync";
import { ConfigError } from "./config-error.ts";
import { type FoundSubject, findSubject } from "./find-subject.ts";
import type { Settings } from "./settings.ts";

/** `--as PERSON`, on commands that somebody gives for himself or herself. */
export const personFlag = {
  kind: "parsed",
  parse: String,
  brief: "Who you are: your id or name among the CRM's users (default: `person` in the config)",
  placeholder: "PERSON",
  optional: true,
} as const;

/**
 * Who gives the command: the user of the CRM that `--as`, else the config's `person` names. Throws `ConfigError` where
 * neither does, or the store knows no such user.
 */
export async function chosenPerson(
  store: Store,
  crms: readonly string[],
  { config }: Settings,
  asked: string | undefined,
  flag = "--as",
): Promise<FoundSubject> {
  const named = asked ?? config.person;
  if (named === undefined) {
    throw new ConfigError({
      path: "--as",
      expected: "expected who you are, by your id or name among the CRM's users",
      remedy: "Name yourself with --as, or once and for all with `person` in the config",
    });
  }
  const found = await findSubject(store, crms, "person", named);
  const isThere = await store.record(found.crm, { object: "user", id: found.subject.id });
  if (isThere !== null) return found;
  throw new ConfigError({
    path: asked === undefined ? "person" : flag,
    expected: "expected the id or the name of a user in the store",
    remedy: "Run `headway sync` first, or look it up in the CRM",
  });
}
