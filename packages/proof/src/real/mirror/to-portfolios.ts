import type { Portfolio, PortfolioDeal } from "@headway/sandbox";
import { type Random, seeded } from "../../proofs/cramming/seeded.ts";
import type { Opportunity } from "./read-pipeline.ts";

/** The stages of the data in selling order. */
export const stages = [
  { id: "Prospecting", label: "Prospecting", probability: 0.1, closed: false },
  { id: "Engaging", label: "Engaging", probability: 0.4, closed: false },
  { id: "Won", label: "Won", probability: 1, closed: true },
  { id: "Lost", label: "Lost", probability: 0, closed: true },
] as const;

/** The company's own field that tells deals of both CRMs apart. */
export const keyField = "opportunity_key";

/** What each CRM is loaded with, and how many values of the right were made to differ, by field. */
export interface Portfolios {
  readonly left: Portfolio;
  readonly right: Portfolio;
  readonly differing: Readonly<Record<string, number>>;
}

const loadedAt = "2017-12-31T00:00:00Z";

/**
 * All opportunities for the left and the first half for the right. Of those some differ in one field or
 * another, as they do where people typed them twice, and a fifth lacks the key.
 */
export function toPortfolios(rows: readonly Opportunity[]): Portfolios {
  const random = seeded(2018);
  const names = [...new Set(rows.map((row) => row.agent))].sort();
  const users = names.map((name) => ({ id: name, name, email: emailOf(name), active: true }));
  const accounts = [...new Set(rows.map((row) => row.account))]
    .filter((name) => name !== "")
    .map((name) => ({ id: name, name, createdAt: "2016-01-01T00:00:00Z" }));
  const common = {
    users,
    accounts,
    contacts: [],
    activities: [],
    pipelines: [{ id: "pipeline", label: "Sales", stages: [...stages] }],
  };
  const deals = rows.map(toDeal);
  const differing: Record<string, number> = {};
  const half = deals.slice(0, Math.floor(deals.length / 2)).map((deal) => {
    const changed = differ(deal, names, random);
    for (const field of Object.keys(changed)) differing[field] = (differing[field] ?? 0) + 1;
    const { fields: _key, ...rest } = { ...deal, ...changed };
    return random() < 0.2 ? rest : { ...rest, ...(deal.fields === undefined ? {} : { fields: deal.fields }) };
  });
  return { left: { ...common, deals }, right: { ...common, deals: half }, differing };
}

function emailOf(name: string): string {
  return `${name.toLowerCase().replace(/\W+/g, ".")}@example.com`;
}

function toDeal(row: Opportunity, index: number): PortfolioDeal {
  const isClosed = row.stage === "Won" || row.stage === "Lost";
  const at = (day: string): string => `${day === "" ? "2017-10-01" : day}T12:00:00Z`;
  const first = { stageId: "Prospecting", at: at(row.engagedOn), userId: row.agent };
  const moved = {
    stageId: row.stage,
    at: isClosed ? at(row.closedOn) : at(row.engagedOn),
    userId: row.agent,
  };
  return {
    id: row.id,
    name: `${row.product} for ${row.account === "" ? "somebody" : row.account} ${row.id}`,
    pipelineId: "pipeline",
    ...(row.account === "" ? {} : { accountId: row.account }),
    contactIds: [],
    ownerId: row.agent,
    ...(row.value === "" ? {} : { amount: row.value }),
    closeDate: row.closedOn === "" ? "2018-03-31" : row.closedOn,
    ...(index % 3 === 0 ? { nextStep: `Talk about ${row.product}` } : {}),
    createdAt: at(row.engagedOn) < loadedAt ? at(row.engagedOn) : loadedAt,
    stages: row.stage === "Prospecting" ? [first] : [first, moved],
    fields: { [keyField]: row.id },
  };
}

/** What somebody typed differently on the right. */
function differ(deal: PortfolioDeal, names: readonly string[], random: Random): Partial<PortfolioDeal> {
  const isOpen = !["Won", "Lost"].includes(deal.stages.at(-1)?.stageId ?? "");
  const chance = (share: number): boolean => random() < share;
  return {
    ...(chance(0.08) ? { amount: String(Number(deal.amount ?? 900) + 10) } : {}),
    ...(chance(0.06) ? { closeDate: "2018-02-14" } : {}),
    ...(chance(0.1) ? { nextStep: `Typed again ${deal.id}` } : {}),
    ...(chance(0.05) ? { ownerId: names[Math.floor(random() * names.length)] ?? deal.ownerId ?? "" } : {}),
    ...(isOpen && chance(0.3) ? { stages: [{ stageId: "Prospecting", at: deal.createdAt }] } : {}),
  };
}
