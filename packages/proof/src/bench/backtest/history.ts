import type { Evidence } from "@headway/core";
import { type BacktestDeal, seededNumbers } from "@headway/core/backtest";

/** How long the history is. */
export interface HistorySize {
  readonly deals: number;
  readonly evidencePerDeal: number;
}

/** The end of the history. */
export const asOf = "2026-01-01T00:00:00.000Z";
const endMs = Date.parse(asOf);
const dayMs = 86_400_000;
const buyerKinds = ["problem-confirmed", "requirements-shared", "contract-signed"] as const;

/**
 * Closed deals over two years, one after the other, the same for the same size. A fifth are won; buyers of those act
 * a little more often, and everybody's sellers are equally busy.
 */
export function* dealsOf({ deals, evidencePerDeal }: HistorySize): Generator<BacktestDeal> {
  const next = seededNumbers(20_000);
  for (let index = 0; index < deals; index += 1) {
    const id = `d${index}`;
    const won = next() < 0.2;
    const days = 20 + 160 * next();
    const closedMs = endMs - 730 * dayMs * next();
    const createdMs = closedMs - days * dayMs;
    const at = (share: number) => new Date(createdMs + share * days * dayMs).toISOString();
    const evidence: Evidence[] = [];
    for (let k = 0; k < evidencePerDeal; k += 1) {
      const occurredAt = at(next());
      const isBuyer = next() < (won ? 0.16 : 0.1);
      evidence.push({
        id: `${id}/${k}`,
        occurredAt,
        recordedAt: occurredAt,
        situation: "opportunity",
        dealId: id,
        actorSide: isBuyer ? "buyer" : "seller",
        kind: isBuyer ? (buyerKinds[k % 3] ?? "problem-confirmed") : "seller-call",
        grade: isBuyer ? 3 : 0,
        polarity: isBuyer ? 1 : 0,
        source: { crm: "memory", object: "call", id: `${id}/${k}` },
        rule: { id: "bench", version: "1" },
      });
    }
    yield {
      deal: { id, status: won ? "won" : "lost", createdAt: at(0), closedAt: at(1), pipelineId: "p" },
      evidence,
      stages: ["s1", "s2", "s3"].map((stageId, k) => ({ stageId, at: at(k * 0.3) })),
    };
  }
}
