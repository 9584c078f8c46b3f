import type { Policy } from "./policy.ts";

/** The part of a {@link Policy} that the standing of one deal is judged by; every whole policy is one. */
export type DealPolicy = Pick<
  Policy,
  "version" | "gradeWeights" | "advance" | "momentum" | "stall" | "ask" | "evidenceRules"
>;
