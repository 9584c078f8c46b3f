export * from "jsforce";
