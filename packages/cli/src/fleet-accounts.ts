import { resolve } from "node:path";
import type { AccountEntry } from "@headway/sync/fleet";
import * as z from "zod";
import type { Vendor } from "./adapters.ts";
import { allowedOrigin } from "./allowed-origin.ts";
import { ConfigError } from "./config-error.ts";
import { parseJson, readPrivateFile } from "./config-file.ts";
import type { CliContext } from "./context.ts";
import { readPolicy } from "./policy-file.ts";

const text = z.string({ error: "expected a text" }).min(1, { error: "expected a text that is not empty" });
const word = text.regex(/^[^\s|]+$/, { error: "expected one word without a bar" });

const tokens = z.strictObject({
  refreshToken: word,
  accessToken: z.optional(word),
  expiresAt: z.optional(z.int({ error: "expected milliseconds since 1970" })),
});

/** An app that somebody let in: beside its own, the tokens, and where the vendor's accounts have addresses, those. */
function appForm({ addresses }: Vendor) {
  const places = Object.fromEntries(addresses.map((name) => [name, z.optional(text)]));
  return z.strictObject({ clientId: word, clientSecret: word, tokens, ...places });
}

function accountForm(vendor: Vendor) {
  return z.strictObject({
    tenant: word,
    crm: z.literal(vendor.crm),
    accountId: word,
    cron: z.optional(text),
    timeZone: z.optional(text),
    policy: z.optional(text),
    credentials: z.union([vendor.credentials, appForm(vendor)], {
      error: "expected the credentials of this CRM, or `clientId`, `clientSecret` and `tokens` of an app",
    }),
  });
}

/** What a file of accounts holds, each ready to be entered. */
export interface FleetAccounts {
  readonly entries: readonly AccountEntry[];
}

/**
 * Reads the accounts of a file of mode 0600, checks every address in them, and keeps their secrets from
 * all output. Policies are files beside it. Throws `ConfigError`.
 */
export function readFleetAccounts(context: CliContext, file: string): FleetAccounts {
  const { directory, vendors, secrets } = context;
  const path = resolve(directory, file);
  const parsed = formOf(vendors).safeParse(parseJson(path, readPrivateFile(path, true) ?? ""));
  if (!parsed.success)
    throw new ConfigError({ path, expected: parsed.error.issues.map(issueText).join("; ") });
  const { accounts, hosts = [] } = parsed.data;
  const entries = accounts.map((account, index): AccountEntry => {
    const vendor = vendors.find(({ crm }) => crm === account.crm);
    if (vendor === undefined) throw new RangeError(`no CRM ${account.crm}`);
    const { policy, cron, timeZone, credentials, tenant, crm, accountId } = account;
    checkAddresses(vendor, credentials, hosts, `accounts.${index}`);
    keepSecret(secrets, vendor, credentials);
    return {
      ...{ tenant, crm, accountId, credentials },
      ...(policy === undefined ? {} : { policy: readPolicy(directory, policy) }),
      ...(cron === undefined ? {} : { cron }),
      ...(timeZone === undefined ? {} : { timeZone }),
    };
  });
  return { entries };
}

function formOf(vendors: readonly Vendor[]) {
  const [first, ...others] = vendors.map(accountForm);
  if (first === undefined) throw new RangeError("no CRM");
  const account = z.discriminatedUnion("crm", [first, ...others]);
  return z.strictObject({
    accounts: z.array(account).min(1, { error: "expected at least one account" }),
    hosts: z.optional(z.array(text)),
  });
}

function issueText(issue: z.core.$ZodIssue): string {
  const at = issue.path.map(String).join(".");
  const said = issue.code === "unrecognized_keys" ? `unknown \`${issue.keys.join("`, `")}\`` : issue.message;
  return at === "" ? said : `\`${at}\` ${said}`;
}

function checkAddresses(
  vendor: Vendor,
  credentials: Readonly<Record<string, unknown>>,
  hosts: readonly string[],
  at: string,
): void {
  for (const name of vendor.addresses) {
    const value = credentials[name];
    if (typeof value === "string")
      allowedOrigin(`${at}.credentials.${name}`, value, [...vendor.hosts, ...hosts]);
  }
}

/** Keeps every text of credentials from all output, but for those the vendor calls no secret. */
export function keepSecret(
  secrets: CliContext["secrets"],
  vendor: Vendor,
  credentials: Readonly<Record<string, unknown>>,
): void {
  for (const [name, value] of Object.entries(credentials)) {
    if (vendor.shown.includes(name)) continue;
    if (typeof value === "string") secrets.add(value);
    else if (typeof value === "object" && value !== null) keepSecret(secrets, vendor, { ...value });
  }
}
