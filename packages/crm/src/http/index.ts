export * from "./caller.ts";
export * from "./deadline.ts";
export * from "./fetch-transport.ts";
export * from "./lane.ts";
export * from "./ports.ts";
export * from "./retry-quota.ts";
export * from "./transport.ts";
