import { CrmError } from "@headway/crm";
import type { FoundCredentials } from "./credentials.ts";
import { type Failure, toFailure } from "./failure.ts";

/** A failure of one CRM; where it gave no answer, with the address that was asked. */
export function toCrmFailure(found: FoundCredentials, error: unknown): Failure {
  const failure = toFailure(error);
  if (!CrmError.is(error) || error.code !== "unavailable") return failure;
  return { ...failure, happened: `${failure.happened}; the address is ${addressOf(found)}` };
}

/** Addresses have been checked before anything is opened, and what goes before the host is no part of an origin. */
function addressOf({ vendor, credentials }: FoundCredentials): string {
  const [given] = vendor.addresses.flatMap((name) => credentials[name] ?? []);
  return new URL(given ?? `https://${vendor.hosts[0] ?? vendor.crm}`).origin;
}
