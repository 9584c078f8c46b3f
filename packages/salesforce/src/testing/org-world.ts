import type { Change, ChangePage, CrmAdapter, ObjectName } from "@headway/crm";
import { type SalesforceSandbox, type SalesforceSandboxOptions, salesforceSandbox } from "@headway/sandbox";
import { salesforceFetch } from "../fetch.ts";

/** When the clock of a world begins. */
export const start = Date.UTC(2027, 0, 4, 9);

/** An org, an adapter over it, and the clock of both. */
export interface OrgWorld {
  readonly sandbox: SalesforceSandbox;
  readonly adapter: CrmAdapter;
  /** Moves the clock; negative to move it back. */
  readonly advance: (ms: number) => void;
}

/** An empty org seen through plain fetch. @param settings `date: false` takes the `Date` off all answers. */
export function orgWorld(
  options: SalesforceSandboxOptions = {},
  settings: { pageSize?: number; date?: boolean } = {},
): OrgWorld {
  let now = start;
  const sandbox = salesforceSandbox({ now: () => now, limits: "off", ...options });
  const advance = (ms: number): void => {
    now += ms;
  };
  const adapter = salesforceFetch({
    instanceUrl: "https://acme.my.salesforce.com",
    accessToken: sandbox.accessToken,
    ports: { now: () => now, sleep: async (ms) => advance(ms), random: () => 0.5 },
    ...(settings.pageSize === undefined ? {} : { pageSize: settings.pageSize }),
    async fetch(input, init) {
      const response = await sandbox.fetch(new Request(input, init));
      if (settings.date === false) response.headers.delete("date");
      return response;
    },
  });
  return { sandbox, adapter, advance };
}

/** A pull of changes, read to its end. */
export interface Drained {
  readonly pages: readonly ChangePage[];
  readonly changes: readonly Change[];
  readonly cursor: string;
}

/** Reads everything of an object, or everything since a cursor. */
export async function drain(adapter: CrmAdapter, object: ObjectName, since?: string): Promise<Drained> {
  const pages: ChangePage[] = [];
  const request = { type: "changes", object, ...(since === undefined ? {} : { since }) } as const;
  for await (const page of adapter.pull(request)) pages.push(page);
  const changes = pages.flatMap((page) => page.changes);
  return { pages, changes, cursor: pages.at(-1)?.cursor ?? "" };
}

/** Makes a deal; gives its id. */
export function createDeal(
  sandbox: SalesforceSandbox,
  fields: Readonly<Record<string, string | number>> = {},
): string {
  const values = { Name: "Deal", StageName: "Prospecting", CloseDate: "2027-06-30", ...fields };
  return sandbox.create("Opportunity", values);
}

/** Requests that a sandbox counted since its last reset, without describes. */
export function dataRequests(sandbox: SalesforceSandbox): Readonly<Record<string, number>> {
  const counted = Object.entries(sandbox.requests().byOperation);
  return Object.fromEntries(counted.filter(([operation]) => !operation.startsWith("describe ")));
}
