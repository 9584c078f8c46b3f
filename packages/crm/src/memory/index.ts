export * from "./memory-crm.ts";
