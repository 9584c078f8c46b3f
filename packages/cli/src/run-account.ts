import { createSync, type RunReport, SyncError } from "@headway/sync";
import type { AccountRun, FleetAccount, RunTools, SealedData } from "@headway/sync/fleet";
import type { InstalledTokens, OpenOptions, Vendor } from "./adapters.ts";
import { ConfigError } from "./config-error.ts";
import type { CliContext } from "./context.ts";
import { keepSecret } from "./fleet-accounts.ts";

/** Runs one account of a fleet by the engine, with its own store and what it shares with other processes. */
export function accountRun(context: CliContext, defaultPolicy: unknown): AccountRun {
  return async (account, tools) => {
    const vendor = vendorOf(context, account);
    const credentials = await tools.credentials();
    keepSecret(context.secrets, vendor, credentials);
    const crm = vendor.open(textsOf(credentials), openOptions(credentials, tools));
    const store = await tools.openStore();
    const call = { signal: tools.signal };
    const { accountId } = await store.state(crm.crm);
    if (accountId === null) checkAccount(account, (await crm.describe(call)).account.id);
    const policy = account.policy ?? defaultPolicy;
    const sync = createSync({ crm, store, policy, clock: context.clock });
    const report = await sync.run({ ...call, budgetMs: tools.budgetMs });
    const { resume } = await store.state(crm.crm);
    return { status: resume === null ? "complete" : "continue", counts: countsOf(report) };
  };
}

function vendorOf({ vendors }: CliContext, { crm }: FleetAccount): Vendor {
  const vendor = vendors.find((one) => one.crm === crm);
  if (vendor !== undefined) return vendor;
  throw new ConfigError({ path: crm, expected: `expected ${vendors.map((one) => one.crm).join(" or ")}` });
}

function openOptions(credentials: SealedData, { grant, limiter }: RunTools): OpenOptions {
  const { tokens, clientId, clientSecret } = credentials;
  if (typeof tokens !== "object" || tokens === null) return { limiter };
  const { loadTokens, saveTokens, inTurn } = grant<InstalledTokens>();
  const own = { clientId: String(clientId), clientSecret: String(clientSecret) };
  return { limiter, app: { ...own, tokens: tokens as InstalledTokens, loadTokens, saveTokens, inTurn } };
}

function textsOf(credentials: SealedData): Record<string, string> {
  const texts = Object.entries(credentials).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(texts);
}

/** Before the first run: afterwards the store itself refuses another account. */
function checkAccount({ accountId }: FleetAccount, found: string): void {
  if (found === accountId) return;
  throw new SyncError(
    "account-changed",
    `the credentials of account ${accountId} open account ${found}. Nothing was read or written. Enter the account under its own id, or its own credentials`,
  );
}

function countsOf(report: RunReport): Record<string, number> {
  const sum = (counts: Partial<Record<string, number>>): number =>
    Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);
  return {
    pulled: sum(report.pulled),
    deleted: sum(report.deleted),
    assessed: sum(report.assessed),
    written: sum(report.written),
    refused: report.refused.length,
    unsettled: report.unsettled.length,
    unreadable: report.unreadable.length,
    letGo: (report.formerEvidence ?? []).reduce((total, { pieces }) => total + pieces, 0),
    gaps: report.gaps.length,
  };
}
