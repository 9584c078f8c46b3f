import {
  asEither,
  asNullable,
  asNumber,
  asOptional,
  asRecord,
  asText,
  type ShapeOf,
} from "@headway/crm/http";
import type { Client } from "./client.ts";
import { malformed, readAnswer } from "./vendor-answers.ts";

const AccountInfo = asRecord({
  portalId: asEither(asNumber, asText),
  timeZone: asText,
  companyCurrency: asOptional(asNullable(asText)),
});

/** What HubSpot says about the account. */
export type AccountInfo = ShapeOf<typeof AccountInfo>;

/** Reads the account; its zone is checked to be one this machine knows. */
export async function readAccount(client: Client): Promise<AccountInfo> {
  const path = client.paths.accountInfo;
  const answer = await client.get(path);
  const account = readAnswer(AccountInfo, answer, path);
  if (!isZone(account.timeZone))
    throw malformed(path, `an unknown time zone \`${account.timeZone}\``, answer);
  client.learnZone(account.timeZone);
  return account;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** {@link readAccount}, asked for at most once. */
export function accountOnce(client: Client): () => Promise<AccountInfo> {
  let reading: Promise<AccountInfo> | undefined;
  return () => {
    reading ??= readAccount(client);
    return reading;
  };
}
