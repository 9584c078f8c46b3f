import type { Pipeline, PipelineStage } from "@headway/crm";
import { headerKey } from "./known-columns.ts";

/** What rows say of whether a stage is closed, and won. */
interface Seen {
  readonly closed: Set<boolean>;
  readonly won: Set<boolean>;
}

/** The stages that the deals of the files are in. */
export interface StageTable {
  /** Notes a deal's stage, and what its row says of it: `null` where it says nothing. */
  see(pipeline: string, stage: string, closed: boolean | null, won: boolean | null): void;
  /** The pipelines as far as their stages' meaning is known, and the stages of which it is not, each with the reason. */
  decide(): { readonly pipelines: Pipeline[]; readonly unknown: readonly UnknownStage[] };
}

/** A stage of which the files do not say whether it is open, won or lost. */
export interface UnknownStage {
  readonly pipeline: string;
  readonly stage: string;
  readonly reason: string;
}

/** What a person says of stages: by name, and of all others. */
export interface StageWords {
  readonly stages?: Readonly<Record<string, "open" | "won" | "lost">> | undefined;
  /** True where every stage that nothing else tells of is open. */
  readonly othersAreOpen: boolean;
}

/** Both CRMs' own names of closed stages; every other name is a company's own and says nothing. */
const ownNames: Readonly<Record<string, "won" | "lost">> = { closedwon: "won", closedlost: "lost" };

/** An empty table. What a stage means is never guessed from a name that a company chose. */
export function stageTable(words: StageWords): StageTable {
  const pipelines = new Map<string, Map<string, Seen>>();
  return {
    see(pipeline, stage, closed, won) {
      const stages = pipelines.get(pipeline) ?? new Map<string, Seen>();
      pipelines.set(pipeline, stages);
      const seen = stages.get(stage) ?? { closed: new Set(), won: new Set() };
      stages.set(stage, seen);
      if (closed !== null) seen.closed.add(closed);
      if (won !== null) seen.won.add(won);
    },
    decide() {
      const unknown: UnknownStage[] = [];
      const decided = [...pipelines].map(([id, stages]): Pipeline => {
        const listed = [...stages].flatMap(([stage, seen]): PipelineStage[] => {
          const status = statusOf(stage, seen, words);
          if (typeof status === "string") return [{ id: stage, label: stage, status, probability: null }];
          unknown.push({ pipeline: id, stage, reason: status.reason });
          return [];
        });
        return { id, label: id, stages: openFirst(listed) };
      });
      return { pipelines: decided, unknown };
    },
  };
}

function statusOf(
  stage: string,
  { closed, won }: Seen,
  { stages, othersAreOpen }: StageWords,
): PipelineStage["status"] | { readonly reason: string } {
  const told = stages?.[stage];
  if (told !== undefined) return told;
  if (closed.size > 1 || won.size > 1) return { reason: "rows that are in it say different things" };
  const [isClosed] = closed;
  const [isWon] = won;
  if (isWon === true) return "won";
  if (isClosed === false) return "open";
  if (isClosed === true && isWon === false) return "lost";
  const own = ownNames[headerKey(stage)];
  if (own !== undefined) return own;
  if (isClosed === true) return { reason: "it is closed, and no column says whether it is won" };
  if (othersAreOpen) return "open";
  return { reason: "no column says whether it is closed" };
}

function openFirst(stages: readonly PipelineStage[]): PipelineStage[] {
  return [
    ...stages.filter(({ status }) => status === "open"),
    ...stages.filter(({ status }) => status !== "open"),
  ];
}
