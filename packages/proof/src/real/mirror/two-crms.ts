import type { CrmAdapter } from "@headway/crm";
import type { Ports } from "@headway/crm/http";
import { hubspotFetch } from "@headway/hubspot/fetch";
import { salesforceFetch } from "@headway/salesforce/fetch";
import { type HubspotSandbox, type SalesforceSandbox, sandbox } from "@headway/sandbox";
import type { Opportunity } from "./read-pipeline.ts";
import { toPortfolios } from "./to-portfolios.ts";

/** A deal that is on both sides, by its ids there. */
export interface Pair {
  readonly key: string;
  readonly left: string;
  readonly right: string;
}

/** Both sandboxes with the data in them, on one virtual clock. */
export interface TwoCrms {
  readonly clock: { now: number };
  readonly left: HubspotSandbox;
  readonly right: SalesforceSandbox;
  readonly adapters: { readonly left: CrmAdapter; readonly right: CrmAdapter };
  readonly pairs: readonly Pair[];
  readonly differing: Readonly<Record<string, number>>;
  /** Sellers by e-mail address: their ids on each side. */
  readonly sellers: ReadonlyMap<string, { readonly left: string; readonly right: string }>;
  /** Called before each request, so that people can come in between. */
  onRequest: () => void;
}

/** Loads the data into both. */
export function openTwoCrms(rows: readonly Opportunity[]): TwoCrms {
  const clock = { now: Date.parse("2018-01-02T08:00:00Z") };
  const now = (): number => clock.now;
  const trackedFields = ["StageName", "Amount", "CloseDate", "NextStep", "OwnerId"];
  const left = sandbox.hubspot({ now, limits: "off", timeZone: "UTC" });
  const right = sandbox.salesforce({ now, limits: "off", features: { trackedFields } });
  const portfolios = toPortfolios(rows);
  const ids = { left: left.loadPortfolio(portfolios.left), right: right.loadPortfolio(portfolios.right) };
  const ports: Ports = {
    now,
    random: () => 0.5,
    // Back-off passes at once; the deadline of a call never comes.
    sleep: (ms) => (ms < 20_000 ? Promise.resolve() : new Promise(() => undefined)),
  };
  const through =
    (crm: { fetch(request: Request): Promise<Response> }) =>
    (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
      crms.onRequest();
      // Each request takes a while, so that no two writes share an instant.
      clock.now += 40;
      return crm.fetch(new Request(url, init));
    };
  const { clientId, clientSecret } = right;
  const instanceUrl = "https://acme.my.salesforce.com";
  const crms: TwoCrms = {
    clock,
    left,
    right,
    differing: portfolios.differing,
    adapters: {
      left: hubspotFetch({ accessToken: left.accessToken, ports, limits: "off", fetch: through(left) }),
      right: salesforceFetch({ instanceUrl, clientId, clientSecret, ports, fetch: through(right) }),
    },
    pairs: portfolios.right.deals.map(({ id }) => ({
      key: id,
      left: ids.left.deals.get(id) ?? "",
      right: ids.right.deals.get(id) ?? "",
    })),
    sellers: new Map(
      portfolios.left.users.map(({ id, email }) => [
        email,
        { left: ids.left.users.get(id) ?? "", right: ids.right.users.get(id) ?? "" },
      ]),
    ),
    onRequest: () => undefined,
  };
  return crms;
}
