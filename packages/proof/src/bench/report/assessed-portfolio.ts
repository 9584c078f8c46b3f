import { assessPortfolio, defaultPolicy, type Evidence, emptyNotebook, readCloses } from "@headway/core";
import type { StoreAssessment } from "@headway/sync/portfolio";
import { evidenceTexts } from "../core/evidence-text.ts";
import { asOf, makePortfolio, type PortfolioSize } from "../core/portfolio.ts";

const dayMs = 86_400_000;
const chunk = 50_000;

const quotes = [
  "We lose two days a month to reconciling these lists by hand, and nobody dares to switch it off.",
  "If the pilot in Rotterdam holds until March, I will take it to the board myself.",
  "Thank you, truly. Nobody else answered us on that Sunday.",
  "I have told my colleagues in the other plants to talk to you before they talk to anybody else.",
] as const;

const promises = [
  "sends the signed security questionnaire and names the reviewer",
  "puts the renewal on the agenda of the board",
  "gives two of its own engineers to the trial for a week",
  "introduces the head of finance",
] as const;

/**
 * A portfolio assessed whole, as `assessStore` gives it: the evidence of the core's benchmark, with promises of
 * which some are still ahead, and words as long as people's words are.
 */
export function assessedPortfolio(size: PortfolioSize): StoreAssessment {
  const portfolio = makePortfolio(size);
  const evidence = new Map<string, Evidence>();
  let k = 0;
  for (const text of evidenceTexts(size, chunk)) {
    for (const piece of JSON.parse(text) as Evidence[]) {
      evidence.set(piece.id, wordy(piece, k));
      k += 1;
    }
  }
  const from = { portfolio, policy: defaultPolicy, notebook: emptyNotebook, asOf };
  return {
    crm: "memory",
    account: "Halden Software",
    policy: from.policy,
    notebook: from.notebook,
    portfolio,
    assessment: assessPortfolio({ ...from, evidence: evidence.values() }),
    evidence,
    contactNames: new Map([["Ida", "Ida Lindqvist-Okafor"]]),
    urlOf: (object, id) => `https://halden-software.crm.example/lightning/r/${object}/${id}/view`,
    closes: readCloses({ ...from, evidence: evidence.values() }),
    gaps: [{ type: "parked-write", n: 12, text: "writes were refused", remedy: "see status", examples: [] }],
  };
}

function wordy(piece: Evidence, k: number): Evidence {
  const { commitment, quote, occurredAt } = piece;
  const dueAt = new Date(Date.parse(occurredAt) + (5 + (k % 60)) * dayMs).toISOString();
  return {
    ...piece,
    ...(commitment === undefined
      ? {}
      : { commitment: { ...commitment, what: promises[k % promises.length] ?? "", dueAt } }),
    ...(quote === undefined ? {} : { quote: { ...quote, text: quotes[k % quotes.length] ?? "" } }),
  };
}
