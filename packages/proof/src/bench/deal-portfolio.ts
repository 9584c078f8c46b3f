import type { Portfolio, PortfolioActivity, PortfolioDeal } from "@headway/sandbox";

/** How much to make, in which pipeline. */
export interface PortfolioPlan extends Pick<Portfolio, "pipelines"> {
  readonly deals: number;
  readonly activitiesPerDeal: number;
  /** Who sells, the deals in turns; one person by default. */
  readonly users?: number;
  /** Characters in the text of every e-mail and call; a few words by default. */
  readonly textLength?: number;
  readonly pipelineId: string;
  /** The stages every deal goes through. */
  readonly stageIds: readonly string[];
}

const startAt = Date.UTC(2026, 0, 1);
const hourMs = 3_600_000;

/**
 * Deals with an account, a contact and a history of stages each, and activities that hang on them; the same for
 * the same plan. Ten deals share an account.
 */
export function makePortfolio(plan: PortfolioPlan): Portfolio {
  const { deals, activitiesPerDeal, users = 1 } = plan;
  const all = Array.from({ length: deals }, (_, index) => index);
  const accounts = Math.max(1, Math.floor(deals / 10));
  return {
    users: Array.from({ length: users }, (_, index) => ({
      id: `u${index}`,
      name: `Ida Berg ${index}`,
      email: `ida${index}@example.com`,
      active: true,
    })),
    accounts: Array.from({ length: accounts }, (_, index) => ({
      id: `a${index}`,
      name: `Company ${index}`,
      domain: `company${index}.example`,
      createdAt: at(0),
    })),
    contacts: all.map((index) => ({
      id: `c${index}`,
      firstName: "Bo",
      lastName: `Lind ${index}`,
      email: `bo${index}@example.com`,
      accountId: `a${index % accounts}`,
      createdAt: at(0),
    })),
    pipelines: plan.pipelines,
    deals: all.map((index) => makeDeal(index, accounts, plan)),
    activities: all.flatMap((index) =>
      Array.from({ length: activitiesPerDeal }, (_, place) => makeActivity(index, place, accounts, plan)),
    ),
  };
}

function makeDeal(index: number, accounts: number, plan: PortfolioPlan): PortfolioDeal {
  return {
    id: `d${index}`,
    name: `Deal ${index}`,
    pipelineId: plan.pipelineId,
    accountId: `a${index % accounts}`,
    contactIds: [`c${index}`],
    ownerId: `u${index % (plan.users ?? 1)}`,
    amount: String(1_000 + index),
    currency: "USD",
    closeDate: "2026-12-31",
    nextStep: "Call about the proposal",
    createdAt: at(index % 1_000),
    stages: plan.stageIds.map((stageId, place) => ({
      stageId,
      at: at((index % 1_000) + 24 * place),
      userId: `u${index % (plan.users ?? 1)}`,
    })),
  };
}

function makeActivity(
  index: number,
  place: number,
  accounts: number,
  { users = 1, textLength = 0 }: PortfolioPlan,
): PortfolioActivity {
  const common = {
    id: `x${index}.${place}`,
    at: at((index % 1_000) + 24 * place),
    ownerId: `u${index % users}`,
    dealIds: [`d${index}`],
    contactIds: [`c${index}`],
    accountIds: [`a${index % accounts}`],
  };
  const direction = place % 4 < 2 ? "outbound" : "inbound";
  if (place % 2 === 0) {
    return {
      ...common,
      type: "call",
      direction,
      title: "Call",
      disposition: "Connected",
      durationMs: 600_000,
      ...(textLength === 0 ? {} : { body: words(textLength) }),
    };
  }
  return {
    ...common,
    type: "email",
    direction,
    subject: "Our offer",
    text: textLength === 0 ? "Thank you for the call." : words(textLength),
  };
}

/** Prose of a length; every record says the same, and each is sent and stored by itself. */
function words(length: number): string {
  return "We went through the offer and agreed on what comes next. "
    .repeat(Math.ceil(length / 57))
    .slice(0, length);
}

function at(hours: number): string {
  return new Date(startAt + hours * hourMs).toISOString();
}
