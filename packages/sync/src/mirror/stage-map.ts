import type { Pipeline, PipelineStage } from "@headway/crm";
import type { Canonical, Side } from "./mirror-rows.ts";

/**
 * Which stages of a pipeline on the left are which stages of a sales process on the right. Without
 * `finer` every stage stands in one pair only, so that there and back again is the same stage. With
 * it, several stages of that side may share one of the other: it keeps its own while that one still
 * means the same, and takes the first of them otherwise (`invariant:S8`).
 */
export interface StageMapOptions {
  readonly left: string;
  readonly right: string;
  readonly pairs: readonly (readonly [left: string, right: string])[];
  readonly finer?: Side;
}

/** A checked map; see {@link StageMapOptions}. */
export interface StageMap extends StageMapOptions {
  /** The stage that means the same as a stage of one side, on the side with fewer stages. */
  toCoarse(side: Side, stageId: string): string | undefined;
  /** The stage of one side for a stage of the side with fewer. */
  fromCoarse(side: Side, coarse: string): string | undefined;
}

/** A map whose pairs make no function each way, in words; `undefined` when they do. */
export function stageMapError({ left, right, pairs, finer }: StageMapOptions): string | undefined {
  const name = `the map of \`${left}\` to \`${right}\``;
  for (const [side, index] of [["left", 0] as const, ["right", 1] as const]) {
    const counts = Map.groupBy(pairs, (pair) => pair[index]);
    const [repeated] = [...counts].find(([, same]) => same.length > 1) ?? [];
    if (repeated === undefined) continue;
    const other = side === "left" ? "right" : "left";
    if (finer === undefined) {
      return `${name} names the ${side} stage \`${repeated}\` more than once, so there and back again would be another stage; name it once, or declare \`finer: "${other}"\``;
    }
    if (side === finer)
      return `${name} names the ${side} stage \`${repeated}\` more than once; each stage of the finer side has one partner`;
  }
  return pairs.length === 0 ? `${name} has no pairs` : undefined;
}

/** A map ready for use. Throws `RangeError` where {@link stageMapError} has something to say. */
export function stageMap(options: StageMapOptions): StageMap {
  const error = stageMapError(options);
  if (error !== undefined) throw new RangeError(error);
  const coarse = coarseSide(options);
  const fine = coarse === "left" ? "right" : "left";
  const stageOf = (pair: readonly [string, string], side: Side): string => pair[side === "left" ? 0 : 1];
  const up = new Map(options.pairs.map((pair) => [stageOf(pair, fine), stageOf(pair, coarse)]));
  // Reversed, so that the first of several stays.
  const down = new Map(
    options.pairs.toReversed().map((pair) => [stageOf(pair, coarse), stageOf(pair, fine)]),
  );
  return {
    ...options,
    toCoarse: (side, id) => (side === fine ? up.get(id) : down.has(id) ? id : undefined),
    fromCoarse: (side, id) => (side === fine ? down.get(id) : down.has(id) ? id : undefined),
  };
}

/** The side with fewer stages; the right one where both have as many. */
export function coarseSide({ finer }: StageMapOptions): Side {
  return finer === "right" ? "left" : "right";
}

/** What a stage is worth in a conflict: closed beats open, later beats earlier. */
export interface StageRank {
  readonly status: "open" | "won" | "lost";
  readonly rank: number;
}

/** The pipelines of both sides as they are; `null` where they could not be read. */
export type SidePipelines = { readonly [S in Side]: readonly Pipeline[] | null };

/** Where a canonical stage stands; `undefined` where the pipeline cannot be read or lacks it. */
export function stageRank(
  maps: readonly StageMap[],
  pipelines: SidePipelines,
  stage: Canonical,
): StageRank | undefined {
  for (const map of maps) {
    const prefix = stagePrefix(map);
    if (stage === null || !stage.startsWith(prefix)) continue;
    const side = coarseSide(map);
    const stages = pipelines[side]?.find((one) => one.id === map[side])?.stages ?? [];
    const rank = stages.findIndex((one) => one.id === stage.slice(prefix.length));
    const found = stages[rank];
    if (found !== undefined) return { status: found.status, rank };
  }
  return undefined;
}

/** What canonical stages of a map begin with. */
export function stagePrefix(map: StageMapOptions): string {
  return `${map.left}>${map.right}:`;
}

/**
 * What a map names and the CRMs do not have, or counts as closed on one side only (`invariant:S7`, `S8`).
 * `absent` parks the deals that need it; `wrong` is refused.
 */
export function compareStages(
  map: StageMapOptions,
  pipelines: SidePipelines,
): { readonly absent: string[]; readonly wrong: string[] } {
  const absent: string[] = [];
  const wrong: string[] = [];
  const find = (side: Side, id: string): PipelineStage | undefined =>
    pipelines[side]?.find((one) => one.id === map[side])?.stages.find((stage) => stage.id === id);
  for (const [left, right] of map.pairs) {
    const stages = { left: find("left", left), right: find("right", right) };
    if (pipelines.left !== null && stages.left === undefined) absent.push(lacks("left", map.left, left));
    if (pipelines.right !== null && stages.right === undefined) absent.push(lacks("right", map.right, right));
    if (stages.left === undefined || stages.right === undefined) continue;
    if (stages.left.status !== stages.right.status) {
      wrong.push(
        `\`${left}\` is ${stages.left.status} on the left and its partner \`${right}\` is ${stages.right.status} on the right`,
      );
    }
  }
  return { absent: [...new Set(absent)], wrong };
}

function lacks(side: Side, pipeline: string, stage: string): string {
  return `the ${side} pipeline \`${pipeline}\` has no stage \`${stage}\``;
}
