import {
  type HubspotSandbox,
  type HubspotSandboxOptions,
  hubspotSandbox,
  type Portfolio,
  type SalesforceSandbox,
  type SalesforceSandboxOptions,
  salesforceSandbox,
} from "@headway/sandbox";
import { fold } from "./draws.ts";
import type { Side } from "./network.ts";
import type { MirrorPlan } from "./plan.ts";
import {
  type Field,
  mirroredFields,
  type Owners,
  people,
  propertyOf,
  stageWords,
  typed,
} from "./vocabulary.ts";

/** When every simulated run begins. */
export const beginsAt = Date.UTC(2027, 0, 4, 9);

/** Two deals that are one, by their ids on each side. */
export type Pair = Record<Side, string>;

/** Both CRMs with deals that belong together. */
export interface World {
  readonly hubspot: HubspotSandbox;
  readonly salesforce: SalesforceSandbox;
  readonly owners: Owners;
  /** In the order of the plan's deals. */
  readonly pairs: readonly Pair[];
}

/** The sellers, in the sandboxes' words. */
export const sellers: Portfolio["users"] = people.map((name) => ({
  id: name,
  name: `${name} berg`,
  email: `${name}@example.com`,
  active: true,
}));

/** A portfolio of nothing but sellers. */
const sellersAlone: Portfolio = {
  users: sellers,
  accounts: [],
  contacts: [],
  pipelines: [],
  deals: [],
  activities: [],
};

/** The HubSpot of a plan. */
function hubspotOptions(plan: MirrorPlan, now: () => number): HubspotSandboxOptions {
  return {
    now,
    limits: "off",
    timeZone: "America/New_York",
    indexLagMs: (id) => fold(`${plan.seed} ${id} ${Math.floor(now() / 120_000)}`) % (plan.indexLagMs + 1),
    shortPages: plan.shortPages === 0 ? null : { seed: plan.seed, share: plan.shortPages },
    mergedIds: plan.seed % 2 === 0 ? "primary" : "new",
    oauth: { accessTokenLifeMs: 600_000, rotatesRefreshTokens: true },
  };
}

/** The Salesforce of a plan. */
function salesforceOptions(plan: MirrorPlan, now: () => number): SalesforceSandboxOptions {
  const tracked = mirroredFields.map((field) => propertyOf("right", field));
  return { now, limits: "off", features: { trackedFields: plan.tracked ? tracked : [] } };
}

/** Builds both CRMs as a plan wants them. `clocks` gives each its own time. */
export function openWorld(plan: MirrorPlan, clocks: Readonly<Record<Side, () => number>>): World {
  const hubspot = hubspotSandbox(hubspotOptions(plan, clocks.left));
  const salesforce = salesforceSandbox(salesforceOptions(plan, clocks.right));
  const owners = loadSellers(hubspot, salesforce);
  if (plan.refuses) {
    salesforce.addValidationRule({
      object: "Opportunity",
      field: "NextStep",
      message: "Next steps must not begin with Refused",
      breaks: (after, before) =>
        after.NextStep !== before?.NextStep && /^refused/i.test(String(after.NextStep ?? "")),
    });
  }
  const pairs = Array.from({ length: plan.deals }, (_, deal) =>
    createPair(plan, hubspot, salesforce, owners, deal),
  );
  return { hubspot, salesforce, owners, pairs };
}

function loadSellers(hubspot: HubspotSandbox, salesforce: SalesforceSandbox): Owners {
  const { users } = hubspot.loadPortfolio(sellersAlone);
  const left = new Map([...users].map(([name, id]) => [id, name]));
  const right = new Map(
    sellers.map(({ id, name, email }) => {
      const user = { LastName: name, Name: name, Username: email, Email: email, Alias: id, IsActive: true };
      return [salesforce.create("User", user), id];
    }),
  );
  return { left, right };
}

function createPair(
  plan: MirrorPlan,
  hubspot: HubspotSandbox,
  salesforce: SalesforceSandbox,
  owners: Owners,
  deal: number,
): Pair {
  const values = (side: Side): Record<string, string | number | null> => {
    const differs = (field: Field): boolean =>
      plan.differences.some((each) => each.deal === deal && each.field === field);
    const isEmpty = (field: Field): boolean => {
      return (
        side === "left" &&
        plan.differences.some((each) => each.deal === deal && each.field === field && each.isEmpty)
      );
    };
    const said: Readonly<Record<Field, string>> = {
      stageId: stageWords[deal % 4]?.name ?? "first",
      amount: isEmpty("amount") ? "" : `${(differs("amount") && side === "right" ? 700 : 500) + deal}.00`,
      closeDate: "2027-02-10",
      nextStep: isEmpty("nextStep") ? "" : `Begin ${differs("nextStep") ? side : ""} ${deal}`,
      ownerId: people[deal % people.length] ?? people[0],
    };
    return Object.fromEntries(
      mirroredFields.map((field) => [propertyOf(side, field), typed(side, field, said[field], owners)]),
    );
  };
  return {
    left: hubspot.create("deals", { properties: { dealname: `Deal ${deal}`, ...values("left") } }).id,
    right: salesforce.create("Opportunity", { Name: `Deal ${deal}`, ...values("right") }),
  };
}
