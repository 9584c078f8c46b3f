import type { MemoryCrm } from "@headway/crm/memory";
import {
  type FakeContext,
  type FakeOptions,
  fakeContext,
  memoryEnvironment,
  memoryVendor,
  stillCrm,
} from "./fake-context.ts";

/** A memory CRM of two sellers with a deal and an account each, read into a store, and the command line on it. */
export interface SyncedTeam {
  readonly crm: MemoryCrm;
  readonly fake: FakeContext;
  readonly ada: string;
  readonly bo: string;
  readonly account: string;
  /** Ada's. */
  readonly deal: string;
  /** Another command line on the same store. */
  again(options?: FakeOptions): FakeContext;
}

/** Fills the CRM, makes its fields and syncs once. */
export async function syncedTeam(): Promise<SyncedTeam> {
  const crm = stillCrm();
  const ada = await crm.backend.create("user", { name: "Ada Lund", active: true });
  const bo = await crm.backend.create("user", { name: "Bo Berg", active: true });
  const account = await crm.backend.create("account", { name: "Acme", ownerId: ada });
  const other = await crm.backend.create("account", { name: "Zenith", ownerId: bo });
  const links = (id: string) => ({ links: [{ object: "account" as const, id }] });
  const deal = await crm.backend.create("deal", { name: "Rollout", ownerId: ada }, links(account));
  await crm.backend.create("deal", { name: "Renewal", ownerId: bo }, links(other));
  const setting = { vendors: [memoryVendor(crm)], env: memoryEnvironment };
  const fake = fakeContext(setting);
  await fake.run("provision");
  const { exitCode, stderr } = await fake.run("sync");
  if (exitCode !== 0) throw new Error(stderr);
  const again = (options: FakeOptions = {}) =>
    fakeContext({ ...setting, directory: fake.directory, ...options });
  return { crm, fake, ada, bo, account, deal, again };
}
