import type { PortfolioPipeline, PortfolioStage } from "@headway/sandbox";
import type { LogEvent } from "./log-event.ts";

const won = ["A_APPROVED", "A_REGISTERED", "A_ACTIVATED"];
const lost = ["A_DECLINED", "A_CANCELLED"];
const open = [
  "A_SUBMITTED",
  "A_PARTLYSUBMITTED",
  "A_PREACCEPTED",
  "A_ACCEPTED",
  "A_FINALIZED",
  "O_SELECTED",
  "O_CREATED",
  "O_SENT",
  "O_SENT_BACK",
  "O_ACCEPTED",
  "O_DECLINED",
  "O_CANCELLED",
];

/** The loan pipeline: open stages in the order of the process, then the closed ones. */
export const loanPipeline: PortfolioPipeline = {
  id: "loan",
  label: "Loan applications",
  stages: [
    ...open.map((id, index) => stage(id, (index + 1) / 20, false)),
    ...won.map((id) => stage(id, 1, true)),
    ...lost.map((id) => stage(id, 0, true)),
  ],
};

function stage(id: string, probability: number, closed: boolean): PortfolioStage {
  return { id, label: id, probability, closed };
}

/** The stages a case went through, and how many offer states came after it was closed. */
export interface StageMoves {
  readonly moves: readonly { readonly stageId: string; readonly at: string; readonly resource: string }[];
  readonly afterClose: number;
}

/** Every A_ and O_ event is a stage move, until the application is closed: then only closed stages are. */
export function stageMoves(events: readonly LogEvent[]): StageMoves {
  const closedStages = [...won, ...lost];
  const moves: { stageId: string; at: string; resource: string }[] = [];
  let isClosed = false;
  let afterClose = 0;
  for (const { activity, at, resource } of events) {
    if (!/^[AO]_/.test(activity)) continue;
    const closes = closedStages.includes(activity);
    if (isClosed && !closes) {
      afterClose += 1;
      continue;
    }
    isClosed ||= closes;
    moves.push({ stageId: activity, at, resource });
  }
  return { moves, afterClose };
}
