import type { Portfolio, PortfolioActivity, PortfolioDeal } from "@headway/sandbox";

/** How much to make. */
export interface PortfolioSize {
  readonly deals: number;
  readonly activitiesPerDeal: number;
}

const startAt = Date.UTC(2026, 0, 1);
const hourMs = 3_600_000;
const stages = ["Prospecting", "Qualification", "Proposal"];

/**
 * Deals with an account, a contact and three stages each, and activities that hang on them; the same for
 * the same size. Ten deals share an account.
 */
export function makePortfolio({ deals, activitiesPerDeal }: PortfolioSize): Portfolio {
  const all = Array.from({ length: deals }, (_, index) => index);
  const accounts = Math.max(1, Math.floor(deals / 10));
  return {
    users: [{ id: "u", name: "Ida Berg", email: "ida@example.com", active: true }],
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
    pipelines: [
      {
        id: "p",
        label: "Selling",
        stages: stages.map((id, index) => ({ id, label: id, probability: (index + 1) / 10, closed: false })),
      },
    ],
    deals: all.map((index) => makeDeal(index, accounts)),
    activities: all.flatMap((index) =>
      Array.from({ length: activitiesPerDeal }, (_, place) => makeActivity(index, place, accounts)),
    ),
  };
}

function makeDeal(index: number, accounts: number): PortfolioDeal {
  return {
    id: `d${index}`,
    name: `Deal ${index}`,
    pipelineId: "p",
    accountId: `a${index % accounts}`,
    contactIds: [`c${index}`],
    ownerId: "u",
    amount: String(1_000 + index),
    currency: "USD",
    closeDate: "2026-12-31",
    nextStep: "Call about the proposal",
    createdAt: at(index % 1_000),
    stages: stages.map((stageId, place) => ({ stageId, at: at((index % 1_000) + 24 * place), userId: "u" })),
  };
}

function makeActivity(index: number, place: number, accounts: number): PortfolioActivity {
  const common = {
    id: `x${index}.${place}`,
    at: at((index % 1_000) + 24 * place),
    ownerId: "u",
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
    };
  }
  return { ...common, type: "email", direction, subject: "Our offer", text: "Thank you for the call." };
}

function at(hours: number): string {
  return new Date(startAt + hours * hourMs).toISOString();
}
