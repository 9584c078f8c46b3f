export { type AssessStoreOptions, assessStore, type StoreAssessment } from "./assess-store.ts";
export type { AssessProgress } from "./read-everything-of.ts";
export type { StoreGap } from "./store-gap.ts";
