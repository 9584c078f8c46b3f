export { adapterConformance, conformanceCases } from "./adapter-conformance.ts";
export * from "./backend.ts";
export type { ConformanceCase } from "./conformance-case.ts";
export * from "./fault.ts";
export * from "./harness.ts";
export * from "./simulated-clock.ts";
