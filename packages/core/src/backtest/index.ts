export * from "./case-weighted-area.ts";
export * from "./feature-table.ts";
export * from "./fit-line.ts";
export { type FitScoreOptions, fitScore } from "./fit-score.ts";
export * from "./score-model.ts";
export { seededNumbers } from "./seeded-numbers.ts";
