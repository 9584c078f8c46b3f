export * from "./backend.ts";
export * from "./fault.ts";
export * from "./harness.ts";
export * from "./simulated-clock.ts";
